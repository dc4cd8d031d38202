"""What the one pass over a table tells of its fields besides that they are well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from saraban.model import FieldProfile
from saraban.validate.proof.table import TextTable

_ORDERED = ("integer", "number", "date", "yearmonth")
MOST_FREQUENT = 20


def is_enumerated(descriptor: Mapping[str, Any]) -> bool:
    """Whether the values of a field are a list that its publisher knows."""
    constraints = descriptor.get("constraints") or {}
    return (
        bool(descriptor.get("categories") or constraints.get("enum")) or descriptor.get("type") == "boolean"
    )


def statistics(table: TextTable, withheld: frozenset[str]) -> Iterator[str]:
    """SQL: one structure of figures for each field that is not withheld."""
    for column, expected in zip(table.columns, table.expected, strict=True):
        if column.name in withheld:
            continue
        there = f"FILTER (WHERE NOT {column.missing})"
        listed = is_enumerated(expected.descriptor)
        ordered = column.proof.kind in _ORDERED
        said = {
            "odd": f"count(*) FILTER (WHERE NOT {column.missing} AND NOT {column.proof.is_of_type})",
            "missing": f"count(*) FILTER (WHERE {column.missing})",
            "different": "NULL" if listed else f"count(DISTINCT {column.text}) {there}",
            "least": f"CAST(min({column.value}) AS VARCHAR)" if ordered else "NULL",
            "greatest": f"CAST(max({column.value}) AS VARCHAR)" if ordered else "NULL",
            "frequent": f"histogram({column.text}) {there}" if listed else "NULL",
        }
        yield "{" + ", ".join(f"'{name}': {sql}" for name, sql in said.items()) + "}"


def profiles(
    table: TextTable, withheld: frozenset[str], found: Sequence[Mapping[str, Any]]
) -> Iterator[FieldProfile]:
    """The figures as values. Where the engine could not read all texts of a column, it knows no range of them."""
    fields = [expected for expected in table.expected if expected.name not in withheld]
    for expected, row in zip(fields, found, strict=True):
        frequent = tuple(row["frequent"].items()) if row["frequent"] else ()
        yield FieldProfile(
            expected.name,
            row["missing"],
            len(row["frequent"] or ()) if row["different"] is None else row["different"],
            None if row["odd"] else _written(row["least"]),
            None if row["odd"] else _written(row["greatest"]),
            most_frequent(frequent),
        )


def _written(value: str | None) -> str | None:
    """A number without the zeros that only the engine gives it."""
    return value.rstrip("0").rstrip(".") if value and "." in value else value


def most_frequent(counts: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The values that come most often, each with its count."""
    return tuple(sorted(counts, key=lambda entry: (-entry[1], entry[0]))[:MOST_FREQUENT])
