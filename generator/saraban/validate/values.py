"""The values of a table as its schema means them, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from frictionless import Field as Reader
from frictionless import FrictionlessException

from saraban.cells import CellsUnreadable, missing_values, numbered_rows
from saraban.model import Field, Table

# What reading a value depends on; constraints and examples play no part in it.
_FOR_READING = ("format", "trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber")

Values = tuple[Any, ...]


def value_reader(field: Field, table: Table) -> Callable[[Any], Any]:
    """A function from a cell to its value; None for no value, and for a cell that is none of the field's type."""
    missing = list(missing_values(table.schema, field))
    said = {key: field.standard[key] for key in _FOR_READING if key in field.standard}
    try:
        made = Reader.from_descriptor({"name": "value", "type": field.type, "missingValues": missing, **said})
    except FrictionlessException:  # the oracle tells of it
        return lambda _: None
    read = made.create_cell_reader()

    def value(cell: Any) -> Any:
        found, notes = read(cell)
        return None if notes else found

    return value


def values(table: Table, names: Sequence[str]) -> Iterator[tuple[int, Values]]:
    """Row number and values of the named fields, for a table that has them all. A broken table has no more rows."""
    fields = {field.name: (place, field) for place, field in enumerate(table.schema.fields)}
    if not set(names) <= fields.keys():
        return
    picks = [(fields[name][0], value_reader(fields[name][1], table)) for name in names]
    try:
        for number, cells in numbered_rows(table):
            yield number, tuple(read(cells[place]) for place, read in picks)
    except CellsUnreadable:  # the oracle tells of it
        return
