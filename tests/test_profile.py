"""Profiles: one pass over a table, its cells as the text that people expect, kept for the same bytes."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from saraban import cells
from saraban.derive.profile import cached_profile, profile
from saraban.model import Field, Part, Profile, Schema, Table

FIELDS = (
    Field("code", "string", searchable=True),
    Field("name", "string", searchable=True),
    Field("n", "integer"),
)


def _table(folder: Path, content: bytes, **changes: object) -> Table:
    file = folder / "t.csv"
    file.write_bytes(content)
    part = Part("t.csv", file, len(content), hashlib.sha256(content).hexdigest())
    schema = Schema(FIELDS, missing_values=("", "-"))
    given = {"format": "csv", "base": folder, "parts": (part,), "schema": schema, **changes}
    return Table("t", **given)  # type: ignore[arg-type]


CONTENT = "code,name,n\n01,บ้านนา,5\n02,-,-\n01,บ้านนา,7\n-,,\n".encode()


def test_rows_first_rows_and_searchable_values(tmp_path: Path) -> None:
    assert profile(_table(tmp_path, CONTENT)) == Profile(
        4,
        (("01", "บ้านนา", "5"), ("02", "-", "-"), ("01", "บ้านนา", "7"), ("-", None, None)),
        (("01", "บ้านนา"), ("02", "")),
    )


def test_only_so_many_first_rows(tmp_path: Path) -> None:
    found = profile(_table(tmp_path, CONTENT), first_rows=2)
    assert (found.rows, len(found.first)) == (4, 2)


def test_only_so_many_searchable_values(tmp_path: Path) -> None:
    content = b"code,name,n\n" + b"".join(b"%d,x,1\n" % i for i in range(6_000))
    found = profile(_table(tmp_path, content))
    assert (found.rows, len(found.searchable), found.searchable[-1]) == (6_000, 5_000, ("4999", "x"))


def test_a_file_in_windows_874(tmp_path: Path) -> None:
    table = _table(tmp_path, "code,name,n\n01,น้ำคำ,5\n".encode("cp874"), encoding="cp874")
    assert profile(table).first == (("01", "น้ำคำ", "5"),)


def test_a_column_that_the_schema_lacks_is_not_seen(tmp_path: Path) -> None:
    schema = Schema((Field("n", "integer", searchable=True),))
    found = profile(_table(tmp_path, b"code,n\nCANARY,5\n", schema=schema))
    assert found == Profile(1, (("5",),), (("5",),))


def test_a_table_whose_columns_are_all_withheld(tmp_path: Path) -> None:
    assert profile(_table(tmp_path, CONTENT, schema=Schema())).rows == 4


def test_no_rows(tmp_path: Path) -> None:
    assert profile(_table(tmp_path, b"code,name,n\n")) == Profile(0)


def test_it_is_kept_for_the_same_bytes(tmp_path: Path) -> None:
    table = _table(tmp_path, CONTENT)
    made = cached_profile(table, tmp_path / "cache")
    table.parts[0].file.unlink()
    assert cached_profile(table, tmp_path / "cache") == made == profile(_table(tmp_path, CONTENT))


@pytest.mark.parametrize(
    "changes", [{"encoding": "cp1252"}, {"dialect": {"delimiter": ";"}}, {"schema": Schema((Field("code"),))}]
)
def test_what_it_is_made_of_is_in_its_key(tmp_path: Path, changes: dict[str, object]) -> None:
    assert cells.key(_table(tmp_path, CONTENT)) != cells.key(_table(tmp_path, CONTENT, **changes))


def test_where_the_folder_lies_is_not_in_its_key(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    assert cells.key(_table(tmp_path, CONTENT)) == cells.key(_table(tmp_path / "elsewhere", CONTENT))


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        json.dumps({"rows": "4", "first": [], "searchable": []}).encode(),
        json.dumps({"rows": 4, "first": [["1"]], "searchable": []}).encode(),
        json.dumps({"rows": 4, "first": [[1, 2, 3]], "searchable": []}).encode(),
        json.dumps({"rows": 4, "first": [], "searchable": [[None]]}).encode(),
        json.dumps({"rows": 4, "first": 5, "searchable": []}).encode(),
    ],
)
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: bytes) -> None:
    table = _table(tmp_path, CONTENT)
    made = cached_profile(table, tmp_path / "cache")
    (file,) = (tmp_path / "cache" / "profiles").iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert cached_profile(table, tmp_path / "cache") == made
    assert file.read_bytes() == whole


def _field(kind: str, **standard: object) -> Field:
    return Field("x", kind, standard=standard)


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [
        (None, _field("any"), None),
        (" ๑๒ ", _field("integer"), " ๑๒ "),
        (12.0, _field("integer"), "12"),
        (12, _field("number"), "12"),
        (-0.0, _field("number"), "0"),
        (0.1, _field("number"), "0.1"),
        (1e-7, _field("number"), "0.0000001"),
        (1e22, _field("number"), "10000000000000000000000"),
        (1e300, _field("number"), "1E+300"),
        (float("nan"), _field("number"), "NaN"),
        (float("-inf"), _field("number"), "-INF"),
        (Decimal("12.50"), _field("number"), "12.5"),
        (Decimal("12345678901234567890.123456789"), _field("number"), "12345678901234567890.123456789"),
        (1.5, _field("number", decimalChar=","), "1,5"),
        (5, _field("year"), "0005"),
        (True, _field("boolean"), "true"),
        (False, _field("boolean", falseValues=["ไม่"]), "ไม่"),
        (date(2026, 6, 10), _field("date"), "2026-06-10"),
        (datetime(2026, 6, 10), _field("date"), "2026-06-10"),
        (datetime(2026, 6, 10), _field("any"), "2026-06-10"),
        (datetime(2026, 6, 10), _field("datetime"), "2026-06-10T00:00:00"),
        (datetime(2026, 6, 10), _field("date", format="%d/%m/%Y"), "10/06/2026"),
        (datetime(2026, 6, 10), _field("date", format="any"), "2026-06-10"),
        (time(8, 30), _field("time"), "08:30:00"),
        (timedelta(minutes=-90), _field("duration"), "-PT5400S"),
        ([1, "ก"], _field("array"), '[1, "ก"]'),
        ({"a": Decimal("1.50"), "b": Decimal(2)}, _field("object"), '{"a": 1.5, "b": 2}'),
        ([date(2026, 6, 10)], _field("array"), '["2026-06-10"]'),
        (["a", 2.0], _field("list", delimiter=";"), "a;2"),
        ([100.5, 13], _field("geopoint"), "100.5,13"),
        ([100.5, 13], _field("geopoint", format="array"), "[100.5, 13]"),
        (b"\x01\xff", _field("string"), "01ff"),
        (uuid.UUID(int=1), _field("string"), "00000000-0000-0000-0000-000000000001"),
    ],
)  # fmt: skip
def test_a_cell_as_text(value: object, field: Field, text: str | None) -> None:
    assert cells.as_text(value, field) == text
