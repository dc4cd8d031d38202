"""Where the rows of a text file begin and end, found by counting bytes, and which have too few or too many cells.

Only files that every reader of CSV splits in the same way are understood: quotes stand at both ends of a cell or
nowhere, lines end alike. Of any other file nothing is claimed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

_BLOCK = 4 * 2**20  # bytes looked at together
LONGEST = 2_000_000  # bytes of one row; the engine's reader holds no more than 2 MiB
_MOST_IRREGULAR = 100_000
_NEWLINE, _RETURN = 10, 13
_BOM = b"\xef\xbb\xbf"

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is written: `columns` cells a row after the first `head` rows; no `quote` when there is none."""

    delimiter: str
    quote: str
    columns: int
    head: int


@dataclass(frozen=True, slots=True)
class Irregular:
    """A row that has not the cells it should have; `row` counts from 0 after the head."""

    row: int
    start: int
    end: int  # without the end of the line


@dataclass(frozen=True, slots=True)
class Structure:
    """A file that is understood. `start` is the byte where its rows begin, `head_lines` the lines before them."""

    rows: int
    start: int
    head_lines: int
    irregular: tuple[Irregular, ...]
    returns: bool  # whether there are carriage returns


class _Odd(Exception):
    """Readers may differ about this file."""


def structure_of(file: Path, shape: Shape) -> Structure | None:
    """The rows of a UTF-8 file; None when readers may differ about them.

    Cost: one pass over the bytes, some 10 ns a row and cell, in blocks of 4 MiB.
    """
    found = _Found()
    try:
        with file.open("rb") as stream:
            for offset, block in _blocks(stream, shape):
                found = _looked_at(found, offset, block, shape)
    except _Odd:
        return None
    start = found.start if found.start is not None else found.end
    rows = max(0, found.records - shape.head)
    return Structure(rows, start, found.head_lines, found.irregular, found.any_returns)


@dataclass(frozen=True, slots=True)
class _Found:
    records: int = 0
    start: int | None = None  # the first byte after the head
    end: int = 0
    head_lines: int = 0
    irregular: tuple[Irregular, ...] = ()
    returns: bool | None = None  # whether lines end with a carriage return too
    any_returns: bool = False


def _blocks(stream: BinaryIO, shape: Shape) -> Iterator[tuple[int, bytes]]:
    """Whole rows, some megabytes at a time, each with the place of its first byte. The last line is ended."""
    offset = len(_BOM) if stream.read(len(_BOM)) == _BOM else 0
    stream.seek(offset)
    rest = b""
    while read := stream.read(_BLOCK):
        block = rest + read
        cut = _last_end(block, shape)
        rest = block[cut:]
        if len(rest) > LONGEST + _BLOCK:
            raise _Odd
        if cut:
            yield offset, block[:cut]
            offset += cut
    if rest:
        if _inside(rest, shape):
            raise _Odd  # a quote that is never closed
        yield offset, rest + (b"\n" if not rest.endswith(b"\n") else b"")


def _inside(block: bytes, shape: Shape) -> bool:
    """Whether the block ends within quotes."""
    return bool(shape.quote) and block.count(shape.quote.encode()) % 2 == 1


def _last_end(block: bytes, shape: Shape) -> int:
    """The place after the last line that ends outside quotes; 0 when there is none."""
    end = block.rfind(b"\n") + 1
    if not shape.quote or not end:
        return end
    quote = shape.quote.encode()
    odd = block.count(quote, 0, end) % 2
    while odd and end:
        before = block.rfind(b"\n", 0, end - 1) + 1
        odd ^= block.count(quote, before, end) % 2
        end = before
    return end


def _looked_at(found: _Found, offset: int, text: bytes, shape: Shape) -> _Found:
    """The finding with one more block of whole rows."""
    if b"\0" in text:
        raise _Odd
    block = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(block == _NEWLINE)
    cells = np.flatnonzero(block == ord(shape.delimiter))
    lines = ends
    any_returns = b"\r" in text
    quoted = bool(shape.quote) and shape.quote.encode() in text
    quotes = np.flatnonzero(block == ord(shape.quote)) if quoted else ends[:0]
    if quotes.size:
        _stand_well(block, quotes, shape)
        ends, cells = _outside(ends, quotes), _outside(cells, quotes)
    returns = _returns(block, ends, quotes, found.returns) if any_returns or found.returns else False
    starts = np.concatenate(([0], ends[:-1] + 1))
    skipped = min(max(shape.head - found.records, 0), ends.size)
    start, head_lines = found.start, found.head_lines
    if skipped:
        head_lines += int(np.searchsorted(lines, ends[skipped - 1], side="right"))
    if start is None and found.records + ends.size > shape.head:
        start = offset + int(starts[skipped])
    new = _irregular(starts[skipped:], ends[skipped:] - bool(returns), cells, shape.columns)
    first = found.records + skipped - shape.head
    if len(found.irregular) > _MOST_IRREGULAR:
        raise _Odd  # nearly every row has to be asked about anyway
    irregular = tuple(Irregular(first + i, offset + a, offset + b) for i, a, b in new)
    end = offset + int(block.size)
    return _Found(
        found.records + int(ends.size),
        start,
        end,
        head_lines,
        found.irregular + irregular,
        returns,
        found.any_returns or any_returns,
    )


def _stand_well(block: Bytes, quotes: Numbers, shape: Shape) -> None:
    """Quotes open after a delimiter and close before one; a doubled one closes and opens again."""
    if quotes.size % 2:
        raise _Odd
    opening, closing = quotes[::2], quotes[1::2]
    before = block[opening - 1]
    well = (
        (before == ord(shape.delimiter))
        | (before == _NEWLINE)
        | (before == ord(shape.quote))
        | (opening == 0)
    )
    after = block[closing + 1]
    closed = (after == ord(shape.delimiter)) | (after == _NEWLINE) | (after == ord(shape.quote))
    closed |= (after == _RETURN) & (block[np.minimum(closing + 2, block.size - 1)] == _NEWLINE)
    # A quote before an opening one must itself have closed there, or the cell would begin with a lone quote.
    doubled = before == ord(shape.quote)
    doubled &= opening > 0
    paired = np.concatenate(([False], closing[:-1] == opening[1:] - 1))
    if not (well.all() and closed.all() and (paired | ~doubled).all()):
        raise _Odd


def _outside(places: Numbers, quotes: Numbers) -> Numbers:
    """Those of the places that are not within quotes."""
    outside: Numbers = places[np.searchsorted(quotes, places) % 2 == 0]
    return outside


def _returns(block: Bytes, ends: Numbers, quotes: Numbers, known: bool | None) -> bool | None:
    """Whether lines end with a carriage return; all must do so, and none may stand elsewhere outside quotes."""
    returns = np.flatnonzero(block == _RETURN)
    if quotes.size:
        returns = _outside(returns, quotes)
    if returns.size not in (0, ends.size) or not ends.size:
        raise _Odd
    if returns.size and not np.array_equal(returns, ends - 1):
        raise _Odd
    if known is not None and known != bool(returns.size):
        raise _Odd
    return bool(returns.size)


def _irregular(
    starts: Numbers, ends: Numbers, cells: Numbers, columns: int
) -> Iterator[tuple[int, int, int]]:
    """The rows whose number of cells is not `columns`, or that are blank or too long."""
    if (ends - starts > LONGEST).any():
        raise _Odd
    if columns > 1 and cells.size == ends.size * (columns - 1):
        in_rows = cells.reshape(-1, columns - 1)
        if (in_rows[:, 0] >= starts).all() and (in_rows[:, -1] < ends).all():
            return  # as many in each, which the search below would take longer to find
    counts = (
        np.searchsorted(cells, ends) - np.searchsorted(cells, starts) if cells.size else np.zeros_like(ends)
    )
    odd = (counts != columns - 1) | (ends == starts)
    for i in np.flatnonzero(odd):
        yield int(i), int(starts[i]), int(ends[i])


def cells_of(file: Path, row: Irregular, shape: Shape) -> list[str]:
    """The cells of one row as Python's reader finds them; none for a blank row."""
    with file.open("rb") as stream:
        stream.seek(row.start)
        text = stream.read(row.end - row.start).decode()
    return _read(text, shape)


def _read(text: str, shape: Shape) -> list[str]:
    lines = io.StringIO(text, newline="")
    if not shape.quote:
        return next(csv.reader(lines, delimiter=shape.delimiter, quoting=csv.QUOTE_NONE), [])
    return next(csv.reader(lines, delimiter=shape.delimiter, quotechar=shape.quote), [])


def straightened(file: Path, structure: Structure, shape: Shape, copy: Path) -> None:
    """Write a copy of the rows in which each has `columns` cells: irregular ones are filled up or cut.

    What the irregular rows really hold must be looked at elsewhere. Cost: one copy.
    """
    with file.open("rb") as source, copy.open("wb") as target:
        source.seek(structure.start)
        for row in structure.irregular:
            _copy(source, target, row.start - source.tell())
            cells = _read(source.read(row.end - row.start).decode(), shape)
            cells = (cells + [""] * shape.columns)[: shape.columns]
            target.write(_written(cells, shape).encode())
        _copy(source, target, None)


def _written(cells: list[str], shape: Shape) -> str:
    if not shape.quote:
        return shape.delimiter.join(cells)
    quote = shape.quote
    return shape.delimiter.join(f"{quote}{cell.replace(quote, quote * 2)}{quote}" for cell in cells)


def _copy(source: BinaryIO, target: BinaryIO, size: int | None) -> None:
    while size is None or size > 0:
        read = source.read(_BLOCK if size is None else min(size, _BLOCK))
        if not read:
            return
        target.write(read)
        if size is not None:
            size -= len(read)
