"""The cells of a table, whatever its format: one row after another, only the columns of its schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from frictionless import FrictionlessException
from frictionless.resources import TableResource
from python_calamine import CalamineWorkbook

from saraban.model import Table

Row = tuple[Any, ...]

_FOR_READING = ("name", "path", "data", "format", "mediatype", "encoding", "compression", "dialect")


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
def opened(table: Table) -> Iterator[TableResource]:
    """The table as an open frictionless resource. Raises `CellsUnreadable`."""
    reading = {key: value for key, value in descriptor(table).items() if key in _FOR_READING}
    try:
        resource = TableResource.from_descriptor(reading, basepath=str(table.base or Path()))
        with resource:
            yield resource
    except FrictionlessException as error:
        raise CellsUnreadable(error.error.note) from error


def rows(table: Table) -> Iterator[Row]:
    """The rows, each with one cell a field of the schema, in its order; a missing cell is None.

    A column that the schema does not name never comes out, so a withheld field is gone once the gate has cut it
    from the schema. Cells are text where the file holds text, else what the file holds (numbers, dates, lists).
    Cost: streaming, one row in memory. Raises `CellsUnreadable`.
    """
    with opened(table) as resource:
        picks = _picks(table, resource)
        for _, cells in resource.dialect.read_enumerated_content_stream(resource.cell_stream):
            yield tuple(cells[i] if 0 <= i < len(cells) else None for i in picks)


def _picks(table: Table, resource: TableResource) -> Sequence[int]:
    """Which column of the file each field is; -1 where the file has none."""
    if not resource.dialect.header:
        return [field.position for field in table.schema.fields]
    fold = str if resource.dialect.header_case else str.casefold
    labels = [fold(str(label)) for label in resource.labels]
    wanted = [fold(field.name) for field in table.schema.fields]
    return [labels.index(name) if name in labels else -1 for name in wanted]


def inferred(table: Table) -> dict[str, Any]:
    """A schema guessed from the first rows, for a table that comes without one. Raises `CellsUnreadable`."""
    with opened(table) as resource:
        schema: dict[str, Any] = resource.schema.to_descriptor()
        return schema


def _ods(table: Table) -> Iterator[list[Any]]:
    sheet = (table.dialect.get("ods") or table.dialect).get("sheet", 1)
    try:
        for part in table.parts:
            book = CalamineWorkbook.from_path(str(part.file))
            page = (
                book.get_sheet_by_index(sheet - 1)
                if isinstance(sheet, int)
                else book.get_sheet_by_name(sheet)
            )
            for cells in page.to_python():
                yield [_plain(cell) for cell in cells]
    except Exception as error:
        if type(error).__module__ == "python_calamine" or isinstance(error, (OSError, IndexError)):
            raise CellsUnreadable(str(error)) from error
        raise


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
