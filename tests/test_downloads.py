"""Downloads: exact, safe for spreadsheets, valid as Data Packages, and the same bytes on every machine."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from saraban import downloads, read
from saraban.catalogue import catalogue_at
from saraban.derive.profile import profile
from saraban.downloads import xlsx_file
from saraban.downloads.exact import Exact, exact_of
from saraban.downloads.guard import Guard
from saraban.downloads.names import names_of
from saraban.downloads.work import Work
from saraban.model import Field, Part, Profile, Published, Record, Schema, Table, Text
from tests.outputs.downloads import published as fixtures
from tests.outputs.downloads.published import beside, made_in, made_of, package, published_in, unpacked
from tests.support import Expected

EXPECTED = Path(__file__).parent / "outputs" / "downloads" / "expected"


def _string(name: str, **further: object) -> dict[str, object]:
    return {"name": name, "type": "string", **further}


def _table(*fields: dict[str, object], path: str = "t.csv", **further: object) -> dict[str, Any]:
    return {"name": "t", "path": path, "schema": {"fields": list(fields)}, **further}


def _csv(*rows: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _valid(descriptor: Path) -> list[str]:
    report = Package(str(descriptor)).validate()
    return [error.message for task in report.tasks for error in task.errors] + [
        e.message for e in report.errors
    ]


# What is in the files


def test_every_file_of_a_small_dataset(tmp_path: Path, expected: Expected) -> None:
    catalogue, published = published_in(fixtures.INPUT)
    made = made_of(published, catalogue, tmp_path / "cache")
    listing = "\n".join(f"{d.path} {d.format} {d.table or '-'} {d.guarded}" for d in made.values())
    expected(EXPECTED / "listing.txt", listing)
    folder = unpacked(made, tmp_path / "zip")
    expected(EXPECTED / "README.txt", (folder / "README.txt").read_text(encoding="utf-8-sig"))
    expected(EXPECTED / "zip-datapackage.json", (folder / "datapackage.json").read_text(encoding="utf-8"))
    expected(EXPECTED / "datapackage.json", made["", "json"].file.read_text(encoding="utf-8"))
    for table in ("schools", "pupils"):
        text = made[table, "csv"].file.read_bytes().decode()
        expected(EXPECTED / f"{table}.csv.txt", "\n".join(map(repr, text.split("\r\n"))))
        told = [f"[{name}]\n" + "\n".join(map(repr, rows)) for name, rows in _sheets(made, table).items()]
        expected(EXPECTED / f"{table}.xlsx.txt", "\n".join(told))
        columns, rows = fixtures.parquet(made[table, "parquet"].file)
        expected(EXPECTED / f"{table}.parquet.txt", "\n".join(map(repr, [*columns, *rows])))


def _sheets(made: fixtures.Made, table: str) -> dict[str, list[list[Any]]]:
    return fixtures.sheets(made[table, "xlsx"].file)


def test_nothing_withheld_is_in_any_file(tmp_path: Path) -> None:
    catalogue, published = published_in(fixtures.INPUT)
    made = made_of(published, catalogue, tmp_path / "cache")
    for entry in made.values():
        told = entry.file.read_bytes() + entry.path.encode()
        if entry.format == "parquet":
            told += repr(fixtures.parquet(entry.file)).encode()
        if entry.format in ("zip", "xlsx"):
            with zipfile.ZipFile(entry.file) as archive:
                told += b"".join(name.encode() + archive.read(name) for name in archive.namelist())
        assert b"canary" not in told.lower(), entry.path
        assert b"somebody@office.example" not in told
    schema = json.loads(made["", "json"].file.read_bytes())["resources"][0]["schema"]
    assert (schema["primaryKey"], schema["uniqueKeys"]) == (["code"], [["name"]])


def test_a_schema_without_a_column_of_the_file_cuts_it(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a,hidden\n1,CANARY\n", encoding="utf-8")
    part = Part("t.csv", file, file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
    table = Table("t", format="csv", base=tmp_path, parts=(part,), schema=Schema((Field("a", "integer"),)))
    published = Published(Record("d", Text("ชุด")), (table,), "sha256:0")
    made = made_of(published, catalogue_at(fixtures.INPUT), tmp_path / "cache")
    assert fixtures.parquet(made["t", "parquet"].file) == ([("a", "BIGINT")], [(1,)])
    assert made["t", "csv"].file.read_bytes().decode("utf-8-sig") == "a\r\n1\r\n"
    assert (unpacked(made, tmp_path / "zip") / "t.csv").read_bytes() == b"a\r\n1\r\n"
    assert b"CANARY" not in b"".join(entry.file.read_bytes() for entry in made.values())


def test_rows_that_a_cut_leaves_empty_are_no_mistake(tmp_path: Path) -> None:
    table = _table(_string("who", withheld=True), _string("note"), _string("more"))
    table["schema"]["missingValues"] = ["", "-"]
    content = _csv(["who", "note", "more"], ["x", "", ""], ["y", "n", ""], ["z", "-", ""])
    made = made_in(package(tmp_path, [table], {"t.csv": content}))
    assert made["t", "csv"].file.read_bytes().decode("utf-8-sig") == "note,more\r\n,\r\nn,\r\n-,\r\n"
    assert _valid(unpacked(made, tmp_path / "zip") / "datapackage.json") == []
    assert _valid(beside(made, tmp_path / "beside")) == []


# Validity


def test_both_descriptors_are_valid(tmp_path: Path) -> None:
    catalogue, published = published_in(fixtures.INPUT)
    made = made_of(published, catalogue, tmp_path / "cache")
    assert _valid(unpacked(made, tmp_path / "zip") / "datapackage.json") == []
    assert _valid(beside(made, tmp_path / "beside")) == []


def test_both_descriptors_of_odd_names_are_valid(tmp_path: Path) -> None:
    made = made_in(package(tmp_path / "c", *_odd()))
    assert _valid(unpacked(made, tmp_path / "zip") / "datapackage.json") == []
    assert _valid(beside(made, tmp_path / "beside")) == []


def test_the_exported_package_is_read_back_with_the_same_record(tmp_path: Path) -> None:
    catalogue, published = published_in(fixtures.INPUT)
    made = made_of(published, catalogue, tmp_path / "cache")
    again = tmp_path / "again"
    again.mkdir()
    settings_file = (fixtures.INPUT / "datapackages/catalogue.yaml").read_bytes()
    (again / "datapackages").mkdir()
    (again / "datapackages/catalogue.yaml").write_bytes(settings_file)
    (again / "datapackages/schools.zip").write_bytes(made["", "zip"].file.read_bytes())
    (dataset,) = read.datasets(catalogue_at(again), again / ".saraban")
    was = published.record
    # The licence without a known name or address, the path of the source and the notes are not part of it.
    now = replace(
        dataset.record, notes=was.notes, licences=was.licences, sources=was.sources, created=was.created
    )
    assert now == was
    assert dataset.record.licences[0] == was.licences[0]
    assert [t.schema.foreign_keys for t in dataset.tables] == [
        t.schema.foreign_keys for t in published.tables
    ]


def test_columns_that_may_be_absent_are_empty_and_not_asked_for(tmp_path: Path) -> None:
    fields = [_string("a"), _string("b", constraints={"required": True})]
    table = {"name": "t", "path": "t.csv", "schema": {"fields": fields, "fieldsMatch": "superset"}}
    made = made_in(package(tmp_path / "c", [table], {"t.csv": "a\nx\n"}))
    assert made["t", "csv"].file.read_bytes().decode("utf-8-sig") == "a,b\r\nx,\r\n"
    assert _valid(unpacked(made, tmp_path / "zip") / "datapackage.json") == []


# Cells come out as they went in


NASTY = [
    'คำพูด "ใน" อัญประกาศ', "a,b", "crlf\r\nx", "cr\rx", "lf\nx", " blank ", "\ttab", "NULL", "NaN", "\\N", "'", '"',
    "0012", "1234567890123456", "1e5", "2026-06-10", "น้ำ\u200bดื่ม", "TRUE", "-", "=1+1", "_x000D_", "<r><t>x</t></r>",
]  # fmt: skip


def _odd() -> tuple[list[dict[str, Any]], dict[str, bytes | str]]:
    """A table with 200 columns and odd names in every one of the first."""
    names = ["select", 'quote"d', "two\nlines", "=name", "a", "A", "ชื่อ ไทย", "x;y", "'"]
    names += [f"c{i}" for i in range(200 - len(names))]
    rows = [[NASTY[(i + j) % len(NASTY)] for i in range(200)] for j in range(30)]
    return [_table(*(_string(name) for name in names))], {"t.csv": _csv(names, *rows)}


def test_odd_names_and_nasty_cells(tmp_path: Path) -> None:
    resources, files = _odd()
    made = made_in(package(tmp_path / "c", resources, files))
    wanted = _rows(str(files["t.csv"]))
    names = wanted[0]
    assert _rows((unpacked(made, tmp_path / "zip") / "t.csv").read_bytes().decode()) == wanted
    guarded = _rows(made["t", "csv"].file.read_bytes().decode("utf-8-sig"))
    assert guarded[0][3] == "'=name"
    plain = [
        [was if now == "'" + was else now for was, now in zip(*pair, strict=True)]
        for pair in zip(wanted, guarded, strict=True)
    ]
    assert plain == wanted
    columns, rows = fixtures.parquet(made["t", "parquet"].file)
    assert [name for name, _ in columns] == [*names[:5], "A_2", *names[6:]]  # to DuckDB, A and a are one name
    assert [list(row) for row in rows] == wanted[1:]
    found = _sheets(made, "t")["t"]
    # A line break inside a cell is that of spreadsheets; openpyxl does not undo Excel's own escapes.
    as_excel = {
        "crlf\r\nx": "crlf\nx",
        "cr\rx": "cr\nx",
        "_x000D_": "_x005F_x000D_",
        "<r><t>x</t></r>": "<r><t>x</t></r>\u200b",
    }
    assert found[0] == names
    assert found[1:] == [[as_excel.get(text, text) for text in row] for row in wanted[1:]]


def test_pandas_reads_what_excel_would(tmp_path: Path) -> None:
    table = _table(_string("code"), {"name": "n", "type": "integer"}, {"name": "d", "type": "date"})
    content = _csv(["code", "n", "d"], ["0012", "5", "2026-06-10"])
    made = made_in(package(tmp_path, [table], {"t.csv": content}))
    book = pandas.read_excel(made["t", "xlsx"].file, sheet_name="t", dtype={"code": str}, engine="openpyxl")
    assert book.to_dict("records") == [{"code": "0012", "n": 5, "d": pandas.Timestamp("2026-06-10")}]
    text = pandas.read_csv(made["t", "csv"].file, dtype=str)
    assert text.to_dict("records") == [{"code": "0012", "n": "5", "d": "2026-06-10"}]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_any_text_survives_the_exact_copy(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    rows = [tuple(cell.encode("utf-8", "replace").decode() for cell in row) for row in rows]  # type: ignore[misc]
    inline = [["a", "b"], *map(list, rows)]
    table = Table(
        "t", format="inline", inline=inline, schema=Schema((Field("a", "string"), Field("b", "string")))
    )
    exact = exact_of(table, tmp_path_factory.mktemp("x") / "t.csv")
    assert [tuple(row) for row in exact] == rows
    assert exact.rows == len(rows)


def test_a_workbook_becomes_text_as_people_expect_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["code", "n", "x", "d", "t", "yes"])
    sheet.append(["0012", 12.0, 0.1, datetime(2026, 6, 10), datetime(2026, 6, 10, 8, 30), True])
    sheet.append(["0013", -3, 1e-7, None, None, None])
    stream = io.BytesIO()
    book.save(stream)
    table = _table(
        _string("code"),
        {"name": "n", "type": "integer"},
        {"name": "x", "type": "number"},
        {"name": "d", "type": "date"},
        {"name": "t", "type": "datetime"},
        {"name": "yes", "type": "boolean"},
        path="t.xlsx",
    )
    made = made_in(package(tmp_path / "c", [table], {"t.xlsx": stream.getvalue()}))
    folder = unpacked(made, tmp_path / "zip")
    assert _rows((folder / "t.csv").read_bytes().decode())[1:] == [
        ["0012", "12", "0.1", "2026-06-10", "2026-06-10T08:30:00", "true"],
        ["0013", "-3", "0.0000001", "", "", ""],
    ]
    assert _valid(folder / "datapackage.json") == []


def test_lexical_options_hold_for_typed_cells_too(tmp_path: Path) -> None:
    fields = [
        {"name": "x", "type": "number", "decimalChar": ",", "groupChar": "."},
        {"name": "d", "type": "date", "format": "%d/%m/%Y"},
        {"name": "ok", "type": "boolean", "trueValues": ["ใช่"], "falseValues": ["ไม่"]},
        {"name": "l", "type": "list", "delimiter": ";"},
        {"name": "o", "type": "object"},
        {"name": "g", "type": "geopoint"},
    ]
    data = [
        {"x": 1.5, "d": "10/06/2026", "ok": True, "l": ["a", "b"], "o": {"ก": 1}, "g": [100.5, 13]},
        {"x": "1.234,5", "d": None, "ok": "ไม่", "l": "c;d", "o": None, "g": None},
    ]
    made = made_in(package(tmp_path / "c", [{"name": "t", "data": data, "schema": {"fields": fields}}], {}))
    folder = unpacked(made, tmp_path / "zip")
    assert _rows((folder / "t.csv").read_bytes().decode())[1:] == [
        ["1,5", "10/06/2026", "ใช่", "a;b", '{"ก": 1}', "100.5,13"],
        ["1.234,5", "", "ไม่", "c;d", "", ""],
    ]
    assert _valid(folder / "datapackage.json") == []
    assert _valid(beside(made, tmp_path / "beside")) == []
    columns, rows = fixtures.parquet(made["t", "parquet"].file)
    assert [kind for _, kind in columns][:3] == ["DOUBLE", "DATE", "BOOLEAN"]
    assert [row[0] for row in rows] == [1.5, 1234.5]


def test_no_value_stays_none_where_the_empty_text_is_one(tmp_path: Path) -> None:
    schema = {"fields": [_string("a"), {"name": "n", "type": "integer"}], "missingValues": ["-"]}
    data = [{"a": "", "n": 1}, {"a": "x", "n": None}, {"a": None, "n": 2}]
    made = made_in(package(tmp_path / "c", [{"name": "t", "data": data, "schema": schema}], {}))
    folder = unpacked(made, tmp_path / "zip")
    assert (folder / "t.csv").read_bytes() == b"a,n\r\n,1\r\nx,-\r\n-,2\r\n"
    assert fixtures.parquet(made["t", "parquet"].file)[1] == [("", 1), ("x", None), (None, 2)]
    assert _valid(folder / "datapackage.json") == []


# Formulas


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-1+2", "'-1+2"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-", "'-"),
        ("-5", "-5"),
        ("+66812345678", "+66812345678"),
        ("-1,234.50", "-1,234.50"),
        ("1=1", "1=1"),
        ("ก", "ก"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute_becomes_text(text: str, safe: str) -> None:
    assert Guard()(text) == safe


def test_guarded_cells_are_counted_and_described(tmp_path: Path) -> None:
    fields = [
        _string("=code", constraints={"pattern": r"[=+]\w+", "enum": ["=a", "+b"], "required": True}),
        {"name": "ok", "type": "boolean", "trueValues": ["+"], "falseValues": ["-"]},
        {"name": "n", "type": "integer", "missingValues": ["-"]},
        _string("s", missingValues=["-"]),
    ]
    schema = {"fields": fields, "primaryKey": ["=code"]}
    content = _csv(["=code", "ok", "n", "s"], ["=a", "+", "-1", "-"], ["+b", "-", "-", "x"])
    made = made_in(
        package(tmp_path / "c", [{"name": "t", "path": "t.csv", "schema": schema}], {"t.csv": content})
    )
    file = made["t", "csv"]
    assert file.guarded == 5
    assert _rows(file.file.read_bytes().decode("utf-8-sig")) == [
        ["'=code", "ok", "n", "s"],
        ["'=a", "'+", "-1", "-"],
        ["'+b", "'-", "-", "x"],
    ]
    assert _valid(beside(made, tmp_path / "beside")) == []
    assert _valid(unpacked(made, tmp_path / "zip") / "datapackage.json") == []
    assert {entry.guarded for key, entry in made.items() if key != ("t", "csv")} == {0}


def test_workbooks_hold_no_formula_and_no_link(tmp_path: Path) -> None:
    content = _csv(["a"], ["=1+1"], ["https://example.org/"], ["{=A1}"])
    made = made_in(package(tmp_path, [_table(_string("a"))], {"t.csv": content}))
    with zipfile.ZipFile(made["t", "xlsx"].file) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/"))
    assert b"<f>" not in told
    assert b"<hyperlink" not in told


# Types


@pytest.mark.parametrize(
    ("field", "texts", "kind", "values"),
    [
        ({"type": "integer"}, ["1", "-2", "+3", ""], "BIGINT", [1, -2, 3, None]),
        ({"type": "integer"}, ["007"], "VARCHAR", ["007"]),
        ({"type": "integer"}, ["9223372036854775807"], "BIGINT", [9223372036854775807]),
        ({"type": "integer"}, ["9223372036854775808", "1"], "VARCHAR", ["9223372036854775808", "1"]),
        ({"type": "integer", "missingValues": ["-", "ไม่มี"]}, ["1", "-", "ไม่มี"], "BIGINT", [1, None, None]),
        ({"type": "integer"}, ["๑๒"], "VARCHAR", ["๑๒"]),
        (
            {"type": "number"},
            ["1.5", ".5", "1e3", "NaN", "-INF"],
            "DOUBLE",
            [1.5, 0.5, 1000.0, "nan", float("-inf")],
        ),
        ({"type": "number"}, ["0.30000000000000004"], "DOUBLE", [0.30000000000000004]),
        ({"type": "number"}, ["0.123456789012345678"], "VARCHAR", ["0.123456789012345678"]),
        ({"type": "number"}, ["1e400"], "VARCHAR", ["1e400"]),
        ({"type": "number", "groupChar": ","}, ["1,234.50"], "DOUBLE", [1234.5]),
        ({"type": "number", "bareNumber": False}, ["12%"], "VARCHAR", ["12%"]),
        ({"type": "boolean"}, ["true", "0", ""], "BOOLEAN", [True, False, None]),
        (
            {"type": "boolean", "trueValues": ["it's"], "falseValues": ["n"]},
            ["it's", "n"],
            "BOOLEAN",
            [True, False],
        ),
        ({"type": "date"}, ["2026-06-10", "2569-06-10"], "DATE", ["2026-06-10", "2569-06-10"]),
        (
            {"type": "date", "format": "%d/%m/%Y"},
            ["10/06/2026", "1/2/2026"],
            "DATE",
            ["2026-06-10", "2026-02-01"],
        ),
        ({"type": "date", "format": "%d/%m/%Y"}, ["1/02/2026"], "VARCHAR", ["1/02/2026"]),
        ({"type": "date", "format": "%d/%m/%y"}, ["10/06/26"], "VARCHAR", ["10/06/26"]),
        ({"type": "datetime"}, ["2026-06-10T08:30:00"], "TIMESTAMP", ["2026-06-10 08:30:00"]),
        ({"type": "datetime"}, ["2026-06-10T08:30:00Z"], "VARCHAR", ["2026-06-10T08:30:00Z"]),
        (
            {"type": "datetime", "format": "%Y-%d-%m %H:%M"},
            ["2026-01-02 08:30"],
            "VARCHAR",
            ["2026-01-02 08:30"],
        ),
        ({"type": "time"}, ["08:30:00"], "TIME", ["08:30:00"]),
        ({"type": "year"}, ["2569"], "INTEGER", [2569]),
        ({"type": "string"}, ["0012", ""], "VARCHAR", ["0012", None]),
        ({"type": "geopoint"}, ["100.5,13"], "VARCHAR", ["100.5,13"]),
    ],
)
def test_parquet_types(
    tmp_path: Path, field: dict[str, Any], texts: list[str], kind: str, values: list[Any]
) -> None:
    table = _table({"name": "v", **field}, _string("other"))
    content = _csv(["v", "other"], *([text, "x"] for text in texts))
    made = made_in(package(tmp_path, [table], {"t.csv": content}))
    columns, rows = fixtures.parquet(made["t", "parquet"].file)
    assert columns[0] == ("v", kind)
    found = [row[0] for row in rows]
    as_told = [
        str(v) if isinstance(w, str) and v is not None else v for v, w in zip(found, values, strict=True)
    ]
    assert as_told == values


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ({"type": "integer"}, "123456789012345", 123456789012345),
        ({"type": "integer"}, "1234567890123456", "1234567890123456"),
        ({"type": "integer"}, "007", "007"),
        ({"type": "integer", "missingValues": ["-"]}, "-", "-"),
        ({"type": "string"}, "5", "5"),
        ({"type": "number", "decimalChar": ",", "groupChar": "."}, "1.234,5", 1234.5),
        ({"type": "number", "decimalChar": ","}, "7,25", 7.25),
        ({"type": "year"}, "2569", 2569),
        ({"type": "date"}, "2569-06-10", datetime(2569, 6, 10)),
        ({"type": "date"}, "1899-12-31", "1899-12-31"),
        ({"type": "date", "format": "%d/%m/%Y"}, "10/06/2026", datetime(2026, 6, 10)),
        ({"type": "datetime"}, "2026-06-10T08:30:00", "2026-06-10T08:30:00"),
    ],
)
def test_workbook_cells(tmp_path: Path, field: dict[str, Any], text: str, value: object) -> None:
    table = _table({"name": "v", **field}, _string("other"))
    made = made_in(package(tmp_path, [table], {"t.csv": _csv(["v", "other"], [text, "x"])}))
    assert _sheets(made, "t")["t"][1][0] == value


# Sizes and names


def test_a_table_without_rows(tmp_path: Path) -> None:
    made = made_in(
        package(tmp_path / "c", [_table(_string("a"), {"name": "n", "type": "integer"})], {"t.csv": "a,n\n"})
    )
    assert fixtures.parquet(made["t", "parquet"].file) == ([("a", "VARCHAR"), ("n", "BIGINT")], [])
    assert _sheets(made, "t")["t"] == [["a", "n"]]
    assert _valid(unpacked(made, tmp_path / "zip") / "datapackage.json") == []


def test_a_table_whose_columns_are_all_withheld_has_no_file(tmp_path: Path) -> None:
    hidden = {**_table(_string("a", withheld=True)), "name": "hidden"}
    made = made_in(package(tmp_path, [_table(_string("a")), hidden], {"t.csv": "a\n1\n"}))
    assert {table for table, _ in made} == {"t", ""}


@pytest.mark.parametrize(("rows", "longest", "files"), [(1_048_576, 1, 0), (3, 32_768, 0), (1, 1, 1)])
def test_what_a_sheet_cannot_hold_has_no_workbook(
    tmp_path: Path, rows: int, longest: int, files: int
) -> None:
    root = package(tmp_path, [_table(_string("a"))], {"t.csv": "a\n1\n"})
    catalogue, published = published_in(root)
    exact = exact_of(published.tables[0], tmp_path / "exact.csv")
    stated = Exact(exact.file, rows, longest)
    profiles = {("d", "t"): profile(published.tables[0])}
    work = Work(published, catalogue, profiles, tmp_path, names_of(published), {"t": stated})
    assert len(list(xlsx_file.make(work))) == files


def test_row_groups_are_small(tmp_path: Path) -> None:
    content = "n\n" + "".join(f"{i}\n" for i in range(45_000))
    made = made_in(package(tmp_path, [_table({"name": "n", "type": "integer"})], {"t.csv": content}))
    file = str(made["t", "parquet"].file)
    with duckdb.connect() as database:
        groups = database.execute(
            "SELECT DISTINCT row_group_id, row_group_num_rows, compression FROM parquet_metadata(?) ORDER BY 1",
            [file],
        ).fetchall()
        rows = database.execute("SELECT n FROM read_parquet(?)", [file]).fetchall()
    assert groups == [(0, 20_480, "SNAPPY"), (1, 20_480, "SNAPPY"), (2, 4_040, "SNAPPY")]
    assert rows == [(i,) for i in range(45_000)]


def _plain(name: str, path: str, **further: object) -> dict[str, object]:
    return {"name": name, "path": path, "format": "txt", **further}


def test_no_two_files_have_one_name(tmp_path: Path) -> None:
    resources = [
        _table(_string("a")),
        _plain("datapackage", "x.json"),
        _plain("d", "x.zip"),
        _plain("index", "x.html"),
        _plain("T.csv", "x.csv"),
        _plain("no-ending", "x"),
        _plain("two", "y.pdf"),
        {"name": "many", "path": ["y.pdf", "x.json"], "format": "txt"},
    ]
    contents = {name: f"{name}\n" for name in ("x.json", "x.zip", "x.html", "x.csv", "x", "y.pdf")}
    made = made_in(package(tmp_path, resources, {"t.csv": "a\n1\n", **contents}))
    catalogue, published = published_in(tmp_path)
    entries = downloads.distributions(
        published, {("d", "t"): profile(published.tables[0])}, catalogue, tmp_path / "x"
    )
    paths = [entry.path.removeprefix("datasets/d/") for entry in entries]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert paths == [
        "t-2.csv", "t-2.xlsx", "t-2.parquet", "datapackage-2.json", "d-2.zip", "index.html.txt", "T.csv.csv",
        "no-ending.bin", "two.pdf", "many.pdf", "many.json", "d.zip", "datapackage.json",
    ]  # fmt: skip
    assert made["index", "txt"].file.read_text(encoding="utf-8") == "x.html\n"


@pytest.mark.parametrize(
    ("inner", "ending"),
    [
        ('<rect width="1" height="1" fill="url(#g)"/><a xlink:href="#x"/>', ".svg"),
        ("<script>alert(1)</script>", ".svg.txt"),
        ('<rect onclick="x()"/>', ".svg.txt"),
        ('<image xlink:href="https://elsewhere.example/x.png"/>', ".svg.txt"),
        ('<image href="data:image/png;base64,AA=="/>', ".svg"),
        ("<style>@import 'x';</style>", ".svg.txt"),
        ('<rect style="fill:url(https://elsewhere.example)"/>', ".svg.txt"),
        ('<a xlink:href="javascript:x()"/>', ".svg.txt"),
        ("<rect>", ".svg.txt"),
    ],
)
def test_a_picture_is_served_as_one_only_where_nothing_in_it_runs(
    tmp_path: Path, inner: str, ending: str
) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'
    made = made_in(package(tmp_path, [{"name": "map", "path": "map.svg"}], {"map.svg": svg}))
    assert made["map", "svg"].path == f"datasets/d/map{ending}"
    assert made["map", "svg"].file.read_text(encoding="utf-8") == svg


# The same bytes


def _hashes(root: Path, cache: Path) -> dict[str, str]:
    catalogue, published = published_in(root)
    return {entry.path: entry.sha256 for entry in made_of(published, catalogue, cache).values()}


def test_equal_input_gives_equal_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    first = _hashes(fixtures.INPUT, tmp_path / "one")
    code = (
        "import json, sys; from pathlib import Path; from tests.test_downloads import _hashes; "
        "print(json.dumps(_hashes(Path(sys.argv[1]), Path(sys.argv[2]))))"
    )
    moved = shutil.copytree(fixtures.INPUT, tmp_path / "moved")
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    elsewhere["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    told = subprocess.run(
        [sys.executable, "-c", code, str(moved), str(tmp_path / "two")],
        check=True, capture_output=True, text=True, env=elsewhere,
    )  # fmt: skip
    assert json.loads(told.stdout) == first


def test_what_is_unchanged_is_not_made_again(tmp_path: Path) -> None:
    root = package(tmp_path, [_table(_string("a"))], {"t.csv": "a\n1\n"})
    made = made_in(root)
    times = {entry.file: entry.file.stat().st_mtime_ns for entry in made.values()}
    assert made_in(root) == made
    assert {file: file.stat().st_mtime_ns for file in times} == times
    (root / "datapackages/d/t.csv").write_text("a\n2\n", encoding="utf-8")
    again = made_in(root)
    assert again["t", "csv"].sha256 != made["t", "csv"].sha256


@pytest.mark.parametrize("damage", ["shorter", "gone", "no note", "half a note"])
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: str) -> None:
    root = package(tmp_path, [_table(_string("a"))], {"t.csv": "a\n1\n"})
    made = made_in(root)
    file = made["t", "csv"].file
    note = file.parents[1] / "manifest.json"
    match damage:
        case "shorter":
            file.write_bytes(b"")
        case "gone":
            file.unlink()
        case "no note":
            note.unlink()
        case _:
            note.write_bytes(note.read_bytes()[:40])
    assert made_in(root) == made


def test_nothing_half_made_stays_behind(tmp_path: Path) -> None:
    root = package(tmp_path, [_table(_string("a"))], {"t.csv": "a\n1\n"})
    catalogue, published = published_in(root)
    (root / "datapackages/d/t.csv").unlink()
    with pytest.raises(Exception, match=r"t\.csv"):
        made_of(published, catalogue, tmp_path / "cache")
    profiles = {("d", "t"): Profile(0)}
    with pytest.raises(Exception, match=r"t\.csv"):
        downloads.distributions(published, profiles, catalogue, tmp_path / "cache")
    assert list((tmp_path / "cache" / "downloads").iterdir()) == []


def test_every_format_is_registered() -> None:
    assert [form.name for form in downloads.FORMATS] == ["csv", "xlsx", "parquet", "plain", "zip", "json"]


def test_entries_of_the_zip_tell_of_no_machine_and_no_day(tmp_path: Path) -> None:
    catalogue, published = published_in(fixtures.INPUT)
    made = made_of(published, catalogue, tmp_path / "cache")
    with zipfile.ZipFile(made["", "zip"].file) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 3)}
