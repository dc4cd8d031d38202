"""The ledger: mistakes of hand are told with their line, sound entries count, and writing loses nothing."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from saraban.catalogue import Catalogue
from saraban.interface import interface
from saraban.report import lines
from saraban.requests import ledger, place
from saraban.requests.desk import Desk, MayNotFollow, Refused, TooEarly, Unknown
from saraban.requests.entry import Entry, Event
from saraban.requests.scribe import Known
from saraban.requests.writing import NotWritten
from saraban.settings import CatalogueSettings
from saraban.vocabulary import vocabulary
from tests.support import Expected

TODAY = date(2026, 11, 24)
LEDGERS = Path(__file__).parent / "ledgers"
DATASETS = ("teacher-register", "ict-assets")
SETTINGS = CatalogueSettings.model_validate(
    {
        "title": "คลัง",
        "publisher": {"name": "สำนักงาน"},
        "holidays": [{"date": "2026-12-07", "title": "ชดเชย"}, {"date": "2026-12-10", "title": "รัฐธรรมนูญ"}],
        "request": {
            "title": "ขอ",
            "response_days": 15,
            "refusal": [{"section": "มาตรา 15 (5)", "section_en": "Section 15 (5)", "text": "บุคคล"}],
            "paths": [{"id": "own-data", "title": "ตน", "text": "ตน", "days": 30, "source": "มาตรา 30"}],
            "desk": {
                "terms": [
                    {"id": "holder", "days": 3, "day_kind": "working"},
                    {"id": "objection", "days": 15, "source": "มาตรา 17"},
                    {"id": "appeal", "days": 15, "source": "มาตรา 18"},
                ]
            },
        },
    }
)


def desk(root: Path, today: date = TODAY) -> Desk:
    codes = vocabulary("thai-gdc")
    assert codes
    return Desk(Catalogue(root, SETTINGS, codes), today, DATASETS)


def received(number: str = "", on: date = TODAY, **values: str) -> Entry:
    said = {"kind": "information", "channel": "counter", "subject": "สถิติ"} | values
    return Entry(number, history=(Event("received", on),), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", sorted(LEDGERS.iterdir()), ids=lambda case: case.name)
def test_every_mistake_is_told_with_its_line(case: Path, expected: Expected) -> None:
    file = case / "ledger.yaml"
    found = ledger.read(file, case, Known(SETTINGS, TODAY, DATASETS))
    told = [line for code in ("en", "th") for line in lines(found.findings, interface(code))]
    sound = ", ".join(entry.number for entry in found.entries) or "–"
    expected(case / "expected.txt", "\n".join([f"Sound: {sound}", "", *told]))
    assert found.text == file.read_text(encoding="utf-8")


def test_what_people_write_is_kept_as_text() -> None:
    found = ledger.read(LEDGERS / "a sound ledger" / "ledger.yaml", LEDGERS, Known(SETTINGS, TODAY, DATASETS))
    assert found.entries[0].requester.phone == "0212345670"
    assert found.entries[0].state == "with-holder"


def test_writing_adds_a_line_and_touches_nothing_else(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.file.parent.mkdir()
    before = (LEDGERS / "a sound ledger" / "ledger.yaml").read_text(encoding="utf-8")
    at.file.write_text(before, encoding="utf-8")
    at.move("1/2569", Event("with-director", TODAY, note='เครื่องหมาย " และ: #'))
    at.add(lambda number: received(number, subject="น้ำ: ประปา # บาดาล"))
    after = iter(at.file.read_text(encoding="utf-8").splitlines())
    assert all(line in after for line in before.splitlines())  # each in its order: nothing is lost or moved
    assert [entry.number for entry in at.read().entries] == ["1/2569", "2/2569", "3/2569"]
    first, _, third = at.read().entries
    assert first.history[-1].note == 'เครื่องหมาย " และ: #'
    assert third.subject == "น้ำ: ประปา # บาดาล"
    at.move("2/2569", Event("delivered", TODAY))  # its history is written with a line a key
    assert at.read().entries[1].state == "delivered"


@pytest.mark.parametrize("case", ["yaml that is broken", "days that are none", "a file that is no ledger"])
def test_a_ledger_with_a_mistake_is_not_written_to(case: str, tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.file.parent.mkdir()
    before = (LEDGERS / case / "ledger.yaml").read_bytes()
    at.file.write_bytes(before)
    with pytest.raises(Refused):
        at.add(received)
    with pytest.raises(Refused):
        at.move("6/2569", Event("with-holder", TODAY))
    assert at.file.read_bytes() == before


def test_a_form_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.file.parent.mkdir()
    text = "requests: [{number: 1/2569, subject: ก, history: [{state: received, on: 2026-11-02}]}]\n"
    at.file.write_text(text, encoding="utf-8")
    for act in (lambda: at.move("1/2569", Event("with-holder", TODAY)), lambda: at.add(received)):
        with pytest.raises((NotWritten, Refused)):
            act()
    assert at.file.read_text(encoding="utf-8") == text


def test_a_mistake_in_the_new_line_is_told_and_not_written(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.add(received)
    before = at.file.read_bytes()
    with pytest.raises(Refused) as refused:
        at.move("1/2569", Event("decided", TODAY, result="refused"))
    assert {finding.rule for finding in refused.value.findings} == {"ledger-ground"}
    with pytest.raises(Unknown):
        at.move("9/2569", Event("with-holder", TODAY))
    with pytest.raises(MayNotFollow):
        at.move("1/2569", Event("delivered", TODAY))
    with pytest.raises(Refused):
        at.add(received, "1/2569")
    assert at.file.read_bytes() == before


def test_numbers_go_on_within_the_year_of_receipt(tmp_path: Path) -> None:
    at = desk(tmp_path, date(2027, 1, 5))
    days = (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4))
    assert [at.add(lambda number, on=day: received(number, on)).number for day in days] == [  # type: ignore[misc]
        "1/2569",
        "2/2569",
        "1/2570",
    ]


def test_each_state_has_its_due_dates(tmp_path: Path) -> None:
    at = desk(tmp_path, date(2026, 12, 31))
    times = at.times

    def due(*history: Event, kind: str = "information") -> dict[str, str]:
        entry = Entry("1/2569", kind, "counter", "ก", history)
        return {due.what: due.day.isoformat() for due in times.dues(entry)}

    # The fifteenth day after the 22nd is the 7th, a holiday.
    first = Event("received", date(2026, 11, 22))
    assert due(first) == {"answer": "2026-12-08"}
    assert due(first, kind="own-data") == {"answer": "2026-12-22"}
    # Three working days from Thursday: Friday, Tuesday (Monday is a holiday), Wednesday.
    assert due(first, Event("with-holder", date(2026, 12, 3))) == {
        "holder": "2026-12-09",
        "answer": "2026-12-08",
    }
    told = Event("third-party-told", date(2026, 11, 23))
    assert due(first, told)["objection"] == "2026-12-08"
    extended = Event("extended", date(2026, 12, 1), until=date(2026, 12, 25))
    assert due(first, extended) == {"answer-extended": "2026-12-25"}
    heard = Event("third-party-heard", date(2026, 12, 8))
    granted = Event("decided", date(2026, 12, 9), result="all")
    assert due(first, told, heard, granted) == {"delivery-after-appeal": "2026-12-25"}
    assert due(first, granted) == {"delivery": "2026-12-08"}
    assert due(first, granted, Event("delivered", date(2026, 12, 9))) == {}


def test_what_a_third_party_objected_to_waits_for_its_appeal(tmp_path: Path) -> None:
    at = desk(tmp_path, date(2026, 12, 31))
    at.add(lambda number: received(number, date(2026, 11, 2)))
    for state, on in (("third-party-told", date(2026, 11, 3)), ("third-party-heard", date(2026, 11, 20))):
        at.move("1/2569", Event(state, on))
    at.move("1/2569", Event("decided", date(2026, 11, 23), result="all"))
    with pytest.raises(TooEarly) as early:
        at.move("1/2569", Event("delivered", date(2026, 12, 8)))
    assert early.value.day == date(2026, 12, 9)
    assert at.move("1/2569", Event("delivered", date(2026, 12, 9))).state == "delivered"


def test_the_nearest_comes_first_and_closed_ones_last(tmp_path: Path) -> None:
    at = desk(tmp_path, date(2026, 12, 31))
    for day, kind in ((date(2026, 11, 2), "own-data"), (date(2026, 11, 3), "information")):
        at.add(lambda number, on=day, kind=kind: received(number, on, kind=kind))  # type: ignore[misc]
    at.add(lambda number: received(number, date(2026, 11, 1)))
    at.move("3/2569", Event("withdrawn", date(2026, 11, 2)))
    assert [entry.number for entry, _ in at.agenda(at.read().entries)] == ["2/2569", "1/2569", "3/2569"]


def test_years_without_holidays_are_known(tmp_path: Path) -> None:
    assert desk(tmp_path).times.unknown_years([date(2026, 12, 1), date(2027, 1, 2)]) == [2027]


@pytest.mark.parametrize(
    "where", ["site_src/th/requests.yaml", "data/x.yaml", "site/a.yaml", "../a.yaml", "a.yaml"]
)
def test_the_ledger_may_not_lie_where_the_site_is_made(where: str, tmp_path: Path) -> None:
    (finding,) = place.troubles(tmp_path / "c" / where, tmp_path / "c")
    assert finding.rule == "ledger-place"


def test_git_leaves_a_new_ledger_alone_and_a_tracked_one_is_told(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    at = desk(tmp_path)
    at.add(received)
    assert at.file.stat().st_mode & 0o077 == 0
    seen = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, check=True
    ).stdout
    assert b"private" not in seen
    assert at.place() == ()
    subprocess.run(["git", "-C", str(tmp_path), "add", "-f", "private/requests.yaml"], check=True)
    assert [finding.rule for finding in at.place()] == ["ledger-tracked"]
