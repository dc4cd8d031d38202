"""Known causes of faults: each is recognised, none is claimed wrongly, and all of one cause are told once."""

from __future__ import annotations

import re
import shutil
import types
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Field as Reader

from saraban import checks, read
from saraban.catalogue import catalogue_at
from saraban.model import Table
from saraban.read.schema import schema_of
from saraban.validate import Fault, More, Told, told_of_tables
from saraban.validate import causes as registry
from saraban.validate.causes import Cause, Found, causes, recognised
from saraban.validate.causes.encoding_wrong import repaired
from saraban.validate.phrases import LANGUAGES, letters
from tests.support import Expected

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
CATALOGUE = """
title: ทดสอบ
title_en: Test
publisher: {name: สำนักงาน}
vocabulary: plain
policy: {signatures: none, public_repository: false, defaults: {access: open, data_category: public}}
"""

Raw = dict[str, Any]


def _table(*fields: Raw, **properties: Any) -> Table:
    named = [{"name": f"f{place}", **field} for place, field in enumerate(fields, 1)]
    return Table("t", schema=schema_of({"fields": named, **properties.pop("keys", {})}), **properties)


def _refusals(field: Raw, cell: str) -> list[str]:
    """Frictionless's notes for a cell: that it is refused is not for this test to decide."""
    made: Any = Reader.from_descriptor(
        {"name": "f1", **{k: v for k, v in field.items() if k != "categories"}}
    )
    return list((made.read_cell(cell)[1] or {}).values())


def _faults(field: Raw, cell: str, row: int = 5) -> list[Fault]:
    notes = _refusals(field, cell)
    assert notes, f"frictionless takes {cell!r} for a good value"
    kinds = ("type-error" if note.startswith("type is") else "constraint-error" for note in notes)
    return [
        Fault(kind, note, table="t", row=row, fields=("f1",), cell=cell, column=1)
        for kind, note in zip(kinds, notes, strict=True)
    ]


def _recognised(table: Table, *faults: Fault) -> list[tuple[str, Found]]:
    return [
        (cause.name if cause else "", found) for _, cause, found in recognised(faults, {table.name: table})
    ]


CODE = {"type": "string", "constraints": {"pattern": "[0-9]{8}"}}
LONG = {"type": "string", "constraints": {"minLength": 8}}
SEX = {"type": "string", "constraints": {"enum": ["ชาย", "หญิง"]}}
MONTH = {"type": "string", "constraints": {"enum": ["01", "02", "10"]}}
PLACE = {"type": "string", "constraints": {"enum": ["น้ำดำ", "แม่แตง"]}}
INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
DATE = {"type": "date"}
DAY_FIRST = {"type": "date", "format": "%d/%m/%Y"}

# A field, a cell that frictionless refuses, the cause and what would be right; no cause: nothing may be claimed.
CELLS: list[tuple[Raw, str, str, str | None]] = [
    # Thai digits: frictionless reads them in whole numbers, not in patterns and lists
    (CODE, "๑๐๖๗๐๐๐๑", "thai-digits", "10670001"),
    (MONTH, "๐๑", "thai-digits", "01"),
    ({"type": "boolean"}, "๑", "thai-digits", "1"),
    ({"type": "integer", "constraints": {"enum": ["1"]}}, "๒", "", None),
    (CODE, "๑๐๖๗", "", None),
    (INTEGER, "๑๒๐ คน", "", None),
    (CODE, " ๑๐๖๗๐๐๐๑ ", "stray-marks", "10670001"),
    # A Buddhist year, however it is written
    (DATE, "10/06/2569", "buddhist-year", "2026-06-10"),
    (DATE, "10-6-2569", "buddhist-year", "2026-06-10"),
    (DATE, "2569/06/10", "buddhist-year", "2026-06-10"),
    (DATE, "๑๐/๐๖/๒๕๖๙", "buddhist-year", "2026-06-10"),
    (DATE, "2567-02-29", "buddhist-year", "2024-02-29"),
    (DATE, "10 มิถุนายน 2569", "buddhist-year", "2026-06-10"),
    (DATE, "10 มิถุนายน พ.ศ. 2569", "buddhist-year", "2026-06-10"),
    (DATE, "๑๐ มิ.ย. ๖๙", "buddhist-year", "2026-06-10"),
    (DATE, "10 June 2569", "buddhist-year", "2026-06-10"),
    (DATE, "2569-06-10 00:00:00", "buddhist-year", "2026-06-10"),
    (DAY_FIRST, "2569-06-10", "buddhist-year", "10/06/2026"),
    ({"type": "date", "constraints": {"maximum": "2030-01-01"}}, "2569-06-10", "buddhist-year", "2026-06-10"),
    ({"type": "datetime"}, "10/06/2569 8:30", "buddhist-year", "2026-06-10T08:30:00Z"),
    ({"type": "datetime"}, "10/06/2569 08:30:15 น.", "buddhist-year", "2026-06-10T08:30:15Z"),
    ({"type": "yearmonth"}, "06/2569", "buddhist-year", "2026-06"),
    ({"type": "yearmonth"}, "มิ.ย. 69", "buddhist-year", "2026-06"),
    ({"type": "year"}, "พ.ศ. 2569", "buddhist-year", "2026"),
    ({"type": "year", "constraints": {"maximum": 2100}}, "2569", "buddhist-year", "2026"),
    ({"type": "date", "constraints": {"maximum": "2020-01-01"}}, "2569-06-10", "", None),
    (DATE, "2569-06-10 08:30", "", None),  # the time would be lost
    (DATE, "10/06/2026", "", None),
    (DATE, "10 มิถุนายน 2026", "", None),
    (DATE, "10/06/69", "", None),  # 1969, 2026 …
    (DATE, "10 June 69", "", None),
    (DATE, "31/02/2569", "", None),
    (DATE, "2566-02-29", "", None),
    (DATE, "06/13/2569", "", None),
    ({"type": "integer", "constraints": {"maximum": 2100}}, "2569", "", None),
    # What Excel does to codes
    (CODE, "1.07E+07", "scientific-notation", None),
    (INTEGER, "1.23E+12", "scientific-notation", None),
    (LONG, "1E+12", "scientific-notation", None),
    ({"type": "string", "constraints": {"pattern": "[0-9]{13}"}}, "1.23457e+12", "scientific-notation", None),
    ({"type": "number", "constraints": {"maximum": 10}}, "1.23E+12", "", None),  # may be meant
    (CODE, "1E5", "", None),
    (CODE, "12E+34", "", None),
    (CODE, "1670001", "leading-zeros-lost", "01670001"),
    (LONG, "1670001", "leading-zeros-lost", "01670001"),
    (CODE, "๑๖๗๐๐๐๑", "leading-zeros-lost", "01670001"),
    (MONTH, "1", "leading-zeros-lost", "01"),
    ({"type": "string", "categories": ["001"]} | {"constraints": {"minLength": 3}}, "1", "leading-zeros-lost", "001"),
    ({"type": "string", "constraints": {"pattern": "0[0-9]{8}"}}, "21234567", "leading-zeros-lost", "021234567"),
    (CODE, "1234", "", None),  # half of it is gone
    ({"type": "string", "constraints": {"pattern": "0[0-9]{8}"}}, "31", "", None),
    (CODE, "0167001", "", None),  # still has its zero
    (CODE, "167000A", "", None),
    (CODE, "106700011", "", None),
    ({"type": "integer", "constraints": {"minimum": 100}}, "16", "", None),
    # Commas
    (INTEGER, "1,234", "thousands-comma", "1234"),
    (INTEGER, "-1,234,567", "thousands-comma", "-1234567"),
    (NUMBER, "1,234.50", "thousands-comma", "1234.50"),
    (NUMBER, "๑,๒๓๔", "thousands-comma", "1234"),
    ({"type": "number", "constraints": {"maximum": 1000}}, "1,234", "", None),
    ({"type": "integer", "groupChar": ","}, "1,234", "", None),  # the comma is known
    ({"type": "number", "groupChar": " "}, "1,234", "", None),
    ({"type": "number", "decimalChar": ","}, "1,234.5", "", None),
    (INTEGER, "12,34", "", None),
    (DATE, "1,234", "", None),
    (CODE, "1,067,000", "", None),
    (NUMBER, "12,5", "decimal-comma", "12.5"),
    (NUMBER, "0,125", "decimal-comma", "0.125"),
    (NUMBER, "1.234,5", "decimal-comma", "1234.5"),
    (NUMBER, "-๓,๒๕", "decimal-comma", "-3.25"),
    (INTEGER, "12,5", "", None),
    (NUMBER, "12,5,6", "", None),
    (NUMBER, "12,5 %", "", None),
    # No value
    (INTEGER, "-", "no-value-sign", ""),
    (INTEGER, " – ", "no-value-sign", ""),
    (NUMBER, "ไม่มี", "no-value-sign", ""),
    (DATE, "ไม่มีข้อมูล", "no-value-sign", ""),
    (NUMBER, "N/A", "no-value-sign", ""),
    (CODE, "n/a", "no-value-sign", ""),
    (SEX, "ไม่ระบุ", "no-value-sign", ""),
    (NUMBER, ".", "no-value-sign", ""),
    ({"type": "boolean"}, "-", "no-value-sign", ""),
    ({"type": "integer", "missingValues": ["x"]}, "-", "no-value-sign", "x"),
    ({"type": "integer", "missingValues": []}, "-", "", None),
    ({"type": "boolean"}, "ไม่มี", "", None),  # it may mean false
    ({"type": "integer", "constraints": {"required": True}}, "-", "", None),
    (INTEGER, "-5 คน", "", None),
    (CODE, "ไม่มีชื่อ", "", None),
    # What nobody sees
    (CODE, " 10670001 ", "stray-marks", "10670001"),
    (INTEGER, "\u200b8", "stray-marks", "8"),
    (SEX, "ชาย\u00a0", "stray-marks", "ชาย"),
    (SEX, "\ufeffหญิง", "stray-marks", "หญิง"),
    (CODE, "10670\u200b001\t", "stray-marks", "10670001"),
    (CODE, " 1067 ", "", None),
    (CODE, "1067 0001", "", None),
    (PLACE, "นํ้าดำ", "thai-typing", "น้ำดำ"),
    (PLACE, "เเม่แตง", "thai-typing", "แม่แตง"),
    (PLACE, " เเม่แตง", "thai-typing", "แม่แตง"),
    # The wrong encoding
    (SEX, "à¸Šà¸²à¸¢", "encoding-wrong", "ชาย"),
    (SEX, "ªÒÂ", "encoding-wrong", "ชาย"),
    (SEX, "ชาย".encode().decode("latin-1"), "encoding-wrong", "ชาย"),
    (SEX, "เธ\u008aเธฒเธข", "encoding-wrong", "ชาย"),
    (SEX, "Zürich", "", None),
    (SEX, "naïveté", "", None),
    (SEX, "ÄÖÜ", "", None),
    (SEX, "เด็ก", "", None),
    # Much like a permitted value
    (SEX, "หยิง", "value-unknown", "หญิง"),
    (MONTH, "11", "", None),
    (SEX, "male", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("field", "cell", "cause", "right"), CELLS)
def test_a_cell(field: Raw, cell: str, cause: str, right: str | None) -> None:
    found = _recognised(_table(field), *_faults(field, cell))
    assert {name for name, _ in found} == {cause}
    assert {known.near or known.right for _, known in found} == {right}


# Keys


def _of(kind: str, cell: str, row: int = 5, **more: Any) -> Fault:
    return Fault(kind, table="t", row=row, fields=("f1",), cell=cell, **more)


TWICE = "the same as in the row at position 3"
KEYS = [
    (_of("unique-error", "1001", note=TWICE), "key-twice", Found(twin=3)),
    (_of("primary-key", "1001", note=TWICE), "key-twice", Found(twin=3)),
    (_of("unique-key-repeated", "1001", note=TWICE), "key-twice", Found(twin=3)),
    (_of("primary-key", "", note='cells composing the primary keys are all "None"'), "", Found()),
    (_of("unique-key-repeated", "1001"), "", Found()),
    (_of("unique-error", "1.07E+07", note=TWICE), "scientific-notation", Found()),
    (_of("unique-error", "-", note=TWICE), "no-value-sign", Found(right="")),
    (_of("unique-error", " ๑๐๐๑ ", note=TWICE), "key-twice", Found(twin=3)),  # twice, however it is written
    (_of("foreign-key", "1067002", near="10670002"), "code-unknown", Found(near="10670002")),
    (_of("foreign-key", "1670002", near="01670002"), "leading-zeros-lost", Found(right="01670002")),
    (_of("foreign-key", "๑๐๐๑", near="1001"), "thai-digits", Found(right="1001")),
    (_of("foreign-key", "๑๐๐๒", near="1001"), "code-unknown", Found(near="1001")),
    (_of("foreign-key", "1001\u200b", near="1001"), "stray-marks", Found(right="1001")),
    (_of("foreign-key", "-", near="1001"), "no-value-sign", Found(right="")),
    (_of("foreign-key", "9999"), "", Found()),
    (_of("category-unknown", "๑"), "thai-digits", Found(right="1")),
    (_of("category-unknown", "12", near="11"), "value-unknown", Found(near="11")),
    (_of("incorrect-label", " f1", row=1), "stray-marks", Found(right="f1")),
    (_of("incorrect-label", "à¸£à¸«à¸±à¸ª", row=1), "encoding-wrong", Found(right="รหัส")),
    (_of("incorrect-label", "f2", row=1), "", Found()),
    (_of("missing-cell", ""), "", Found()),
    (_of("extra-cell", "1,234"), "", Found()),
]


@pytest.mark.parametrize(("fault", "cause", "found"), KEYS)
def test_a_value_among_others(fault: Fault, cause: str, found: Found) -> None:
    table = _table({"type": "string", "categories": ["1", "11"]})
    assert _recognised(table, fault) == [(cause, found)]


@pytest.mark.parametrize(
    ("kind", "cell", "right"),
    [("date", "2569-06-10", "2026-06-10"), ("year", "2569", "2026"), ("yearmonth", "2569-06", "2026-06")],
)
def test_a_buddhist_year_that_frictionless_takes(kind: str, cell: str, right: str) -> None:
    assert _recognised(_table({"type": kind}), _of("year-buddhist-in-date", cell)) == [
        ("buddhist-year", Found(right=right))
    ]


def test_a_primary_key_may_not_be_left_empty() -> None:
    fault = _of("unique-error", "-", note=TWICE)
    assert _recognised(_table(CODE, keys={"primaryKey": "f1"}), fault) == [("key-twice", Found(twin=3))]


def test_in_a_table_that_is_not_known_no_cause_is_known() -> None:
    assert [cause for _, cause, _ in recognised([_of("type-error", "-")], {})] == [None]


def test_a_number_where_text_should_be_has_lost_no_zeros() -> None:
    fault = _of("type-error", "10200", note='type is "string/default"')  # from a workbook
    assert _recognised(_table({"type": "string"}), fault) == [("", Found())]


@pytest.mark.parametrize("standard", [{"constraints": "x"}, {"constraints": {"pattern": "["}}, {"format": 5}])
def test_odd_columns_have_no_known_causes(standard: Raw) -> None:
    assert _recognised(_table({"type": "string", **standard}), _of("constraint-error", "๑")) == [
        ("", Found())
    ]


# Rows

LONG_FORM = _table({"type": "string"}, SEX | {"constraints": {"enum": ["ชาย", "หญิง", "รวม"]}}, INTEGER)


def _in_row(row: int, label: str, *cells: tuple[str, int, str]) -> list[Fault]:
    return [
        Fault(kind, table="t", row=row, fields=(f"f{place}",) if place else (), cell=cell, label=label)
        for kind, place, cell in cells
    ]


COUNTS = _table(
    CODE,
    {"type": "string"},
    INTEGER | {"title": "ชาย"},
    INTEGER | {"title": "หญิง", "title_en": "girls"},
    DATE,
)
ROWS: list[tuple[Table, list[Fault], str]] = [
    # A total row
    (COUNTS, _in_row(9, "รวม", ("constraint-error", 1, "รวม"), ("type-error", 3, "1,234")), "total-row"),
    (COUNTS, _in_row(9, "รวม", ("constraint-error", 1, ""), ("type-error", 3, "1,234")), "total-row"),
    (COUNTS, _in_row(9, "รวม:", ("primary-key", 1, "")), "total-row"),
    (COUNTS, _in_row(9, "รวม 12 โรงเรียน", ("constraint-error", 1, "รวม 12 โรงเรียน")), "total-row"),
    (COUNTS, _in_row(9, "รวมระดับประถมศึกษา", ("constraint-error", 1, "")), "total-row"),
    (COUNTS, _in_row(9, "Total", ("foreign-key", 1, "Total")), "total-row"),
    (COUNTS, _in_row(9, "รวมทั้งสิ้น", ("type-error", 3, "1,234")), "total-row"),
    (COUNTS, _in_row(9, "Grand Total", ("missing-cell", 5, "")), "total-row"),
    (COUNTS, _in_row(9, "รวม", ("type-error", 3, "1,234")), "thousands-comma"),  # may be a value like others
    (LONG_FORM, _in_row(9, "รวม", ("constraint-error", 1, ""), ("type-error", 3, "x")), ""),
    (COUNTS, _in_row(9, "รวมมิตรวิทยา", ("constraint-error", 1, "รวมมิตรวิทยา")), ""),
    (COUNTS, _in_row(9, "รวมทรัพย์", ("constraint-error", 1, "")), ""),
    # An empty row
    (COUNTS, _in_row(9, "", ("blank-row", 0, ""), ("primary-key", 1, "")), "row-empty"),
    (COUNTS, _in_row(9, "", ("primary-key", 1, "")), ""),
    # A second header
    (COUNTS, _in_row(2, "ชาย", ("type-error", 3, "ชาย"), ("type-error", 4, "หญิง")), "second-header"),
    (COUNTS, _in_row(3, "ป.1", ("type-error", 3, "ป.1"), ("type-error", 4, "ป.2")), "second-header"),
    (COUNTS, _in_row(2, "Girls", ("type-error", 4, "Girls")), "second-header"),
    (COUNTS, _in_row(2, "f1", ("constraint-error", 1, "f1")), "second-header"),
    (COUNTS, _in_row(4, "ชาย", ("type-error", 3, "ชาย"), ("type-error", 4, "หญิง")), ""),
    (COUNTS, _in_row(2, "ชาย", ("type-error", 3, "คน")), ""),
    (COUNTS, _in_row(2, "ชาย", ("type-error", 3, "ชาย"), ("type-error", 4, "12x")), ""),
    (COUNTS, _in_row(2, "คน", ("type-error", 3, "20 คน"), ("type-error", 4, "21 คน")), ""),
    (COUNTS, _in_row(2, "ไม่มี", ("type-error", 3, "ไม่มี"), ("type-error", 4, "ไม่มี")), "no-value-sign"),
    (COUNTS, _in_row(2, "x", ("constraint-error", 1, "x"), ("constraint-error", 2, "y")), ""),
]


@pytest.mark.parametrize(("table", "faults", "cause"), ROWS)
def test_a_row(table: Table, faults: list[Fault], cause: str) -> None:
    names = {name for name, _ in _recognised(table, *faults)}
    assert cause in names
    assert names == {cause} or cause in ("thousands-comma", "no-value-sign")


def test_words_all_the_way_down_are_no_header() -> None:
    faults = [
        fault
        for row in (2, 3, 9)
        for fault in _in_row(row, "มาก", ("type-error", 3, "มาก"), ("type-error", 4, "น้อย"))
    ]
    assert {name for name, _ in _recognised(COUNTS, *faults)} == {""}


@pytest.mark.parametrize(
    ("dialect", "row", "cause"),
    [
        ({"headerRows": [1, 2]}, 4, "second-header"),
        ({"header": False}, 1, "second-header"),
        ({"header": False}, 3, ""),
    ],
)
def test_a_second_header_stands_below_the_first(dialect: Raw, row: int, cause: str) -> None:
    table = _table(CODE, CODE, INTEGER, INTEGER, dialect=dialect)
    faults = _in_row(row, "x", ("type-error", 3, "ชาย"), ("type-error", 4, "หญิง"))
    assert {name for name, _ in _recognised(table, *faults)} == {cause}


# Encodings


@pytest.mark.parametrize("text", ["โรงเรียนบ้านหนองน้ำใส", "ชั้น ป.1", "น้ำดื่มฯ (10 ขวด)", "ผู้อำนวยการ ๑๒"])
def test_what_was_read_in_a_wrong_encoding_is_restored(text: str) -> None:
    assert repaired(text.encode().decode("latin-1")) == text
    assert repaired(text.encode("cp874").decode("cp1252")) == text
    assert repaired(text) == ""


@pytest.mark.parametrize(
    "text", ["", "Müller", "café", "Ångström", "ÉCOLE", "MÅÄL", "x", "1,234", "เธอเธอ", "ธเนศ", "é¨à", "日本"]
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert repaired(text) == ""


# Words


def _told(table: Table, *faults: Fault, **given: Any) -> list[Told]:
    return list(told_of_tables(faults, tables={"t": table}, **given))


def test_faults_of_one_cause_in_one_column_are_told_once() -> None:
    table = _table(INTEGER)
    faults = [fault for row in range(2, 32) for fault in _faults(INTEGER, f"{row},000", row)]
    (told,) = _told(table, *faults)
    assert (told.cause, told.count, told.faults) == ("thousands-comma", 30, tuple(faults))
    assert told.problem.get("en").startswith(
        "numbers of column A “f1” have commas between thousands: row 2 “2,000” → “2000”"
    )
    assert told.problem.get("th").endswith("แถว 6 “6,000” → “6000” และอีก 25 แห่ง")


def test_a_cell_that_breaks_two_rules_is_one_place() -> None:
    field = {"type": "string", "constraints": {"pattern": "[0-9]{8}", "minLength": 8}}
    faults = _faults(field, "1670001")
    assert len(faults) == 2
    (told,) = _told(_table(field), *faults)
    assert (told.cause, told.count) == ("leading-zeros-lost", 1)
    assert told.problem.get("en").count("row 5") == 1


def test_causes_of_one_column_are_told_apart_from_what_has_none() -> None:
    faults = [
        fault
        for row, cell in enumerate(("-", "1,234", "x", "ไม่มี", "y"), 2)
        for fault in _faults(INTEGER, cell, row)
    ]
    told = _told(_table(INTEGER), *faults, more=[More("type-error", "t", ("f1",), 1_000)])
    assert [(one.cause, one.count) for one in told] == [
        ("no-value-sign", 2),
        ("thousands-comma", 1),
        ("", 1_002),  # of what is not known one by one, no cause is claimed
    ]
    assert told[2].problem.get("en").endswith("row 4 “x”, row 6 “y” and 1,000 more")


def test_what_is_not_known_one_by_one_is_counted_with_the_largest() -> None:
    faults = [
        f for row, cell in enumerate(("-", "1,2", "1,234", "2,345"), 2) for f in _faults(INTEGER, cell, row)
    ]
    told = _told(_table(INTEGER), faults[0], *faults[2:], more=[More("type-error", "t", ("f1",), 9)])
    assert [(one.cause, one.count) for one in told] == [("no-value-sign", 1), ("thousands-comma", 11)]


def test_a_row_is_told_once_for_all_its_columns() -> None:
    first = _in_row(9, "รวม", ("constraint-error", 1, ""), ("type-error", 3, "x"), ("missing-cell", 5, ""))
    second = _in_row(12, "ผลรวม", ("constraint-error", 1, ""))
    (told,) = _told(COUNTS, *first, *second)
    assert (told.cause, told.count, told.first) == ("total-row", 2, first[0])
    assert told.problem.get("th") == "มีแถวผลรวมปนอยู่ในข้อมูล: แถว 9 “รวม”, แถว 12 “ผลรวม”"


def test_several_columns_are_named_with_the_letter_of_the_first() -> None:
    fault = Fault(
        "unique-key-repeated", TWICE, table="t", row=5, fields=("f1", "f2"), cell="1, 2569", column=1
    )
    (told,) = _told(COUNTS, fault)
    assert told.problem.get("en").startswith("values of columns A “f1” and “f2” must differ")
    assert told.problem.get("th").startswith("ค่าในคอลัมน์ A “f1” และ “f2” ต้องไม่ซ้ำกัน")


def test_both_rows_of_a_key_are_named() -> None:
    (told,) = _told(_table(CODE), _of("primary-key", "10670001", note=TWICE, column=28))
    assert told.problem.get("th").endswith("คอลัมน์ AB “f1” ต้องไม่ซ้ำกัน แต่มีค่าซ้ำ: แถว 5 “10670001” ซ้ำกับแถว 3")
    assert told.problem.get("en").endswith("row 5 “10670001” as in row 3")


@pytest.mark.parametrize(
    ("format_", "dialect", "said"),
    [
        ("xlsx", {"sheet": "ปี 2569"}, "แผ่นงาน “ปี 2569”: ตัวเลขในคอลัมน์ A “f1”"),
        ("xlsx", {"excel": {"sheet": "ปี 2569"}}, "แผ่นงาน “ปี 2569”: ตัวเลขในคอลัมน์ A “f1”"),
        ("ods", {"ods": {"sheet": "ปี 2569"}}, "แผ่นงาน “ปี 2569”: ตัวเลขในคอลัมน์ A “f1”"),
        ("xlsx", {"sheet": 2}, "ตัวเลขในคอลัมน์ A “f1”"),
        ("csv", {"sheet": "ปี 2569"}, "ตัวเลขในคอลัมน์ A “f1”"),
    ],
)
def test_the_sheet_is_named(format_: str, dialect: Raw, said: str) -> None:
    (told,) = _told(_table(INTEGER, format=format_, dialect=dialect), *_faults(INTEGER, "1,234"))
    assert told.problem.get("th").startswith(said)


HIDING = [
    (CODE, "๑๐๖๗๐๐๐๑"),
    (DATE, "10/06/2569"),
    (CODE, "1.07E+07"),
    (CODE, "1670001"),
    (INTEGER, "1,234"),
    (NUMBER, "12,5"),
    (SEX, "ไม่ระบุ"),
    (SEX, "ชาย\u00a0"),
    (PLACE, "เเม่แตง"),
    (SEX, "à¸Šà¸²à¸¢"),
    (SEX, "หยิง"),
    (SEX, "CANARY"),
]


@pytest.mark.parametrize(("field", "cell"), HIDING)
def test_no_value_of_a_hidden_table_is_shown(field: Raw, cell: str) -> None:
    shown, hidden = (
        _told(_table(field), *_faults(field, cell), hidden=tables)[0]
        for tables in (frozenset(), frozenset({"t"}))
    )
    assert hidden.cause == shown.cause
    for language, words in (("th", "แถว 5 (ไม่แสดงค่า)"), ("en", "row 5 (value not shown)")):
        assert hidden.problem.get(language).endswith(words)


def _staff(*faults: Fault, hidden: frozenset[str] = frozenset()) -> list[Told]:
    """A table of duties that leads to one of staff."""
    key = {"fields": "f1", "reference": {"resource": "staff", "fields": "f1"}}
    duties = _table({"type": "string"}, keys={"foreignKeys": [key]})
    staff = replace(_table({"type": "string"}), name="staff", inline=[["f1"], ["0101"], ["0102"]])
    return list(told_of_tables(faults, hidden=hidden, tables={"t": duties, "staff": staff}))


def test_codes_are_looked_up_where_the_key_leads_to() -> None:
    cells = ("๐๑๐๑", "101", " 0102", "๐๑๐๓", "103")
    told = _staff(*(_of("foreign-key", cell, row) for row, cell in enumerate(cells, 2)))
    assert [(one.cause, one.count) for one in told] == [
        ("thai-digits", 1),
        ("leading-zeros-lost", 1),
        ("stray-marks", 1),
        ("", 2),
    ]


def test_nothing_is_proposed_that_comes_from_a_hidden_table() -> None:
    faults = [_of("foreign-key", "101", 2), _of("foreign-key", "0109", 3, near="0102")]
    (told,) = _staff(*faults, hidden=frozenset({"staff"}))
    assert told.cause == ""
    assert not re.search("0101|0102", told.problem.get("en"))


def test_a_pattern_that_takes_long_is_not_tried() -> None:
    field = {"type": "string", "constraints": {"pattern": "(0+)+[0-9]{40}"}}
    assert _recognised(_table(field), _of("constraint-error", "1" * 39)) == [("", Found())]


def test_neither_labels_nor_near_values_of_a_hidden_table_are_shown() -> None:
    total = _in_row(9, "รวม CANARY", ("constraint-error", 1, ""))
    unknown = _of("foreign-key", "CANARY-1", near="CANARY-2", note="schools (code)")
    twice = _of("unique-error", "CANARY-3", note=TWICE)
    for told in _told(COUNTS, *total, unknown, twice, hidden=frozenset({"t"})):
        assert "CANARY" not in "".join(
            told.problem.get(language) + told.cure.get(language) for language in LANGUAGES
        )


@pytest.mark.parametrize("cause", causes(), ids=lambda cause: cause.name)
def test_every_cause_has_words_in_both_languages(cause: Cause) -> None:
    for words in (cause.problem, cause.cure):
        assert words.has("th")
        assert words.has("en")
        assert "{" not in words.get("th").format(column="x", note="x", examples="x")


@pytest.mark.parametrize(
    ("column", "said"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_the_letters_of_spreadsheets(column: int, said: str) -> None:
    assert letters(column) == said


@pytest.mark.parametrize(
    "held", [{}, {"CAUSE": causes()[0]}, {"CAUSE": "x", "find": print}, {"CAUSE": causes()[0], "find": print}]
)
def test_a_file_that_is_no_cause_is_refused_loudly(held: Mapping[str, object]) -> None:
    module = types.ModuleType("saraban.validate.causes.odd")
    vars(module).update(held)
    with pytest.raises(registry.Misnamed):
        registry._loaded(module)


# All of it


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_causes_in_a_package(language: str, tmp_path: Path, expected: Expected) -> None:
    shutil.copytree(HERE / "outputs/causes/input", tmp_path / "datapackages/case")
    (tmp_path / "datapackages/catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    catalogue = catalogue_at(tmp_path)
    (dataset,) = read.datasets(catalogue, tmp_path / ".saraban")
    found = checks.findings(dataset, catalogue, None, TODAY)
    told = [
        finding
        for finding in found
        if finding.rule in ("table-invalid", "category-unknown", "year-buddhist-in-date")
    ]
    lines = (f"{one.place}\n  {one.problem.get(language)}\n  {one.cure.get(language)}" for one in told)
    said = "\n".join(lines)
    expected(HERE / f"outputs/causes/expected/{language}.txt", said)
    assert "CANARY" not in said
    assert "check-failed" not in {finding.rule for finding in found}
