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
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_REPEAT = re.compile(r"(\)?)(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})")
_MOST_WAYS = 1_000  # to match one text: what Python tries in no time


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
    """Whether Python may need time that grows faster than the text.

    Harmless is a chain of letters and classes with at most one repeat without a bound, no repeated group, and few ways
    in which its choices and bounded repeats can be combined.
    """
    plain = _ATOM.sub("a", pattern)
    ways, unbounded = 1 + plain.count("|"), 0
    ways = 2 ** plain.count("|") if "(" in plain else ways
    for group, sign, least, comma, most in _REPEAT.findall(plain):
        if sign == "?":
            ways *= 2
        elif group:
            return True
        elif sign or (comma and not most):
            unbounded += 1
        elif comma:
            ways *= int(most) - int(least) + 1
    return unbounded > 1 or ways > _MOST_WAYS
