"""The commands from receipt to public counts, as people call them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saraban import pipeline
from saraban.cli import commands
from saraban.pages import request_statistics

CATALOGUE = """
title: คลัง
publisher: {name: สำนักงาน}
work_areas: [{id: general, title: ทั่วไป}]
policy: {signatures: none}
holidays: [{date: 2024-12-10, title: รัฐธรรมนูญ}]
request:
  title: ขอ
  refusal: [{section: มาตรา 15 (5), text: บุคคล}]
  to_confirm: [{about: refusal, text: ตรวจมาตรา 15}]
  form: {title: แบบ, addressee: ผู้อำนวยการ, rights: อุทธรณ์ใน 15 วัน}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "datapackages").mkdir()
    (tmp_path / "datapackages" / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    return tmp_path


def request(root: Path, *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(commands(language), ["--root", str(root), "request", *arguments])


def test_a_request_from_receipt_to_delivery(root: Path) -> None:
    who = ("--name", "นางสาวสมมติ", "--phone", "0212345670")
    added = request(root, "add", "--subject", "สถิติครู", *who, "--date", "2024-11-25")
    assert "Answer by 11 December 2024" in added.output  # the 10th is a holiday
    assert (root / "private/letters/1-2567-receipt.docx").is_file()
    moved = request(root, "move", "1/2567", "with-holder", "--date", "2024-11-26")
    assert "with the holder" in moved.output
    listed = json.loads(request(root, "list", "--format", "json", "--date", "2024-12-12").stdout)
    assert [(entry["number"], entry["due"], entry["overdue"]) for entry in listed] == [
        ("1/2567", "2024-12-11", True)
    ]
    assert "นางสาวสมมติ" not in json.dumps(listed, ensure_ascii=False)
    said = ("--ground", "มาตรา 15 (5)", "--reason", "มีข้อมูลผู้อื่น", "--covered", "ชื่อ")
    decided = request(root, "decide", "1/2567", "part", *said, "--date", "2024-12-02")
    assert decided.exit_code == 0, decided.output
    assert "ตรวจมาตรา 15" in decided.stderr  # what the letter rests on and nobody has confirmed
    assert (root / "private/letters/1-2567-refusal.docx").is_file()
    assert request(root, "close", "1/2567", "--date", "2024-12-03").exit_code == 0
    assert (root / "private/letters/1-2567-delivery.docx").is_file()
    assert "Nothing is due" in request(root, "list", "--date", "2024-12-12").output
    again = request(root, "letter", "1/2567", "refusal", "--date", "2024-12-12")
    assert "left as it is" in again.output
    assert request(root, "letter", "1/2567", "refusal", "--in", "en", "--date", "2024-12-12").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("move", "9/2567", "with-holder"), "9/2567"),
        (("move", "1/2567", "delivered"), "delivered"),
        (("close", "1/2567", "--on", "2024-11-26"), "decided"),
        (("add", "--dataset", "nothing"), "nothing"),
        (("decide", "1/2567", "maybe"), "maybe"),
        (("add", "--subject", "x", "--received", "2024-02-30"), "2024-02-30"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(root: Path, arguments: tuple[str, ...], said: str) -> None:
    request(root, "add", "--subject", "ก", "--date", "2024-11-25")
    before = (root / "private/requests.yaml").read_bytes()
    told = request(root, *arguments, "--date", "2024-11-26")
    assert told.exit_code == 2
    assert said in told.output
    assert (root / "private/requests.yaml").read_bytes() == before


def test_a_refusal_that_could_not_tell_of_the_appeal_is_not_noted(root: Path) -> None:
    file = root / "datapackages" / "catalogue.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(", rights: อุทธรณ์ใน 15 วัน", ""), encoding="utf-8")
    request(root, "add", "--subject", "ก", "--date", "2024-11-25")
    told = request(
        root,
        "decide",
        "1/2567",
        "refused",
        "--ground",
        "มาตรา 15 (5)",
        "--reason",
        "ก",
        "--date",
        "2024-11-26",
    )
    assert told.exit_code == 1
    assert "decided" not in (root / "private/requests.yaml").read_text(encoding="utf-8")


def test_a_broken_ledger_stops_all_commands_but_is_kept(root: Path) -> None:
    request(root, "add", "--subject", "ก", "--date", "2024-11-25")
    ledger = root / "private" / "requests.yaml"
    broken = ledger.read_text(encoding="utf-8") + "  - number: [\n"
    ledger.write_text(broken, encoding="utf-8")
    for arguments in (
        ("add", "--subject", "ข"),
        ("move", "1/2567", "with-holder"),
        ("list",),
        ("statistics",),
    ):
        told = request(root, *arguments, "--date", "2024-11-26", language="th")
        assert told.exit_code == 1
        assert "requests.yaml" in told.output
    assert ledger.read_text(encoding="utf-8") == broken


def test_counts_become_a_dataset_and_a_page(root: Path) -> None:
    lines = ["requests:"]
    for number in range(1, 31):
        lines += [
            f"  - number: {number}/2567",
            "    subject: CANARY-subject",
            "    requester: {name: CANARY-name}",
            "    history:",
            "      - {state: received, on: 2024-11-25}",
            "      - {state: decided, on: 2024-12-01, result: all}",
        ]
    (root / "private").mkdir()
    (root / "private" / "requests.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "no year" in request(root, "statistics", "--date", "2025-09-30").output.lower()
    made = request(root, "statistics", "--date", "2026-01-05")
    assert made.exit_code == 0, made.output
    today = date(2026, 1, 6)
    checked, portal = pipeline.portal_of(pipeline.check(root, today), today, root / ".saraban")
    assert [entry.name for entry in portal.published] == ["request-statistics"], checked.verdicts
    (page,) = request_statistics.pages(portal, "th")
    words = page.parts(page.path)["request-statistics"]
    assert "<td>30</td>" in words
    assert "เปิดเผยทั้งหมด" in words
    assert "CANARY" not in words
