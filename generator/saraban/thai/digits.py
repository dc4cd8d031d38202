"""Thai and Arabic digits. Source: Unicode, U+0E50 to U+0E59."""

from __future__ import annotations

import re

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def to_arabic(text: str) -> str:
    """The text with ๐–๙ written 0–9."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """The text with 0–9 written ๐–๙."""
    return text.translate(_TO_THAI)


_LATIN_WORD = re.compile(r"(\S*[A-Za-z@]\S*)")


def to_thai_prose(text: str) -> str:
    """The text with Thai digits, as official letters have them; addresses, codes and Latin words keep theirs."""
    parts = _LATIN_WORD.split(text)
    return "".join(part if i % 2 else to_thai(part) for i, part in enumerate(parts))
