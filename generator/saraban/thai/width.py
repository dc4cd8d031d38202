"""How wide text stands on a terminal: marks above and below take no column of their own."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Columns of a terminal with one font: combining marks none, wide East Asian characters two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int) -> str:
    """The text with spaces after it up to `columns`."""
    return text + " " * (columns - width(text))
