"""A table as it stands, row for row and column for column, also what is above its header and beside its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saraban.cells import as_text, opened
from saraban.model import Field, Table
from saraban.spreadsheet import letter, sheet

_MOST_ROWS = 50_000
_MOST_CELLS = 1_000_000
_ANY = Field("")

Row = tuple[int, Sequence[str]]  # its number in the file, and its cells as text


@dataclass(frozen=True, slots=True)
class Copy:
    """The rows of a table that a workbook shows: all of them (`whole`), or the wrong ones with their numbers."""

    table: Table
    sheet: str  # of the workbook it was taken from
    rows: tuple[Row, ...]
    header: frozenset[int]  # numbers of the rows that hold the columns' names
    whole: bool
    at: Mapping[int, int]  # number of a row in the file → its place in the copy, from 0

    @property
    def shift(self) -> int:
        """How many columns stand before those of the table."""
        return 0 if self.whole else 1

    def address(self, row: int, column: int) -> str:
        """Where a cell of the file stands in the copy: B3."""
        return f"{letter(column + self.shift)}{self.at[row] + 1}"


def copy_of(table: Table, wrong: frozenset[int]) -> Copy:
    """The copy of a table with these wrong rows. Raises `CellsUnreadable`."""
    with opened(table) as resource:
        header = frozenset(resource.dialect.header_rows if resource.dialect.header else ())
        stream = enumerate(resource.cell_stream, start=1)
        rows, whole = _beginning(stream)
        if not whole:
            wanted = wrong | header
            rows = [row for row in rows if row[0] in wanted]
            rows += [(number, _texts(cells)) for number, cells in stream if number in wanted]
    at = {number: place for place, (number, _) in enumerate(rows)}
    return Copy(table, sheet(table), tuple(rows), header, whole, at)


def _beginning(stream: Iterator[tuple[int, Sequence[Any]]]) -> tuple[list[Row], bool]:
    """The first rows, and whether they are all."""
    rows: list[Row] = []
    cells_so_far = 0
    for number, cells in stream:
        rows.append((number, _texts(cells)))
        cells_so_far += len(cells)
        if number > _MOST_ROWS or cells_so_far > _MOST_CELLS:
            return rows, False
    return rows, True


def _texts(cells: Sequence[Any]) -> list[str]:
    return [cell if isinstance(cell, str) else as_text(cell, _ANY) or "" for cell in cells]
