"""The public counts: right, without names, and nothing small to be read or worked out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from saraban.catalogue import Catalogue
from saraban.pages import request_statistics
from saraban.portal import Portal
from saraban.requests import dataset
from saraban.requests.due import Times
from saraban.requests.entry import Entry, Event, Requester
from saraban.requests.statistics import Counts, counts, fiscal_year, last_day_of
from saraban.settings import CatalogueSettings
from saraban.vocabulary import vocabulary

SETTINGS = CatalogueSettings.model_validate(
    {
        "title": "คลัง",
        "publisher": {"name": "สำนักงาน", "unit": "กลุ่ม", "unit_en": "Group"},
        "work_areas": [{"id": "general", "title": "ทั่วไป"}],
        "request": {"title": "ขอ", "refusal": [{"section": "มาตรา 15 (5)", "text": "บุคคล"}]},
    }
)
GROUNDS = ["มาตรา 15 (5)", "มาตรา 15 (2)"]
OCTOBER = date(2024, 10, 1)


def entries(*groups: tuple[int, str, str, int], start: date = OCTOBER) -> Iterator[Entry]:
    """So many requests with this result and ground, decided after so many days."""
    for count, result, ground, days in groups:
        for number in range(count):
            received = start + timedelta(days=number)
            decided = Event(
                "decided", received + timedelta(days=days), result=result, ground=ground, reason="CANARY-r"
            )
            history = (Event("received", received), decided)
            who = Requester("CANARY-name", "CANARY-address")
            yield Entry(
                f"{result}{ground}{number}", "information", "email", "CANARY-subject", history, requester=who
            )


def counted(*groups: tuple[int, str, str, int], today: date = date(2025, 10, 1)) -> Counts:
    return counts(list(entries(*groups)), Times(SETTINGS), today, GROUNDS)


def test_counts_of_a_year_that_has_enough_of_everything() -> None:
    made = counted((20, "all", "", 4), (6, "refused", GROUNDS[0], 10), (5, "part", GROUNDS[1], 20))
    assert made.years == (2025,)
    assert made.tables["years"][1] == ((2025, 31, 31, 26, 5, 4),)
    assert made.tables["results"][1] == (
        (2025, "all", 20),
        (2025, "part", 5),
        (2025, "refused", 6),
        (2025, "not-held", 0),
    )
    assert made.tables["grounds"][1] == ((2025, GROUNDS[0], 6), (2025, GROUNDS[1], 5))


def test_a_breakdown_with_a_small_count_is_not_shown_at_all() -> None:
    made = counted((20, "all", "", 4), (6, "refused", GROUNDS[0], 4), (1, "refused", GROUNDS[1], 4))
    assert made.tables["years"][1] == ((2025, 27, 27, 27, 0, 4),)
    assert [row[2] for row in made.tables["results"][1]] == [20, 0, 7, 0]
    assert [row[2] for row in made.tables["grounds"][1]] == [None, None]
    made = counted((20, "all", "", 4), (2, "refused", GROUNDS[0], 4))
    assert {row[2] for table in ("results", "grounds") for row in made.tables[table][1]} == {None}
    late = counted((20, "all", "", 4), (6, "not-held", "", 4), (3, "all", "", 40))
    assert late.tables["years"][1][0][3:5] == (None, None)


def test_a_small_year_shows_nothing() -> None:
    made = counted((3, "all", "", 4))
    assert made.tables["years"][1] == ((2025, None, None, None, None, None),)


@pytest.mark.parametrize("ground", ["มาตรา 15 (4)", "มาตรา 15 (2)"])
def test_a_hidden_year_does_not_tell_which_ground_it_was(ground: str) -> None:
    made = counted((20, "all", "", 4), (1, "refused", ground, 4))
    assert [row[1] for row in made.tables["grounds"][1]] == GROUNDS


def test_no_count_of_a_published_table_is_small() -> None:
    for small in range(8):
        for other in range(8):
            made = counted((small, "all", "", 4), (other, "refused", GROUNDS[0], 40))
            for _, rows in made.tables.values():
                for row in rows:
                    shown = [cell for cell in row[1:5] if isinstance(cell, int)]
                    assert not any(0 < cell < 5 for cell in shown)


def test_a_year_is_counted_once_it_is_over() -> None:
    assert counted((20, "all", "", 4), today=date(2025, 9, 30)).years == ()
    assert counted((20, "all", "", 4), today=date(2025, 10, 1)).years == (2025,)
    assert fiscal_year(date(2024, 9, 30), (10, 1)) == 2024
    assert fiscal_year(date(2024, 10, 1), (10, 1)) == 2025
    assert last_day_of(2025, (10, 1)) == date(2025, 9, 30)
    assert fiscal_year(date(2024, 12, 31), (1, 1)) == 2024
    assert last_day_of(2024, (1, 1)) == date(2024, 12, 31)


def catalogue(root: Path) -> Catalogue:
    codes = vocabulary("thai-gdc")
    assert codes
    return Catalogue(root, SETTINGS, codes)


def test_the_dataset_holds_counts_and_nothing_else(tmp_path: Path) -> None:
    made = counted((20, "all", "", 4), (6, "refused", GROUNDS[0], 10))
    folder = dataset.write(made, catalogue(tmp_path), date(2026, 1, 5))
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert not [file for file in written if b"CANARY" in file.read_bytes()]
    with (tmp_path / "data/request-statistics/years.csv").open(encoding="utf-8") as file:
        assert next(iter(csv.DictReader(file))) == {
            "fiscal_year": "2568",
            "received": "26",
            "decided": "26",
            "in_time": "26",
            "late": "0",
            "median_days": "4",
        }
    assert "fiscal_year:\n- 2568\n- 2568" in (folder / "datapackage.yaml").read_text(encoding="utf-8")


def test_what_the_owner_changed_stays_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    made = counted((20, "all", "", 4))
    home = dataset.write(made, catalogue(tmp_path), date(2026, 1, 5)) / "datapackage.yaml"
    home.write_text(home.read_text(encoding="utf-8") + "licenses: [{name: CC-BY-4.0}]\n", encoding="utf-8")
    dataset.write(made, catalogue(tmp_path), date(2026, 2, 5))
    again = home.read_text(encoding="utf-8")
    assert "CC-BY-4.0" in again
    assert "2026-02-05" in again
    home.write_text("name: mine\n", encoding="utf-8")
    with pytest.raises(dataset.Foreign):
        dataset.write(made, catalogue(tmp_path), date(2026, 3, 5))
    assert home.read_text(encoding="utf-8") == "name: mine\n"


def test_a_descriptor_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    made = counted((20, "all", "", 4))
    home = dataset.write(made, catalogue(tmp_path), date(2026, 1, 5)) / "datapackage.yaml"
    broken = home.read_text(encoding="utf-8") + "a: [\n"
    home.write_text(broken, encoding="utf-8")
    with pytest.raises(dataset.Foreign):
        dataset.write(made, catalogue(tmp_path), date(2026, 2, 5))
    assert home.read_text(encoding="utf-8") == broken


def test_the_page_says_when_nothing_is_published(tmp_path: Path) -> None:
    (page,) = request_statistics.pages(Portal(catalogue(tmp_path), date(2026, 11, 24)), "th")
    assert "ยังไม่ได้เผยแพร่" in page.parts(page.path)["request-statistics"]
