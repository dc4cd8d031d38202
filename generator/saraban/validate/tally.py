"""The figures of a table that is read row by row: those that the engine gives of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from saraban.model import Field, FieldProfile
from saraban.validate.proof.statistics import is_enumerated, most_frequent

_ORDERED = ("integer", "number", "date", "year", "yearmonth")
_MOST = 100_000  # different values of one field that are held in memory


class _Tally:
    """The figures of one field while the rows go by."""

    def __init__(self, field: Field) -> None:
        said = {**field.standard, "type": field.type, "categories": field.categories}
        self.name = field.name
        self.missing = 0
        self.seen: set[Any] | None = set()
        self.ordered = field.type in _ORDERED
        self.bounds: tuple[Any, Any] | None = None
        self.counts = Counter[str]() if is_enumerated(said) else None

    def see(self, value: Any, cell: Any) -> None:
        if value is None:
            self.missing += 1
            return
        text = str(cell)
        if self.seen is not None:
            self.seen.add(text)
            self.seen = self.seen if len(self.seen) <= _MOST else None
        if self.ordered and not (isinstance(value, Decimal) and value.is_nan()):
            low, high = self.bounds or (value, value)
            self.bounds = (min(low, value), max(high, value))
        if self.counts is not None:
            self.counts[text] += 1

    def profile(self) -> FieldProfile:
        least, greatest = map(_written, self.bounds) if self.bounds else (None, None)
        frequent = most_frequent([*self.counts.items()]) if self.counts else ()
        different = None if self.seen is None else len(self.seen)
        return FieldProfile(self.name, self.missing, different, least, greatest, frequent)


def _written(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value.is_finite() else str(value)
    return f"{value.year:04d}-{value.month:02d}" if hasattr(value, "_fields") else str(value)


def tally(
    fields: Sequence[Field],
) -> tuple[Callable[[Mapping[str, Any], Sequence[Any]], None], Callable[[], Iterator[FieldProfile]]]:
    """Two functions: one sees the values and cells of a row, one tells the figures at the end.

    Cost: the different values of each field in memory, at most 100,000 of them.
    """
    tallies = [_Tally(field) for field in fields]

    def see(row: Mapping[str, Any], cells: Sequence[Any]) -> None:
        names = list(row)
        for entry in tallies:
            if entry.name in row:
                place = names.index(entry.name)
                entry.see(row[entry.name], cells[place] if place < len(cells) else "")

    return see, lambda: (entry.profile() for entry in tallies)
