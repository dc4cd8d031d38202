"""Rows of tables, mostly as their fields want them; what spoils them; and the text that they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.validation.sample import Descriptor
from tests.validation.spellings import ALL, LINES, NAMES, good

Row = list[str]

_FUZZ = {
    "string": "abก็ \"',;\n\\#1é",
    "number": "0123456789+-.,eE_ ๑%",
    "moment": "0123456789-/:.TZ+ ๑",
    "json": '[]{}":,1a e.',
}
_FUZZ_OF = {
    **dict.fromkeys(("integer", "number", "year"), "number"),
    **dict.fromkeys(("date", "time", "datetime", "yearmonth", "duration"), "moment"),
    **dict.fromkeys(("geopoint", "geojson", "object", "array", "list"), "json"),
}


def names(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Names of fields, each once."""
    return st.lists(st.sampled_from(NAMES), min_size=least, max_size=most, unique=True)


@st.composite
def rows(draw: st.DrawFn, fields: Sequence[Descriptor], least: int, most: int, odd: int = 8) -> list[Row]:
    """Rows whose cells their fields take, with up to `odd` other texts a column."""
    pools = []
    for field in fields:
        taken = list(good(field))
        pool = taken * max(1, 40 // len(taken))
        if odd and draw(st.booleans()):
            pool += draw(st.lists(st.sampled_from(ALL), max_size=odd))
            letters = _FUZZ[_FUZZ_OF.get(field.get("type", "any"), "string")]
            pool += draw(st.lists(st.text(letters, max_size=9), max_size=odd // 2))
        pools.append(st.sampled_from(pool))
    size = draw(st.integers(least, most))
    found = draw(st.lists(st.tuples(*pools), min_size=size, max_size=size))
    return [list(row) for row in found]


@dataclass(frozen=True)
class Hand:
    """How a table is written: `quoting` is minimal, all, some or never; `ends` stand after the lines in turn."""

    delimiter: str = ","
    quote: str = '"'
    quoting: str = "minimal"
    ends: tuple[str, ...] = ("\n",)
    last: bool = True
    escape: str = ""

    def line(self, cells: Sequence[str]) -> str:
        """A row without its end."""
        return self.delimiter.join(self._cell(cell, i) for i, cell in enumerate(cells)) or '""' * (
            len(cells) == 1
        )

    def text(self, lines: Sequence[str]) -> str:
        """The whole file."""
        ended = [line + self.ends[i % len(self.ends)] for i, line in enumerate(lines)]
        if ended and not self.last:
            ended[-1] = lines[-1]
        return "".join(ended)

    def _cell(self, cell: str, place: int) -> str:
        must = any(mark in cell for mark in (self.delimiter, self.quote or '"', "\n", "\r"))
        wanted = {"minimal": must, "all": True, "some": must or place % 2 == 0, "never": False}[self.quoting]
        if not (wanted and self.quote):
            return cell
        inner = cell.replace(self.escape, self.escape * 2) if self.escape else cell
        return self.quote + inner.replace(self.quote, (self.escape or self.quote) + self.quote) + self.quote


@st.composite
def hands(draw: st.DrawFn, delimiter: str = ",", quote: str = '"', escape: str = "") -> Hand:
    """Ways to write a table, most of them orderly."""
    ends = draw(
        st.sampled_from([("\n",)] * 5 + [("\r\n",)] * 4 + [("\r",), ("\n", "\r\n"), ("\n", "\n", "\n", "\r")])
    )
    quoting = draw(st.sampled_from(["minimal"] * 6 + ["all", "all", "some", "never"]))
    return Hand(delimiter, quote, quoting, ends, draw(st.integers(0, 4)) > 0, escape)


_LINES = (*LINES, "x" * 5_000, '"' + "y" * 3_000 + '",1')


@st.composite
def spoiled(draw: st.DrawFn, hand: Hand, header: Sequence[str] | None, body: list[Row]) -> list[str]:
    """The lines of a table with up to four things wrong in it."""
    lines = [hand.line(row) for row in ([header] if header is not None else []) + body]
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2, 4]))):
        place = draw(st.integers(0, len(lines)))
        kind = draw(st.sampled_from(("odd", "odd", "blank", "twice", "short", "long", "drop", "end")))
        if kind == "odd":
            lines.insert(place, _as_hand(draw(st.sampled_from(_LINES)), hand))
        elif kind == "blank":
            lines.insert(place, "")
        elif kind == "end":
            lines += [
                draw(st.sampled_from(["", " ", hand.delimiter, '"'])) for _ in range(draw(st.integers(1, 3)))
            ]
        elif place < len(lines):
            lines[place : place + 1] = _changed(kind, lines[place], hand)
    return lines


def _as_hand(line: str, hand: Hand) -> str:
    swaps = {",": hand.delimiter, '"': hand.quote or '"'}
    return "".join(swaps.get(letter, letter) for letter in line)


def _changed(kind: str, line: str, hand: Hand) -> list[str]:
    return {
        "twice": [line, line],
        "short": [line.rpartition(hand.delimiter)[0]],
        "long": [line + hand.delimiter + "x"],
        "drop": [],
    }[kind]


@st.composite
def labels(draw: st.DrawFn, named: Sequence[str]) -> list[str]:
    """The header of a table: as the fields are named, or not quite."""
    found = list(named)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3]))):
        place = draw(st.integers(0, len(found)))
        kind = draw(
            st.sampled_from(("blank", "twice", "missing", "extra", "renamed", "case", "swapped", "space"))
        )
        label = draw(st.sampled_from(NAMES))
        if kind == "extra":
            found.insert(place, label)
        elif place < len(found):
            _spoil(found, place, kind, label)
    return found


def _spoil(found: list[str], place: int, kind: str, label: str) -> None:
    if kind == "missing":
        del found[place]
    elif kind == "swapped":
        found[place], found[0] = found[0], found[place]
    else:
        here = found[place]
        changed = {
            "blank": "",
            "twice": found[0],
            "renamed": label,
            "case": here.swapcase(),
            "space": here + " ",
        }
        found[place] = changed[kind]


def values(field: Descriptor) -> st.SearchStrategy[Any]:
    """Cells as JSON and spreadsheets hold them."""
    taken: list[Any] = list(good(field))
    typed: list[Any] = [
        None,
        True,
        False,
        0,
        1,
        5,
        -2,
        2569,
        10**20,
        1.0,
        1.5,
        0.1,
        "",
        " ",
        "x",
        "ก",
        [],
        ["a"],
        [1, 2],
    ]
    typed += [
        {},
        {"a": 1},
        [100.5, 13.7],
        {"lon": 1, "lat": 2},
        {"type": "Point", "coordinates": [1, 2]},
        [2026, 1],
        [2026, 13],
    ]
    return st.sampled_from(taken * max(1, 60 // len(taken)) + typed)
