"""Days counted as the law counts them: the day after is the first, and a last day that is closed moves on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5


def closed(day: date, holidays: Collection[date]) -> bool:
    """Whether the office is closed: Saturdays, Sundays and holidays."""
    return day.weekday() >= _SATURDAY or day in holidays


def last_day(begun: date, days: int, day_kind: str, holidays: Collection[date]) -> date:
    """The last day of a time of `days` that began with something done on the day `begun`.

    That day does not count. A last day on which the office is closed moves to the next day that it is open. (In
    Thailand: Civil and Commercial Code, sections 193/3 and 193/8.) `day_kind` is "calendar" or "working".
    """
    day, left = begun, days
    while left or closed(day, holidays):
        day += timedelta(days=1)
        counts = day_kind == "calendar" or not closed(day, holidays)
        left = max(left - counts, 0)
    return day


def years_without_holidays(days: Collection[date], holidays: Collection[date]) -> list[int]:
    """The years of these days for which no holiday is known: a time that ends there may end a day too early."""
    known = {day.year for day in holidays}
    return sorted({day.year for day in days} - known)
