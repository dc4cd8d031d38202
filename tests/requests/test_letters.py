"""Letters: what each must say, in Thai that a word processor keeps whole, and never over one that is there."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from saraban.model import both
from saraban.requests import letters
from saraban.requests.due import Times
from saraban.requests.entry import Entry, Event, Requester
from saraban.settings import CatalogueSettings
from tests.support import Expected

HERE = Path(__file__).parent / "letters"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = {
    "title": "คลัง",
    "publisher": {
        "name": "สำนักงานสมมติ เขต 1",
        "name_en": "Imaginary Office 1",
        "address": "ถนนสมมติ 00000",
        "head": "ผู้อำนวยการสำนักงานสมมติ",
        "head_en": "Director",
        "unit": "กลุ่มสมมติ",
        "unit_en": "Imaginary Group",
        "phone": "0 0000 0000",
        "email": "info1@saraban.example",
    },
    "request": {
        "title": "ขอ",
        "fee_note": "การตรวจดูไม่มีค่าธรรมเนียม",
        "fee_note_en": "Inspection is free.",
        "refusal": [
            {
                "section": "มาตรา 15 (5)",
                "section_en": "Section 15 (5)",
                "text": "ข้อมูลส่วนบุคคล",
                "text_en": "Personal information",
            }
        ],
        "paths": [
            {
                "id": "own-data",
                "title": "ตน",
                "text": "ตน",
                "days": 30,
                "proof": "บัตรประจำตัว",
                "proof_en": "an identity card",
                "rights": "อุทธรณ์ภายใน 30 วัน (มาตรา 25)",
                "rights_en": "Appeal within 30 days (section 25).",
            }
        ],
        "form": {
            "title": "แบบ",
            "addressee": "ผู้อำนวยการ",
            "rights": "อุทธรณ์ภายใน 15 วัน (มาตรา 18)",
            "rights_en": "Appeal within 15 days (section 18).",
        },
        "desk": {"not_held": "ร้องเรียนได้ (มาตรา 33)", "not_held_en": "You may complain (section 33)."},
    },
}
RECEIVED = Event("received", date(2026, 11, 24))
PART = Event(
    "decided",
    date(2026, 12, 1),
    result="part",
    ground="มาตรา 15 (5)",
    reason="มีข้อมูลของผู้อื่น",
    covered="ชื่อและที่อยู่",
    by="ผู้อำนวยการ",
)
REFUSED = Event("decided", date(2026, 12, 1), result="refused", ground="มาตรา 15 (5)", reason="มีข้อมูลของผู้อื่น")
NOT_HELD = Event("decided", date(2026, 12, 1), result="not-held", elsewhere="สำนักงานอื่น")
ALL = Event("decided", date(2026, 12, 1), result="all")
DONE = Event("delivered", date(2026, 12, 2))


def letter(
    *events: Event, language: str = "th", kind: str = "information", settings: object = SETTINGS
) -> letters.Letter:
    entry = Entry(
        "1/2569",
        kind,
        "email",
        "ปี 2568",
        (RECEIVED, *events),
        "register",
        "RG-20261124-K7QM",
        Requester("นางสาวสมมติ ทดสอบ (บุคคลสมมติ)"),
    )
    times = Times(CatalogueSettings.model_validate(settings))
    return letters.Letter(entry, times, language, date(2026, 12, 2), both("ทะเบียนครู", "Register of teachers"))


def said(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


CASES = {
    "receipt": ("receipt", letter()),
    "receipt for one's own data, in English": ("receipt", letter(language="en", kind="own-data")),
    "refusal": ("refusal", letter(REFUSED)),
    "refusal of one's own data": ("refusal", letter(REFUSED, kind="own-data")),
    "disclosure in part, in English": ("refusal", letter(PART, language="en")),
    "not held": ("refusal", letter(NOT_HELD)),
    "delivery in full": ("delivery", letter(ALL, DONE)),
    "delivery in part": ("delivery", letter(PART, DONE)),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_letter_says(name: str, expected: Expected) -> None:
    kind, of = CASES[name]
    expected(HERE / f"{name}.txt", said(letters.content(kind, of)))
    assert letters.fits(of.entry) == kind


def test_thai_is_set_for_word_processors_and_the_same_letter_is_the_same_bytes() -> None:
    kind, of = CASES["refusal"]
    content = letters.content(kind, of)
    assert content == letters.content(kind, of)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles, body = (etree.fromstring(parts.read(f"word/{name}.xml")) for name in ("styles", "document"))
    normal = styles.find(f"{W}style[@{W}styleId='Normal']/{W}rPr")
    assert normal.find(f"{W}rFonts").get(f"{W}cs") == "TH SarabunPSK"
    assert normal.find(f"{W}szCs").get(f"{W}val") == "32"
    assert normal.find(f"{W}lang").get(f"{W}bidi") == "th-TH"
    assert body.find(f".//{W}jc[@{W}val='thaiDistribute']") is not None
    page = body.find(f".//{W}pgSz")
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == ("11906", "16838")
    for properties in body.iter(f"{W}rPr"):
        bold = properties.find(f"{W}b") is not None
        assert bold == (properties.find(f"{W}bCs") is not None)


def test_a_refusal_without_the_notice_of_appeal_is_not_written() -> None:
    bare = SETTINGS | {"request": {"title": "ขอ"}}
    for of in (letter(REFUSED, settings=bare), letter(NOT_HELD, settings=bare)):
        with pytest.raises(letters.NoRights):
            letters.content("refusal", of)


@pytest.mark.parametrize(
    ("kind", "events"), [("refusal", (ALL,)), ("delivery", ()), ("refusal", ()), ("delivery", (REFUSED,))]
)
def test_a_letter_that_does_not_fit_is_not_written(kind: str, events: tuple[Event, ...]) -> None:
    with pytest.raises(letters.NotYet):
        letters.content(kind, letter(*events))


def test_a_letter_that_is_there_is_left_alone(tmp_path: Path) -> None:
    assert letters.keep(b"first", tmp_path, "a.docx") == tmp_path / "a.docx"
    assert letters.keep(b"second", tmp_path, "a.docx") is None
    assert (tmp_path / "a.docx").read_bytes() == b"first"


@pytest.mark.parametrize("number", ["../../1", "1/2569", "ก/๒", "a\\b:c"])
def test_a_number_never_leads_out_of_the_folder(number: str) -> None:
    name = letters.name_of(Entry(number, "information", "email", "ก", (RECEIVED,)), "receipt", "th", "th")
    assert not set(name) & set('/\\:*?"<>|')
    assert not name.startswith(".")
