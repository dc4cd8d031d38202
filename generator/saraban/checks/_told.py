"""Faults of tables become findings of one rule, equal ones together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from saraban.checks import Context
from saraban.checks._places import in_table
from saraban.checks._tracked import is_open
from saraban.model import Dataset, Finding, Place, Rule
from saraban.validate import Fault, Faults, More, faults, told_of_tables


def judged(dataset: Dataset, context: Context) -> Faults:
    """The validator's verdict; with the figures of the fields where everybody may have the data."""
    return faults(dataset, context.cache, profiled=is_open(dataset, context))


def findings(
    rule: Rule, dataset: Dataset, context: Context, found: Iterable[Fault], more: Iterable[More] = ()
) -> Iterator[Finding]:
    """A finding for each cause, or kind of fault, in each column."""
    tables = {table.name: table for table in dataset.tables}
    for told in told_of_tables(found, more, _withheld(dataset, context), tables):
        fault = told.first
        if fault.table:
            place = in_table(dataset, context, tables[fault.table], fault.row, ", ".join(fault.fields))
        else:
            place = Place(dataset.descriptor)
        yield rule.finding(dataset.name, place, told.problem, told.cure)


def _withheld(dataset: Dataset, context: Context) -> frozenset[str]:
    """Tables whose values no message may show, since messages stand in public logs.

    One withheld column is enough: in a broken row it may be anywhere.
    """
    public = is_open(dataset, context)
    return frozenset(
        table.name
        for table in dataset.tables
        if not public or table.withheld or any(field.withheld for field in table.schema.fields)
    )
