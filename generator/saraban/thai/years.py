"""Buddhist and Common Era years. Source: พ.ศ. = ค.ศ. + 543, for dates from 1 January 2484 (1941) on."""

from __future__ import annotations

from saraban.model import Language

_AHEAD = 543
_FIRST_BUDDHIST = 2400  # no data speaks of the Common Era year 2400, none of the Buddhist year 2399 (1856)


def is_buddhist(year: int) -> bool:
    """Whether a year can only be meant as a Buddhist one: 2400 and later."""
    return year >= _FIRST_BUDDHIST


def to_common_era(year: int) -> int:
    """The year as a Common Era number, whichever era it came in. Subtract before a date is made of it:
    29 February 2567 exists (2024), but 2567 is no leap year of the Common Era.
    """
    return year - _AHEAD if is_buddhist(year) else year


def in_era(year: int, language: Language) -> int:
    """The number that readers of `language` know the year by: Buddhist in Thai, else Common Era."""
    common = to_common_era(year)
    return common + _AHEAD if language == "th" else common
