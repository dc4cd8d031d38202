"""Places as a spreadsheet names them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from saraban import spreadsheet
from saraban.model import Field, Finding, Part, Place, Schema, Table, Text, Weight


@pytest.mark.parametrize(("column", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_letter(column: int, letter: str) -> None:
    assert spreadsheet.letter(column) == letter


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "ปก"
    sheet = book.create_sheet("ข้อมูล")
    for row in (["note", "code", "name"], ["x", "01", "ก"]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def _table(file: Path, **dialect: object) -> Table:
    part = Part(file.name, file, 1, "")
    fields = (Field("name"), Field("code"), Field("new"))
    form = file.suffix.lstrip(".")
    return Table("t", format=form, base=file.parent, parts=(part,), schema=Schema(fields), dialect=dialect)


@pytest.mark.parametrize(
    ("dialect", "name"),
    [
        ({}, "ปก"),
        ({"excel": {"sheet": 2}}, "ข้อมูล"),
        ({"sheet": "ข้อมูล"}, "ข้อมูล"),
        ({"sheet": 9}, ""),
        ({"excel": 1}, ""),
    ],
)
def test_sheet(file: Path, dialect: dict[str, object], name: str) -> None:
    assert spreadsheet.sheet(_table(file, **dialect)) == name


def test_columns_are_those_of_the_file(file: Path) -> None:
    text = file.with_suffix(".csv")
    text.write_text("note,code,name\nx,01,ก\n", encoding="utf-8")
    assert spreadsheet.columns(_table(text)) == {"name": 3, "code": 2, "new": 3}


def test_only_places_within_a_table_are_completed(file: Path) -> None:
    text = file.with_suffix(".csv")
    text.write_text("note,code,name\nx,01,ก\n", encoding="utf-8")
    places = [
        Place("t.csv", table="t", row=2, field="name, code"),
        Place("datapackage.yaml", "/resources/0", 3, table="t", field="name"),
        Place("datapackage.yaml"),
    ]
    findings = [Finding("r", Weight.STOPS, place, Text(), Text()) for place in places]
    found = [finding.place.column for finding in spreadsheet.located(findings, [_table(text)])]
    assert found == ["C, B", "", ""]
    assert str(next(spreadsheet.located(findings, [_table(text)])).place) == (
        "t.csv (table t, row 2, column C, B, field name, code)"
    )
