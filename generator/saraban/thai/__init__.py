"""Thai text, order, digits, years, dates and numbers: pure functions with test vectors."""

from __future__ import annotations

from saraban.thai.dates import long_date, short_date
from saraban.thai.digits import to_arabic, to_thai
from saraban.thai.folding import fold
from saraban.thai.numbers import format_number, round_half_up
from saraban.thai.order import collation_key
from saraban.thai.text import normalise
from saraban.thai.years import in_era, is_buddhist, to_common_era

__all__ = [
    "collation_key",
    "fold",
    "format_number",
    "in_era",
    "is_buddhist",
    "long_date",
    "normalise",
    "round_half_up",
    "short_date",
    "to_arabic",
    "to_common_era",
    "to_thai",
]
