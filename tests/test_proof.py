"""The fast way: it is taken, it tells what the slow one tells, it lets nothing in, and odd input takes nothing down."""

from __future__ import annotations

import csv
import gzip
import json
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from saraban import checks, read, validate
from saraban.catalogue import Catalogue, catalogue_at
from saraban.model import Dataset
from saraban.validate import Faults, tables
from saraban.validate.proof.patterns import is_shared, may_explode
from saraban.validate.proof.structure import Shape, cells_of, straightened, structure_of

CATALOGUE = """
title: ทดสอบ
publisher: {name: สำนักงาน}
vocabulary: plain
policy: {signatures: none, public_repository: false, defaults: {access: open, data_category: public}}
"""
Field = dict[str, Any]
Given = Callable[..., Dataset]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "datapackages").mkdir()
    (tmp_path / "datapackages/catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    return catalogue_at(tmp_path)


@pytest.fixture
def given(catalogue: Catalogue) -> Given:
    """A dataset of tables: name → (content, schema) or (content, schema, more of the resource)."""

    def make(**content: Any) -> Dataset:
        folder = catalogue.root / "datapackages/d"
        folder.mkdir(exist_ok=True)
        resources = []
        for name, (data, schema, *more) in content.items():
            (folder / f"{name}.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
            resource = {"name": name, "type": "table", "path": f"{name}.csv", "schema": schema}
            resources.append({**resource, **(more[0] if more else {})})
        (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
        return next(d for d in read.datasets(catalogue, catalogue.root / ".saraban") if d.name == "d")

    return make


def _fields(**types: str | Field) -> dict[str, Any]:
    return {"fields": [{"name": n, **({"type": t} if isinstance(t, str) else t)} for n, t in types.items()]}


@pytest.fixture
def both_ways(monkeypatch: pytest.MonkeyPatch) -> Callable[[Dataset], tuple[Faults, Faults, list[bool]]]:
    """What the fast and the slow way say, and for each table whether the fast way led through."""

    def judge(dataset: Dataset) -> tuple[Faults, Faults, list[bool]]:
        led: list[bool] = []
        fast_way = tables.proved

        def watched(*arguments: Any) -> Any:
            made = fast_way(*arguments)
            led.append(made is not None)
            return made

        with monkeypatch.context() as patch:
            patch.setattr(tables, "SMALL", 0)
            patch.setattr(tables, "proved", watched)
            fast = validate.faults(dataset, None, profiled=True)
        with monkeypatch.context() as patch:
            patch.setattr(tables, "SMALL", 10**12)
            slow = validate.faults(dataset, None, profiled=True)
        return fast, slow, led

    return judge


STRICT = {
    **_fields(
        id={"type": "string", "constraints": {"pattern": "S[0-9]{3}", "required": True}},
        school={"type": "string", "constraints": {"minLength": 4, "maxLength": 4}},
        level={"type": "string", "constraints": {"enum": ["ป.1", "ป.2"]}},
        kind={"type": "integer", "categories": ["1", "2"]},
        year={"type": "year", "constraints": {"minimum": 2000, "maximum": 2100}},
        born={"type": "date", "constraints": {"minimum": "1990-01-01"}},
        opened={"type": "date", "format": "%d/%m/%Y"},
        pupils={"type": "integer", "groupChar": ",", "constraints": {"minimum": 0, "maximum": 5000}},
        score={"type": "number", "constraints": {"exclusiveMaximum": 100.5}},
        month="yearmonth",
        place="geopoint",
        seen="datetime",
        at="time",
        open={"type": "boolean", "trueValues": ["ใช่"], "falseValues": ["ไม่"]},
        note="any",
    ),
    "primaryKey": ["id"],
    "uniqueKeys": [["school", "level"]],
    "foreignKeys": [{"fields": ["school"], "reference": {"resource": "schools", "fields": ["code"]}}],
    "missingValues": ["", "-"],
}
HEAD = "id,school,level,kind,year,born,opened,pupils,score,month,place,seen,at,open,note\n"
ROWS = [
    'S001,1001,ป.1,1,2026,2000-02-29,31/12/2025,12,99.5,2026-01,"100.5, 13.75",2026-01-01T08:30:00Z,08:30:00,ใช่,ก',
    'S002,1002,ป.2,2,2025,1999-01-01,01/01/2024,"1,234",-0.25,2025-12,"99,13",2026-01-01T08:30:00,23:59:59,ไม่,',
    'S003,1003,ป.1,-,-,-,-,-,-,-,-,-,-,-,"ข ""ค"" , ง"',
]
SCHOOLS = ("code,name\n1001,ก\n1002,ข\n1003,ค\n", _fields(code="string", name="string"))


def test_a_strict_table_is_proved(given: Given, both_ways: Any) -> None:
    fast, slow, led = both_ways(given(t=(HEAD + "\n".join(ROWS) + "\n", STRICT), schools=SCHOOLS))
    assert led == [True, True]
    assert not fast
    assert fast == slow
    (of_t, _) = fast.figures
    figures = {field.name: field for field in of_t.fields}
    assert (figures["pupils"].least, figures["pupils"].greatest, figures["pupils"].missing) == (
        "12",
        "1234",
        1,
    )
    assert figures["level"].frequent == (("ป.1", 2), ("ป.2", 1))
    assert figures["id"].different == 3


WRONG = {
    "id": ["X", "S001", ""],
    "school": ["9999", "10", "10011"],
    "level": ["ป.3"],
    "kind": ["3", "x", "๑"],
    "year": ["1999", "99", "2569"],
    "born": ["2026-02-30", "1989-12-31", "2026-1-5", "0000-01-01"],
    "opened": ["31/02/2025", "1/1/2025", "2025-01-01"],
    "pupils": ["5001", "-1", "๑๒", " 7 ", "+5", "1.0", "1_0", '"12,34"'],
    "score": ["100.5", "100.49999", "NaN", "1e3", "๑.๕", "abc"],
    "month": ["2026-13", "26-1", "2026-1"],
    "place": ['"181,0"', '"180,90"', "1", '"1,2,3"'],
    "seen": ["2026-01-01", "2026-01-01T25:00:00Z", "2026-01-01T08:30:00+07:00"],
    "at": ["24:00:00", "08:30", "08:30:00.5"],
    "open": ["true", "ใช่ "],
    "note": ["'; DROP TABLE x; --", "$p0", "\u200b"],
}


@pytest.mark.parametrize(("column", "value"), [(c, v) for c, values in WRONG.items() for v in values])
def test_an_odd_cell_is_judged_as_by_frictionless(
    column: str, value: str, given: Given, both_ways: Any
) -> None:
    names = HEAD.strip().split(",")
    cells = ["S004", "1001", "ป.2", *["-"] * (len(names) - 3)]
    cells[names.index(column)] = value
    content = HEAD + "\n".join([*ROWS[:2], ",".join(cells), ROWS[2]]) + "\n"
    fast, slow, led = both_ways(given(t=(content, STRICT), schools=SCHOOLS))
    assert (fast.tables, fast.left_out) == (slow.tables, slow.left_out)
    assert led[0]


@pytest.mark.parametrize(
    "row",
    ["", ",", "S004", "S004,1001", "S001" + "," * 14, "S004" + "," * 15 + "x", "S001" + "," * 20, "," * 14],
)
def test_a_row_with_odd_cells_is_judged_as_by_frictionless(row: str, given: Given, both_ways: Any) -> None:
    content = HEAD + "\n".join([ROWS[0], row, *ROWS[1:], row]) + "\n"
    fast, slow, led = both_ways(given(t=(content, STRICT), schools=SCHOOLS))
    assert (fast.tables, fast.left_out) == (slow.tables, slow.left_out)
    assert fast.tables
    assert led[0]


@pytest.mark.parametrize(
    ("alter", "more"),
    [
        (lambda text: text.replace("\n", "\r\n"), {}),
        (lambda text: "\ufeff" + text, {}),
        (lambda text: text.rstrip("\n"), {}),
        (lambda text: "รายงาน\n\n" + text, {"dialect": {"headerRows": [3]}}),
        (lambda text: "\n".join(text.split("\n")[1:]), {"dialect": {"header": False}}),
    ],
    ids=["crlf", "bom", "no last newline", "title rows", "no header"],
)
def test_files_are_written_in_many_ways(alter: Any, more: Any, given: Given, both_ways: Any) -> None:
    bad = "S003,1003,ป.9" + ",-" * 12
    content = alter(HEAD + "\n".join([*ROWS, bad]) + "\n")
    fast, slow, led = both_ways(given(t=(content, STRICT, more), schools=SCHOOLS))
    assert led[0]
    assert [fault.type for fault in fast.tables] == ["constraint-error", "primary-key"]
    assert fast.tables == slow.tables


def test_other_encodings_are_proved_too(given: Given, both_ways: Any) -> None:
    content = (HEAD + "\n".join(ROWS) + "\n").encode("cp874")
    fast, slow, led = both_ways(given(t=(content, STRICT, {"encoding": "cp874"}), schools=SCHOOLS))
    assert led[0]
    assert not fast
    assert fast == slow


# Nothing gets in


NAMES = ["select", "ก'ข", 'a"b', "x\ny", "$p1", "c1", "}; DROP TABLE known_0; --", "{0}", "%s", "'"]


def test_names_and_values_never_become_sql(given: Given, both_ways: Any) -> None:
    fields = [
        {
            "name": name,
            "type": "string",
            "constraints": {"enum": [name, "'; SELECT 1; --", "$p0", "a\\"], "unique": True},
            "missingValues": ["", "') OR TRUE --"],
        }
        for name in NAMES
    ]
    keys = [{"fields": [NAMES[1]], "reference": {"resource": "", "fields": [NAMES[1]]}}]
    row = ",".join('"' + name.replace('"', '""') + '"' for name in NAMES)
    evil = ",".join(['"\'; SELECT 1; --"'] * len(NAMES))
    absent = ",".join(["') OR TRUE --"] * len(NAMES))
    content = "\n".join([row, row, evil, absent, row, "x" + "," * (len(NAMES) - 1)]) + "\n"
    schema = {"fields": fields, "primaryKey": NAMES[:2], "foreignKeys": keys}
    said = {"dialect": {"csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}}}
    fast, slow, led = both_ways(given(t=(content, schema, said)))
    assert led == [True]
    assert fast.tables == slow.tables
    assert {fault.type for fault in fast.tables} == {
        "blank-row",
        "unique-error",
        "primary-key",
        "constraint-error",
    }


# Structure


@pytest.mark.parametrize(
    ("text", "rows", "irregular"),
    [
        ("h,h\na,b\n", 1, []),
        ("h,h\na,b", 1, []),
        ('h,h\n"a\n,x",b\n', 1, []),
        ("h,h\n\na,b\na\na,b,c\n", 4, [0, 2, 3]),
        ('h,h\n"a""b",""\n', 1, []),
        ("h,h\n", 0, []),
        ("h,h", 0, []),
        ("", 0, []),
    ],
)
def test_rows_are_found(text: str, rows: int, irregular: list[int], tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8", newline="")
    found = structure_of(file, Shape(",", '"', 2, 1))
    assert found is not None
    assert found.rows == rows
    assert [row.row for row in found.irregular] == irregular


@pytest.mark.parametrize(
    "text",
    ['h,h\n"a"b,c\n', 'h,h\na"b,c\n', 'h,h\n"a,c\n', "h,h\ra,b\r", "h,h\r\na,b\nc,d\r\n", "h,h\na\0,b\n"],
)
def test_of_files_that_readers_split_otherwise_nothing_is_claimed(text: str, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert structure_of(file, Shape(",", '"', 2, 1)) is None


def test_a_copy_with_straight_rows(tmp_path: Path) -> None:
    file, copy = tmp_path / "t.csv", tmp_path / "copy"
    file.write_text('h;h\na;b\nx\n"1;2";3;4\n\n', encoding="utf-8", newline="")
    shape = Shape(";", '"', 2, 1)
    found = structure_of(file, shape)
    assert found is not None
    straightened(file, found, shape, copy)
    assert copy.read_text(encoding="utf-8") == 'a;b\n"x";""\n"1;2";"3"\n"";""\n'
    assert [cells_of(file, row, shape) for row in found.irregular] == [["x"], ["1;2", "3", "4"], []]


@pytest.mark.parametrize("pattern", [r"[0-9]{4}", "ก-ฮ|[ก-ฮ]+", r"\d+\.\d*", "(?:a|b)c?", "^a$", r"[^,;]+"])
def test_patterns_that_both_engines_read_alike(pattern: str) -> None:
    assert is_shared(pattern)


@pytest.mark.parametrize(
    "pattern",
    [r"(?=a)b", r"(a)\1", r"\D", r"[^\d]", r"\bx", "(?i)a", "a{,3}", "a++", "[", "[[:alpha:]]", r"\Z"],
)
def test_patterns_that_are_left_to_python(pattern: str) -> None:
    assert not is_shared(pattern)


@pytest.mark.parametrize(
    ("pattern", "explodes"), [("(a+)+", True), ("a*a*b", True), ("[0-9]{4}", False), ("a+b", False)]
)
def test_patterns_that_need_a_clock(pattern: str, explodes: bool) -> None:
    assert may_explode(pattern) is explodes


# Odd input: one clear finding each, in bounded time, the other tables unharmed


def _stops(catalogue: Catalogue, dataset: Dataset) -> list[tuple[str, str]]:
    found = checks.findings(dataset, catalogue, None, date(2026, 11, 24))
    return [(f.rule, f.problem.get("en")) for f in found if f.weight == "stops"]


GOOD = ("a\nx\n", _fields(a="string"))


@pytest.mark.parametrize(
    ("content", "schema", "said"),
    [
        ("", _fields(a="string"), "the table cannot be read: the source is empty"),
        ("<!DOCTYPE html><table>", _fields(a="string"), "is a web page"),
        ("%PDF-1.7\n", _fields(a="string"), "is a PDF document"),
        ("a\nx\0y\n", _fields(a="string"), "holds NUL bytes"),
        (
            "a\n" + "a" * 60 + "c\n",
            _fields(a={"type": "string", "constraints": {"pattern": "(a|aa)+$"}}),
            "takes far too long",
        ),
        (
            "a\nx\n",
            {
                **_fields(a="string"),
                "foreignKeys": [{"fields": ["a"], "reference": {"resource": "nothing", "fields": ["a"]}}],
            },
            "nothing",
        ),
    ],
    ids=["empty", "html", "pdf", "nul", "pattern", "key to nothing"],
)
def test_one_clear_finding(content: str, schema: Any, said: str, given: Given, catalogue: Catalogue) -> None:
    started = time.monotonic()
    stops = _stops(catalogue, given(bad=(content, schema), good=GOOD))
    assert time.monotonic() - started < 20
    assert len(stops) == 1
    assert said in stops[0][1]


@pytest.mark.parametrize(
    ("content", "schema"),
    [
        ("a\n", _fields(a="string")),
        (
            "a,b\nx,x\ny,x\n",
            {
                **_fields(a="string", b="string"),
                "foreignKeys": [{"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}],
            },
        ),
        (
            ",".join(f"f{i}" for i in range(200)) + "\n" + ",".join("1" * 200) + "\n",
            _fields(**{f"f{i}": "integer" for i in range(200)}),
        ),
    ],
    ids=["header only", "key to itself", "200 columns"],
)
def test_odd_but_well(content: str, schema: Any, given: Given, both_ways: Any) -> None:
    fast, slow, led = both_ways(given(t=(content, schema)))
    assert not fast
    assert fast == slow
    assert led == [True]


def test_a_quote_that_is_never_closed(
    given: Given, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = csv.field_size_limit(10_000)
    try:
        content = "a,b\n1,2\n" + '3,"4\n' + "5,6\n" * 50_000
        ((_, said),) = _stops(catalogue, given(bad=(content, _fields(a="integer", b="string")), good=GOOD))
    finally:
        csv.field_size_limit(before)
    assert "opened and never closed" in said


def test_a_line_without_an_end(given: Given, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saraban.read.really.LONGEST_LINE", 2**21)
    ((rule, said),) = _stops(catalogue, given(bad=(b"a\n" + b"x" * 2**22, _fields(a="string")), good=GOOD))
    assert rule == "file-not-as-said"
    assert "without a line break" in said


@pytest.mark.parametrize("suffix", [".gz", ".zip"])
def test_a_bomb(suffix: str, given: Given, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saraban.read.really.MOST_UNPACKED", 2**20)
    dataset = given(bad=("a\n", _fields(a="string"), {"path": f"bad.csv{suffix}"}), good=GOOD)
    file = catalogue.root / "datapackages/d" / f"bad.csv{suffix}"
    if suffix == ".gz":
        file.write_bytes(gzip.compress(b"a\n" + b"x\n" * 2**20))
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bad.csv", b"a\n" + b"x\n" * 2**20)
    dataset = next(iter(read.datasets(catalogue, catalogue.root / ".saraban")))
    ((rule, said),) = _stops(catalogue, dataset)
    assert rule == "file-not-as-said"
    assert "when it is unpacked" in said


# What a reviewer once broke


@pytest.mark.parametrize(
    ("path", "others"),
    [("t[1].csv", {"t1.csv": "a\n1\n2\n"}), ("w0=1/t.csv", {}), ("u0=0/t.csv", {}), ("t*.csv", {})],
)
def test_no_path_is_a_pattern_or_a_column(
    path: str, others: dict[str, str], catalogue: Catalogue, both_ways: Any
) -> None:
    folder = catalogue.root / "datapackages/d"
    for name, content in {path: "a\n9\nbad\n", **others}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    resource = {"name": "t", "type": "table", "path": path, "schema": _fields(a="integer")}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    (dataset,) = read.datasets(catalogue, catalogue.root / ".saraban")
    fast, slow, led = both_ways(dataset)
    assert led == [True]
    assert [(fault.type, fault.row) for fault in fast.tables] == [("type-error", 3)]
    assert fast == slow


@pytest.mark.parametrize(
    "pattern", ["(a|aa|aaa)" * 22, "[a-z]{0,500}[a-z]{0,500}[a-z]{0,500}!", "(?:a+)+", "(a|b)*c", "a?" * 30]
)
def test_such_patterns_get_a_clock(pattern: str) -> None:
    assert may_explode(pattern)


@pytest.mark.parametrize("pattern", ["(M|F)", "^10[0-9]{8}$", "[ก-ฮ]+", r"\d{4}-\d{2}", "S(0|1)?", "[+*]{2}"])
def test_such_patterns_need_none(pattern: str) -> None:
    assert not may_explode(pattern)


def test_a_json_schema_with_a_slow_pattern_is_stopped(given: Given, catalogue: Catalogue) -> None:
    schema = {"properties": {"k": {"pattern": "^(a+)+$"}}}
    cell = json.dumps({"k": "a" * 40 + "!"}).replace('"', '""')
    field = {"type": "object", "constraints": {"jsonSchema": schema}}
    started = time.monotonic()
    ((_, said),) = _stops(catalogue, given(bad=(f'a\n"{cell}"\n', _fields(a=field)), good=GOOD))
    assert time.monotonic() - started < 30
    assert "takes far too long" in said


def test_equal_values_of_other_spelling_are_one_category_and_one_key(given: Given, both_ways: Any) -> None:
    schema = {**_fields(a={"type": "number", "categories": [1, 2]}), "uniqueKeys": [["a"]]}
    fast, slow, led = both_ways(given(t=("a\n1\n1.0\n2.00\n", schema)))
    assert led == [True]
    assert [(fault.type, fault.row) for fault in fast.left_out] == [("unique-key-repeated", 3)]
    assert fast == slow


def test_values_that_are_withheld_are_not_kept(given: Given, catalogue: Catalogue) -> None:
    dataset = given(t=("a\nSECRET\n", {"fields": [{"name": "a", "type": "integer", "withheld": True}]}))
    cache = catalogue.root / ".saraban"
    assert validate.faults(dataset, cache, profiled=True).tables[0].cell == "SECRET"
    assert not [file for file in cache.rglob("*") if file.is_file() and b"SECRET" in file.read_bytes()]
