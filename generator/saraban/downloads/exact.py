"""A table's rows as an exact CSV file: what every other format is made of, so that the source is read once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from saraban import cells
from saraban.model import Table

# Python's csv module refuses cells above 128 KiB, which a map in a cell easily is.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Exact:
    """UTF-8 without a mark, CRLF, RFC 4180, every cell as text and unchanged; the header holds the field names.

    `longest` is the length of the longest cell or name. A row may hold no value once a column was withheld:
    `blank` says that some row is empty, `void` counts out those that hold only texts that mean "no value".
    """

    file: Path
    rows: int
    longest: int
    blank: bool = False
    void: tuple[int, ...] = ()  # as a spreadsheet counts: the header is row 1

    def __iter__(self) -> Iterator[list[str]]:
        """The rows after the header. Cost: one row in memory."""
        with self.file.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            next(reader)
            yield from reader


def exact_of(table: Table, file: Path) -> Exact:
    """Write the table's rows to `file`. Cost: one pass over the source. Raises `cells.CellsUnreadable`."""
    fields = table.schema.fields
    missing = [cells.missing_values(table.schema, field) for field in fields]
    nothing = [_nothing(texts) for texts in missing]
    header = [field.name for field in fields]
    count, longest, blank = 0, max(map(len, header)), False
    void: list[int] = []
    with writing(file) as write:
        write(header)
        for row in cells.texts(table):
            written = [none if cell is None else cell for cell, none in zip(row, nothing, strict=True)]
            write(written)
            count += 1
            longest = max(longest, *map(len, written))
            if not any(written):
                blank = True
            elif all(cell in texts for cell, texts in zip(written, missing, strict=True)):
                void.append(count + 1)
    return Exact(file, count, longest, blank, tuple(void))


def _nothing(missing: tuple[str, ...]) -> str:
    """How a cell without a value is written, so that readers find none: as the empty text where that means it."""
    return "" if "" in missing or not missing else missing[0]


@contextmanager
def writing(file: Path, encoding: str = "utf-8") -> Iterator[Callable[[Sequence[str]], object]]:
    """What writes a row of a new CSV file with CRLF.

    Halves of characters, which JSON can hold, are written as `\\udc00`.
    """
    with file.open("w", encoding=encoding, errors="backslashreplace", newline="") as stream:
        yield csv.writer(stream, lineterminator="\r\n").writerow
