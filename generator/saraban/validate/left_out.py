"""What the standard asks for and frictionless leaves out: `categories` and `uniqueKeys`, looked at row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from saraban.model import Field, Table
from saraban.validate.faults import Fault
from saraban.validate.values import value_reader

Values = Mapping[str, Any]  # the values of a row by field


def permitted(table: Table) -> dict[str, frozenset[str]]:
    """The categories of each field that has them, as its type writes them: a code 01 of an integer column is 1."""
    return {field.name: _known(field, table) for field in table.schema.fields if field.categories}


def _known(field: Field, table: Table) -> frozenset[str]:
    read = value_reader(field, table)
    return frozenset(form(value) for entry in field.categories if (value := read(entry.value)) is not None)


def form(value: Any) -> str:
    """A text that is the same for equal values of one field: 1.0 is 1."""
    if isinstance(value, Decimal) and value.is_finite():
        return str((value + 0).normalize())
    return str(value)


def left_out(table: Table) -> Callable[[int, Values], Iterator[Fault]]:
    """A function that tells the faults of one row after another: it remembers the keys of the earlier ones.

    Cost: the values of the keys in memory; nothing for a table that has neither.
    """
    known = permitted(table)
    names = {field.name for field in table.schema.fields}
    seen: dict[tuple[str, ...], dict[str, int]] = {
        key: {} for key in table.schema.unique_keys if names.issuperset(key)
    }
    places = {field.name: field.position + 1 for field in table.schema.fields}

    def faults(number: int, row: Values) -> Iterator[Fault]:
        for name, among in known.items():
            value = row.get(name)
            if value is not None and form(value) not in among:
                fault = Fault("category-unknown", "", "", table.name, number, (name,), str(value))
                yield replace(fault, column=places[name])
        for key, rows in seen.items():
            earlier = _earlier([row.get(name) for name in key], rows, number)
            if earlier:
                cell = ", ".join(str(row.get(name)) for name in key)
                note = f"the same as in the row at position {earlier}"
                fault = Fault("unique-key-repeated", note, "", table.name, number, key, cell)
                yield replace(fault, column=places[key[0]])

    return faults


def _earlier(cells: list[Any], rows: dict[str, int], number: int) -> int | None:
    """The first row with the same key. As in SQL a row with no value in the key does not count."""
    if None in cells:
        return None
    key = repr([form(cell) for cell in cells])  # lists and mappings have no hash of their own
    earlier = rows.setdefault(key, number)
    return earlier if earlier != number else None
