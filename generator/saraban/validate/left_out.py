"""What the standard asks for and frictionless leaves out: `categories` and `uniqueKeys`, in one pass over a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from saraban.model import Field, Table
from saraban.validate.faults import Fault
from saraban.validate.values import value_reader, values


def left_out(table: Table) -> Iterator[Fault]:
    """Values that are none of their field's categories, and rows whose unique key stood in an earlier one.

    Cost: one pass, with the values of the keys in memory; none for a table that has neither.
    """
    known = {field.name: _known(field, table) for field in table.schema.fields if field.categories}
    names = {field.name for field in table.schema.fields}
    seen: dict[tuple[str, ...], set[str]] = {
        key: set() for key in table.schema.unique_keys if names.issuperset(key)
    }
    wanted = list(dict.fromkeys([*known, *(name for key in seen for name in key)]))
    if not wanted:
        return
    for number, cells in values(table, wanted):
        row = dict(zip(wanted, cells, strict=True))
        for name, permitted in known.items():
            if row[name] is not None and str(row[name]) not in permitted:
                yield Fault(
                    "category-unknown", table=table.name, row=number, fields=(name,), cell=str(row[name])
                )
        for key, taken in seen.items():
            if _is_taken(row, key, taken):
                cell = ", ".join(str(row[name]) for name in key)
                yield Fault("unique-key-repeated", table=table.name, row=number, fields=key, cell=cell)


def _known(field: Field, table: Table) -> frozenset[str]:
    """The categories as the field's type writes them, so that a code 01 of an integer column is 1."""
    read = value_reader(field, table)
    return frozenset(str(read(entry.value)) for entry in field.categories)


def _is_taken(row: Mapping[str, Any], key: tuple[str, ...], taken: set[str]) -> bool:
    """As in SQL: a row with no value in the key does not count."""
    cells = [row[name] for name in key]
    if None in cells:
        return False
    value = repr(cells)  # lists and mappings have no hash of their own
    if value in taken:
        return True
    taken.add(value)
    return False
