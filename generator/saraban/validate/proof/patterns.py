"""Which regular expressions mean to the engine (RE2) at most what they mean to Python."""

from __future__ import annotations

import re

# What both read alike. Left out: look-around, back references, flags, the negations of digits and letters (Python
# knows those of all scripts, RE2 those of ASCII), and escapes that only one of them knows.
_PUNCTUATION = r"\\[^\w\s]"
_TOKENS = re.compile(
    rf"(?:\\[dws]|{_PUNCTUATION}"
    rf"|\[(?:\\[dws]|{_PUNCTUATION}|[^\\\[\]^])(?:\\[dws]|{_PUNCTUATION}|[^\\\[\]])*\]"
    rf"|\[\^(?:{_PUNCTUATION}|[^\\\[\]])+\]"
    r"|\((?:\?:)?(?!\?)|[)|.^$]"
    r"|[*+?]\??(?!\+)|\{\d{1,3}(?:,\d{0,3})?\}\??(?!\+)"
    r"|[^\\\[\](){}|.^$*+?])*",
    re.ASCII,
)
_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")
_NESTED = re.compile(r"\)\s*(?:[*+]|\{)")


class PatternTooSlow(Exception):
    """A pattern needs more time for one value than anybody can wait; the message is the pattern."""


def is_shared(pattern: str) -> bool:
    """Whether a text that matches wholly in RE2 also matches in Python, anchored as frictionless does it."""
    if not _TOKENS.fullmatch(pattern):
        return False
    try:
        re.compile(f"^{pattern}$")
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def may_explode(pattern: str) -> bool:
    """Whether Python may need time that grows faster than the text: repeats in repeats, or several without a bound."""
    return bool(_NESTED.search(pattern)) or len(_UNBOUNDED.findall(pattern)) > 1
