"""Cells that a spreadsheet would take for formulas get an apostrophe in front, which makes them text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from saraban.cells import missing_values
from saraban.model import Field, ForeignKey, Schema, Table

_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]+)?%?")
# The validator lets nothing but digits, signs and separators into these.
_DIGITS_ONLY = ("integer", "number", "year", "yearmonth", "date", "datetime", "time", "duration", "geopoint")
# What may no longer hold once an apostrophe stands before the value.
_BROKEN = ("format", "itemType")
_BROKEN_CONSTRAINTS = ("pattern", "enum", "minLength", "maxLength")


@dataclass(frozen=True, slots=True)
class Guard:
    """The guard of one column; `free` texts need none."""

    exempt: bool = False
    free: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """The text, safe for a spreadsheet."""
        if not text.startswith(_SIGNS) or self.exempt or text in self.free or _NUMBER.fullmatch(text):
            return text
        return "'" + text


guarded_name = Guard()


def guards(schema: Schema) -> list[Guard]:
    """One guard a column."""
    return [_guard(schema, field) for field in schema.fields]


def _guard(schema: Schema, field: Field) -> Guard:
    # With `bareNumber: false` any text may stand around the digits.
    exempt = field.type in _DIGITS_ONLY and field.standard.get("bareNumber") is not False
    # "-" for a missing value stays as it stands: without letters or digits nothing can be computed.
    signs = (text for text in missing_values(schema, field) if not any(map(str.isalnum, text)))
    return Guard(exempt, frozenset(signs))


def guarded_table(table: Table, rows: Iterable[Sequence[str]]) -> Table:
    """The table as its guarded CSV file must be described: names and listed values with their apostrophes.

    Cost: one pass over the rows.
    """
    guarding = guards(table.schema)
    touched: set[int] = set()
    for row in rows:
        touched.update(i for i, text in enumerate(row) if guarding[i](text) != text)
    fields = tuple(
        replace(
            field,
            name=guarded_name(field.name),
            standard=_standard(field, guarding[i]) if i in touched else field.standard,
        )
        for i, field in enumerate(table.schema.fields)
    )
    return replace(table, schema=_renamed(replace(table.schema, fields=fields)))


def _renamed(schema: Schema) -> Schema:
    """The keys speak of the names in the header."""
    return replace(
        schema,
        primary_key=_names(schema.primary_key),
        unique_keys=tuple(_names(key) for key in schema.unique_keys),
        foreign_keys=tuple(
            ForeignKey(_names(key.fields), key.table, _names(key.reference)) for key in schema.foreign_keys
        ),
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(guarded_name(name) for name in names)


def _standard(field: Field, guard: Guard) -> dict[str, Any]:
    kept = {name: value for name, value in field.standard.items() if name not in _BROKEN}
    if isinstance(limits := kept.get("constraints"), dict):
        kept["constraints"] = {k: v for k, v in limits.items() if k not in _BROKEN_CONSTRAINTS}
    for name in ("categories", "trueValues", "falseValues"):
        if isinstance(values := kept.get(name), list):
            kept[name] = [_listed(value, guard) for value in values]
    return kept


def _listed(value: Any, guard: Guard) -> Any:
    if isinstance(value, dict) and "value" in value:
        return {**value, "value": _listed(value["value"], guard)}
    return guard(value) if isinstance(value, str) else value
