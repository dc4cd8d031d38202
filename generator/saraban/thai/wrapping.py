"""Lines of a given width: no mark is parted from its letter, and Thai breaks between syllables where that is sure.

Thai has no spaces between words. Without a dictionary these places are sure to lie between syllables: before a vowel
that is written first (เ แ โ ใ ไ), after ะ, ำ and ๆ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from saraban.thai.width import width

_WORDS = re.compile(r"\s+|\S+")
_BREAK = re.compile(
    r"(?<=[^\s“‘\"'(\[])(?=[เแโใไ])"  # not after what opens
    r"|(?<=[ะำๆ])(?=[ก-ฮ])"
    r"|(?<=[/_])(?=[A-Za-z])"
    r"|(?<=[a-z]-)(?=[a-z])"
    "|(?<=\u200b)"
)
_CLUSTER = re.compile("[เแโใไ]*.[\u0e30-\u0e3a\u0e45-\u0e4e\u0300-\u036f\u200b-\u200d]*", re.DOTALL)
_LETTER = re.compile(".[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f\u200b-\u200d]*", re.DOTALL)


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most `columns` (two or more); only spaces where a line ends are left out."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, columns)]


def _lines(text: str, columns: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(text.strip(), columns):
        if width(line) + width(piece.rstrip()) <= columns:
            line += piece
        else:
            yield line.rstrip()
            line = piece.lstrip()
    yield line.rstrip()


def _pieces(text: str, columns: int) -> Iterator[str]:
    """The parts that a line may end between; only what is wider than a line is cut between any two letters."""
    for word in _WORDS.findall(text):
        for piece in _BREAK.split(word):
            yield from [piece] if width(piece) <= columns else _cut(piece, columns)


def _cut(text: str, columns: int) -> Iterator[str]:
    """Letters with their marks, and with the vowels around them unless that is too wide: nonsense then, no word."""
    for cluster in _CLUSTER.findall(text):
        yield from [cluster] if width(cluster) <= columns else _LETTER.findall(cluster)
