"""Flow charts: where the boxes, diamonds and arrows of a procedure stand, and how words break inside them.

A chart is one column, so that it can be read on a telephone. Its units are about one pixel there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

WIDTH = 372
_MIDDLE = 168  # of the column
_HALF = 148  # half a box
_LANE = 350  # where the way back runs
_GAP = 36  # between two shapes, for the arrow
_LINE = 22  # height of a line of words
_NOTE = 20  # height of the line below them
_SIZE = 15  # of the letters

# Where a line may end, best places first: at a space (also one of no width, which an author can put anywhere), before
# a word that joins, before a vowel that begins a syllable, and at last anywhere between two syllables' letters.
_BREAKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[\s\u200b])",
        r"(?=และ|หรือ|เพื่อ|โดย)",
        r"(?=[เแโใไ])",
        r"(?<![เแโใไ])(?=[^ะ-ฺ็-์ฯๆ])",
    )
)
_NARROW = frozenset(" เ.,:;'!|()[]/-fijlrtI")
_BROAD = frozenset("ฌญฒณmMW@")


@dataclass(frozen=True, slots=True)
class Shape:
    """One node: its words, the line below them, and the place it takes."""

    kind: Literal["end", "step", "decision"]
    number: int  # of the step; 0 for start and end
    lines: tuple[str, ...]
    note: str
    top: float
    half_width: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.top + self.height / 2

    @property
    def baselines(self) -> tuple[float, ...]:
        """Where each line of words stands, and the note's as the last one."""
        block = len(self.lines) * _LINE + (_NOTE if self.note else 0)
        first = self.middle - block / 2 + _SIZE
        rows = [first + index * _LINE for index in range(len(self.lines))]
        return (*rows, rows[-1] + _NOTE)


@dataclass(frozen=True, slots=True)
class Chart:
    """A laid out flow chart: shapes from top to bottom, and the decisions' ways back (index from, index to)."""

    shapes: tuple[Shape, ...]
    returns: tuple[tuple[int, int], ...]
    middle: int = _MIDDLE
    lane: int = _LANE
    width: int = WIDTH

    @property
    def height(self) -> float:
        """Of the whole chart."""
        last = self.shapes[-1]
        return last.top + last.height + 2


def chart(steps: Sequence[tuple[str, str, bool]], start: str, end: str) -> Chart:
    """Lay out steps, each (words, note, whether it is a decision), between the words of start and end.

    A decision that says no leads back to the nearest step before it that is none.
    """
    shapes = [_shape("end", 0, start, "", 2.0)]
    for number, (words, note, decides) in enumerate(steps, 1):
        shapes.append(_shape("decision" if decides else "step", number, words, note, _below(shapes)))
    shapes.append(_shape("end", 0, end, "", _below(shapes)))
    return Chart(tuple(shapes), tuple(_returns(shapes)))


def _below(shapes: Sequence[Shape]) -> float:
    return shapes[-1].top + shapes[-1].height + _GAP


def _returns(shapes: Sequence[Shape]) -> Iterator[tuple[int, int]]:
    target = 0
    for index, shape in enumerate(shapes):
        if shape.kind == "step":
            target = index
        elif shape.kind == "decision":
            yield index, target


def _shape(kind: Literal["end", "step", "decision"], number: int, words: str, note: str, top: float) -> Shape:
    room = 2 * _HALF - (140 if kind == "decision" else 48)
    lines = tuple(wrap(words, room))
    block = len(lines) * _LINE + (_NOTE if note else 0)
    if kind == "end":
        return Shape(kind, number, lines, note, top, max(map(advance, lines)) / 2 + 28, block + 18)
    if kind == "step":
        return Shape(kind, number, lines, note, top, _HALF, block + 24)
    # The corners of the words' rectangle must lie inside the diamond.
    widest = max(advance(line) for line in (*lines, note)) + 8
    return Shape(kind, number, lines, note, top, _HALF, max(84.0, block / (1 - widest / 2 / _HALF)))


def advance(words: str) -> float:
    """About how wide the words stand in the chart; rather too wide than too narrow."""
    return sum(_advance(character) for character in words) * _SIZE


def _advance(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Cf"):
        return 0
    if character in _NARROW:
        return 0.38
    return 0.88 if character in _BROAD else 0.63


def wrap(words: str, room: float, rank: int = 0) -> list[str]:
    """The words in lines of at most `room`, broken at the best places there are."""
    lines = [""]
    for piece in _BREAKS[rank].split(words):
        if advance((lines[-1] + piece).rstrip()) <= room:
            lines[-1] += piece
        elif advance(piece.rstrip()) > room and rank + 1 < len(_BREAKS):
            lines += wrap(piece, room, rank + 1)
        else:
            lines.append(piece)
    return [line.strip(" \u200b") for line in lines if line.strip(" \u200b")] or [""]
