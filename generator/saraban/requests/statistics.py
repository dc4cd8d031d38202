"""Public counts of finished years: no names, and no number so small that it tells of a person.

A year is counted once it is over, so that no two editions can be subtracted from each other. A breakdown is shown whole
or not at all: with one part hidden, the rest and the total would give it away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from saraban.requests.due import Times
from saraban.requests.entry import RESULTS, Entry

Cell = int | str | None  # None: not shown, or nothing to tell
GROUNDED = ("refused", "part")


@dataclass(frozen=True, slots=True)
class Counts:
    """The public tables: header and rows of each, by name."""

    years: tuple[int, ...]
    tables: Mapping[str, tuple[Sequence[str], tuple[Sequence[Cell], ...]]]


def counts(entries: Iterable[Entry], times: Times, today: date, grounds: Sequence[str]) -> Counts:
    """The counts of every fiscal year that is over. Years are those of the Common Era; the writer turns them."""
    start = times.settings.years.fiscal_start
    asked = times.settings.request
    assert asked is not None  # the desk exists
    below = asked.desk.suppress_below
    received: dict[int, list[Entry]] = {}
    decided: dict[int, list[Entry]] = {}
    for entry in entries:
        received.setdefault(fiscal_year(entry.received, start), []).append(entry)
        if entry.decision:
            decided.setdefault(fiscal_year(entry.decision.on, start), []).append(entry)
    years = tuple(year for year in _span([*received, *decided]) if last_day_of(year, start) < today)
    made = [_Year(year, received.get(year, []), decided.get(year, []), times, below) for year in years]
    return Counts(
        years,
        {
            "years": (
                ("fiscal_year", "received", "decided", "in_time", "late", "median_days"),
                tuple(year.totals() for year in made),
            ),
            "results": (
                ("fiscal_year", "result", "requests"),
                tuple(row for year in made for row in year.results()),
            ),
            "grounds": (
                ("fiscal_year", "ground", "requests"),
                tuple(row for year in made for row in year.grounds(grounds)),
            ),
        },
    )


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    received: list[Entry]
    decided: list[Entry]
    times: Times
    below: int

    def small(self, *numbers: int) -> bool:
        """Whether one of the numbers is too small to be shown. Nothing at all is no person's secret."""
        return any(0 < number < self.below for number in numbers)

    def totals(self) -> Sequence[Cell]:
        late = sum(self._is_late(entry) for entry in self.decided)
        in_time = len(self.decided) - late
        shown = not self.small(len(self.decided))
        split = shown and not self.small(late, in_time)
        days = [(entry.decision.on - entry.received).days for entry in self.decided if entry.decision]
        return (
            self.year,
            None if self.small(len(self.received)) else len(self.received),
            len(self.decided) if shown else None,
            in_time if split else None,
            late if split else None,
            round(median(days)) if shown and days else None,
        )

    def _is_late(self, entry: Entry) -> bool:
        return entry.decision is not None and entry.decision.on > self.times.answer(entry).day

    def _by_result(self) -> Counter[str]:
        return Counter(entry.decision.result for entry in self.decided if entry.decision)

    def results(self) -> Iterator[Sequence[Cell]]:
        found = self._by_result()
        hidden = self.small(*found.values())
        yield from ((self.year, result, None if hidden else found[result]) for result in RESULTS)

    def grounds(self, known: Sequence[str]) -> Iterator[Sequence[Cell]]:
        """Every ground of the catalogue, so that a hidden year does not show even which it was."""
        by_result = self._by_result()
        refusals = [e.decision for e in self.decided if e.decision and e.decision.result in GROUNDED]
        found = Counter(decision.ground for decision in refusals)
        hidden = self.small(*found.values(), *by_result.values())
        listed = [*known, *sorted(set(found) - set(known))] if not hidden else known
        yield from ((self.year, ground, None if hidden else found[ground]) for ground in listed)


def fiscal_year(day: date, start: tuple[int, int]) -> int:
    """The year in which the fiscal year of a day ends."""
    return day.year + (start != (1, 1) and (day.month, day.day) >= start)


def last_day_of(year: int, start: tuple[int, int]) -> date:
    """The last day of a fiscal year."""
    first_of_next = date(year + (start == (1, 1)), *start)
    return first_of_next - timedelta(days=1)


def _span(years: Sequence[int]) -> range:
    return range(min(years), max(years) + 1) if years else range(0)
