"""The cells of a table, whatever its format: one row after another, only the columns of its schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
from frictionless import Detector, FrictionlessException
from frictionless.resources import TableResource
from python_calamine import CalamineWorkbook

from saraban.model import Field, Schema, Table
from saraban.portal import code_key, key_of

Row = tuple[Any, ...]
TextRow = tuple[str | None, ...]

_ANY = Field("")

_FOR_READING = ("path", "data", "format", "mediatype", "encoding", "compression", "dialect")


_NO_GUESS = Detector(field_type="any")  # guessing types takes longer than reading a small table


class CellsUnreadable(Exception):
    """The bytes are not the format they are said to be; the message is the reader's own."""


def descriptor(table: Table) -> dict[str, Any]:
    """The table as a resource for frictionless: local files or data in place, and nothing that leads elsewhere.

    OpenDocument and Parquet files are read here and handed over as data, since frictionless's own readers for
    them need libraries that are no longer kept or are very large. Raises `CellsUnreadable`.
    """
    made: dict[str, Any] = {**table.source, "name": table.source.get("name") or table.name}
    if table.format in ("ods", "parquet") and table.parts:
        rows = list(_ods(table) if table.format == "ods" else _parquet(table))
        made.pop("format", None)
        made.pop("dialect", None)
        for promise in ("bytes", "hash", "encoding", "stats"):
            made.pop(promise, None)
        return {**made, "data": rows}
    if table.inline is not None:
        return {**made, "data": table.inline}
    paths = [part.path for part in table.parts]
    made["path"] = paths[0] if len(paths) == 1 else paths
    if table.tabular:
        made["encoding"] = table.encoding
    return made


@contextmanager
def opened(table: Table, detector: Detector = _NO_GUESS) -> Iterator[TableResource]:
    """The table as an open frictionless resource. Raises `CellsUnreadable`."""
    reading = {key: value for key, value in descriptor(table).items() if key in _FOR_READING}
    try:
        resource = TableResource.from_descriptor(
            {**reading, "name": "table"}, basepath=str(table.base or Path()), detector=detector
        )
        with resource:
            yield resource
    except FrictionlessException as error:
        raise CellsUnreadable("; ".join(reason.note for reason in error.to_errors())) from error
    except CellsUnreadable:
        raise
    except Exception as error:  # an odd dialect makes its readers fail in many ways
        raise CellsUnreadable(f"{type(error).__name__}: {error}") from error


def rows(table: Table) -> Iterator[Row]:
    """The rows, each with one cell a field of the schema, in its order; a missing cell is None.

    A column that the schema does not name never comes out, so a withheld field is gone once the gate has cut it
    from the schema. Cells are text where the file holds text, else what the file holds (numbers, dates, lists).
    Cost: streaming, one row in memory. Raises `CellsUnreadable`.
    """
    yield from (cells for _, cells in numbered_rows(table))


def numbered_rows(table: Table) -> Iterator[tuple[int, Row]]:
    """The rows, each with its number as a spreadsheet counts (the header is row 1). Cost and errors as `rows`."""
    with opened(table) as resource:
        picks = _picks(table, resource)
        for number, cells in resource.dialect.read_enumerated_content_stream(resource.cell_stream):
            yield number, tuple(cells[i] if 0 <= i < len(cells) else None for i in picks)


def columns(table: Table) -> tuple[int, ...]:
    """Which column of the file each field is, from 0; -1 where the file has none. Raises `CellsUnreadable`."""
    with opened(table) as resource:
        return tuple(_picks(table, resource))


def texts(table: Table) -> Iterator[TextRow]:
    """The rows as text, as a CSV file would hold them. Cost and errors are those of `rows`."""
    fields = table.schema.fields
    for cells in rows(table):
        yield tuple(
            cell if isinstance(cell, str) else as_text(cell, field)
            for cell, field in zip(cells, fields, strict=True)
        )


def as_text(value: Any, field: Field) -> str | None:
    """One cell as text; None where there is no value.

    Text stays as it is. What a file holds as a number, a date, a list … is written as people expect (12 and not
    12.0, 2026-06-10, true, JSON), unless the field says how its text looks (`format`, `decimalChar`, `trueValues`
    …): then in that way, so that one description holds for all cells of the column.
    """
    match value:
        case None | str():
            text = value
        case bool():
            values = field.standard.get("trueValues" if value else "falseValues")
            text = str(values[0]) if isinstance(values, list) and values else str(value).lower()
        case int():
            text = f"{value:04d}" if field.type == "year" else str(value)
        case float() | Decimal():
            text = _number(Decimal(str(value)), field)
        case date() | time():
            text = _moment(value, field)
        case timedelta():
            seconds = _number(Decimal(str(abs(value.total_seconds()))), _ANY)
            text = f"{'-' if value < timedelta() else ''}PT{seconds}S"
        case list() | tuple() | dict():
            text = _nested(value, field)
        case bytes():
            text = value.hex()
        case _:
            text = str(value)
    return text


def _number(value: Decimal, field: Field) -> str:
    if not value.is_finite():
        return "NaN" if value.is_nan() else "-INF" if value < 0 else "INF"
    # Beyond that, digits would be noughts only: 1E+300 is written as it is.
    text = f"{value:f}" if abs(value.adjusted()) < 40 else str(value)
    if "." in text and "E" not in text:
        text = text.rstrip("0").rstrip(".")
    if not value:
        return "0"
    mark = field.standard.get("decimalChar")
    return text.replace(".", mark) if field.type == "number" and isinstance(mark, str) else text


def _moment(value: date | time, field: Field) -> str:
    """Spreadsheets hold a day as its midnight; it is written as a time only where the field is one."""
    form = field.standard.get("format")
    if isinstance(form, str) and "%" in form and field.type in ("date", "datetime", "time"):
        return value.strftime(form)
    if isinstance(value, datetime) and field.type != "datetime" and value.time() == time():
        return value.date().isoformat()
    return value.isoformat()


def _nested(value: Any, field: Field) -> str:
    pair = field.type == "geopoint" and field.standard.get("format") in (None, "default")
    if not isinstance(value, dict) and (pair or field.type == "list"):
        delimiter = str(field.standard.get("delimiter") or ",")
        return delimiter.join(as_text(item, _ANY) or "" for item in value)
    return json.dumps(value, ensure_ascii=False, default=_in_json)


def _in_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return as_text(value, _ANY)


def missing_values(schema: Schema, field: Field) -> tuple[str, ...]:
    """The texts that mean "no value" in one column: its own, else those of the table."""
    own = field.standard.get("missingValues")
    if not isinstance(own, list):
        return schema.missing_values
    return tuple(str(item.get("value", "")) if isinstance(item, dict) else str(item) for item in own)


def key(table: Table) -> str:
    """A content key of all that the rows and their texts are made of."""
    parts = [(part.path, part.sha256) for part in table.parts]
    said = (table.format, table.encoding, table.schema, table.dialect, table.source)
    readers = versions("frictionless", "duckdb", "openpyxl", "python-calamine", "xlrd")
    return key_of(parts, table.inline, *said, readers, code_key("cells.py"))


@cache
def versions(*libraries: str) -> tuple[str, ...]:
    """The installed versions of libraries, for keys of what they make."""
    return tuple(version(library) for library in libraries)


def _picks(table: Table, resource: TableResource) -> Sequence[int]:
    """Which column of the file each field is; -1 where the file has none."""
    if not resource.dialect.header:
        return [field.position for field in table.schema.fields]
    fold = str if resource.dialect.header_case else str.casefold
    labels = [str(label) for label in resource.labels]
    return [_pick(field.name, labels, fold) for field in table.schema.fields]


def _pick(name: str, labels: Sequence[str], fold: Callable[[str], str]) -> int:
    """The one column of that name. Two that cannot be told apart are refused: one of them may be withheld."""
    alike = [i for i, label in enumerate(labels) if label == name] or [
        i for i, label in enumerate(labels) if fold(label) == fold(name)
    ]
    if len(alike) > 1:
        raise CellsUnreadable(f"the columns called {name!r} cannot be told apart")
    return alike[0] if alike else -1


def inferred(table: Table) -> dict[str, Any]:
    """A schema guessed from the first rows, for a table that comes without one. Raises `CellsUnreadable`."""
    with opened(table, Detector()) as resource:
        schema: dict[str, Any] = resource.schema.to_descriptor()
        return schema


def _ods(table: Table) -> Iterator[list[Any]]:
    try:
        sheet = (table.dialect.get("ods") or table.dialect).get("sheet", 1)
        for part in table.parts:
            book = CalamineWorkbook.from_path(str(part.file))
            page = (
                book.get_sheet_by_index(sheet - 1)
                if isinstance(sheet, int)
                else book.get_sheet_by_name(sheet)
            )
            for cells in page.to_python():
                yield [_plain(cell) for cell in cells]
    except Exception as error:  # damaged workbooks and odd dialects fail in many ways
        raise CellsUnreadable(f"{type(error).__name__}: {error}") from error


def _plain(cell: Any) -> Any:
    """Spreadsheets hold every number as a float: whole ones are given back as integers."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return None if cell == "" else cell


def _parquet(table: Table) -> Iterator[list[Any]]:
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": False}) as database:
            found = database.execute("FROM read_parquet(?)", [[str(part.file) for part in table.parts]])
            yield [column[0] for column in found.description]
            while batch := found.fetchmany(10_000):
                yield from (list(cells) for cells in batch)
    except duckdb.Error as error:
        raise CellsUnreadable(str(error)) from error
