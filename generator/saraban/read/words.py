"""Small readers of raw descriptor values: words in two languages, dates, years. They never raise."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from saraban.model import Text
from saraban.thai.years import to_common_era

Raw = Mapping[str, Any]

_LANGUAGE = re.compile(r"^[a-z]{2}$")
_LONGEST_NAME = 80  # file systems hold 255 bytes, and a name gets extensions and folders around it
_LATEST_YEAR, _LONGEST_SPAN = 3000, 200


def string(value: Any) -> str:
    """The value as words: numbers are written out, anything else is nothing."""
    return exact(value).strip()


def exact(value: Any) -> str:
    """The value as it would stand in a cell: blanks around it are part of it."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        return str(value)
    except ValueError:  # Python refuses to write integers of thousands of digits
        return ""


def cut(name: str) -> str:
    """A name that a file system can hold: a long one ends in its hash, so that it stays its own."""
    if len(name) <= _LONGEST_NAME:
        return name
    ending = "-" + hashlib.sha256(name.encode()).hexdigest()[:8]
    return name[: _LONGEST_NAME - len(ending)] + ending


def text(raw: Raw, key: str) -> Text:
    """`key` in the primary language, and every `key_xx` in another."""
    prefix = key + "_"
    others = tuple(
        sorted(
            (name[len(prefix) :], string(value))
            for name, value in raw.items()
            if isinstance(name, str)
            and name.startswith(prefix)
            and _LANGUAGE.match(name[len(prefix) :])
            and string(value)
        )
    )
    return Text(string(raw.get(key)), others)


def texts(raw: Raw, key: str) -> tuple[Text, ...]:
    """A list of words, with the same list in other languages beside it (`key_en`)."""
    lists = {
        name: [string(item) for item in value]
        for name, value in raw.items()
        if isinstance(name, str)
        and isinstance(value, list)
        and (name == key or (name.startswith(key + "_") and _LANGUAGE.match(name[len(key) + 1 :])))
    }
    primary = lists.pop(key, [])
    return tuple(
        Text(
            words,
            tuple(
                (name[-2:], other[i]) for name, other in sorted(lists.items()) if i < len(other) and other[i]
            ),
        )
        for i, words in enumerate(primary)
        if words
    )


def mappings(value: Any) -> list[Raw]:
    """The mappings in a list; what is not one is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def mapping(value: Any) -> Raw:
    """The mapping, or an empty one."""
    return value if isinstance(value, dict) else {}


def day(value: Any) -> date | None:
    """An ISO date in the Common Era; None when it is not one (a Buddhist year is not one)."""
    if isinstance(value, date):
        return value
    try:
        found = date.fromisoformat(string(value)[:10])
    except ValueError:
        return None
    return None if found.year >= 2400 else found


def years(value: Any) -> tuple[int, int] | None:
    """A year or `[first, last]`, in either era, as Common Era years."""
    given = value if isinstance(value, list) else [value]
    words = [string(item) for item in given]
    if len(words) not in (1, 2) or not all(word.isdecimal() and len(word) <= 4 for word in words):
        return None
    first, last = to_common_era(int(words[0])), to_common_era(int(words[-1]))
    return (first, last) if 1 <= first <= last <= min(_LATEST_YEAR, first + _LONGEST_SPAN) else None
