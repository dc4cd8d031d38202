"""What a report tells: every finding with its values in full and all the cells in which it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from saraban.checks import Context
from saraban.checks._told import judged  # asked as the checks ask, so that their verdict is in the cache
from saraban.model import Dataset, Finding, Language, Text
from saraban.spreadsheet import columns, letter
from saraban.validate import Fault, Faults, Told, told_of_tables

# Rules whose findings are faults of cells. The findings hide values that no log may show, so they are told anew.
_OF_CELLS = ("table-invalid", "category-unknown", "unique-key-repeated")

Columns = Mapping[str, Mapping[str, int]]  # table → field → its column in the file, from 1


@dataclass(frozen=True, slots=True)
class Spot:
    """Wrong cells of one row; numbers count from 1, as in the file. Without columns it is the whole row.

    `value` is what stands there, None where it is not known. `problem` speaks of this row alone.
    """

    row: int
    columns: tuple[int, ...]
    fields: str
    value: str | None
    problem: Text

    @property
    def letters(self) -> str:
        """The columns as a spreadsheet names them."""
        return ", ".join(map(letter, self.columns))


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding; `count` is how many times it was made, also where the spots are too many to be kept."""

    number: int
    finding: Finding
    spots: tuple[Spot, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of one dataset, to whom it may be shown in full."""

    dataset: Dataset
    entries: tuple[Entry, ...]
    today: date
    languages: tuple[Language, ...]

    def of_table(self, name: str) -> Sequence[Entry]:
        """The entries of one table."""
        return [entry for entry in self.entries if entry.finding.place.table == name]

    def wrong_rows(self, name: str) -> frozenset[int]:
        """The rows of a table in which something was found."""
        return frozenset(spot.row for entry in self.of_table(name) for spot in entry.spots)


def entries(dataset: Dataset, findings: Sequence[Finding], context: Context) -> tuple[Entry, ...]:
    """The findings in their order, from 1. Cost: none beyond the check that was made before, with its cache."""
    retold = _Retold(dataset, findings, context)
    return tuple(
        retold.entry(number, finding) if finding.place.table else Entry(number, finding)
        for number, finding in enumerate(findings, start=1)
    )


class _Retold:
    """The faults of cells by the place that their finding names."""

    def __init__(self, dataset: Dataset, findings: Iterable[Finding], context: Context) -> None:
        rules = {finding.rule for finding in findings} & {*_OF_CELLS}
        self.tables = {table.name: table for table in dataset.tables}
        named = {finding.place.table for finding in findings if finding.place.row is not None}
        self.columns = {name: columns(table) for name, table in self.tables.items() if name in named}
        self.told: dict[tuple[object, ...], list[Told]] = defaultdict(list)
        if rules:
            found = judged(dataset, context)
            for rule in rules:
                for told in told_of_tables(_faults(found, rule), found.more, tables=self.tables):
                    first = told.first
                    self.told[rule, first.table, first.row, ", ".join(first.fields)].append(told)

    def entry(self, number: int, finding: Finding) -> Entry:
        place = finding.place
        known = self.columns.get(place.table, {})
        told = self.told.get((finding.rule, place.table, place.row, place.field))
        if told:
            first = told.pop(0)
            full = replace(finding, problem=first.problem, cure=first.cure)
            return Entry(number, full, tuple(self._spots(first, known)), first.count)
        if place.row is None:
            return Entry(number, finding)
        spot = Spot(place.row, _named([place.field], known), place.field, None, finding.problem)
        return Entry(number, finding, (spot,))

    def _spots(self, told: Told, known: Mapping[str, int]) -> Iterator[Spot]:
        for fault in told.faults:
            if fault.row is not None:
                (alone,) = told_of_tables([fault], tables=self.tables)
                single = fault.column is not None and len(fault.fields) <= 1
                places = (fault.column or 0,) if single else _named(fault.fields, known)
                yield Spot(fault.row, places, ", ".join(fault.fields), fault.cell, alone.problem)


def _faults(found: Faults, rule: str) -> Sequence[Fault]:
    if rule == "table-invalid":
        return found.tables
    return [fault for fault in found.left_out if fault.type == rule]


def _named(fields: Iterable[str], known: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(known[field] for field in fields if field in known)
