"""Rows that are shown to frictionless: its errors of their cells, and of the keys between them, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from frictionless import errors
from frictionless.resources import TableResource
from frictionless.table.row import Row, create_cell_handlers

from saraban.validate.proof.doubts import Doubt


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A foreign key as frictionless has resolved it; `table` is empty for the same one."""

    fields: tuple[str, ...]
    table: str
    reference: tuple[str, ...]


def foreign_keys(resource: TableResource) -> list[ForeignKey]:
    """The foreign keys of a table."""
    return [
        ForeignKey(tuple(key["fields"]), key["reference"]["resource"], tuple(key["reference"]["fields"]))
        for key in resource.schema.foreign_keys
    ]


def row_errors(
    resource: TableResource, doubtful: Iterator[Doubt], references: Sequence[ForeignKey]
) -> Iterator[tuple[Row, list[Any]]]:
    """The rows with their errors. Among `doubtful` are all rows whose keys are equal.

    `resource` is open; the places of `Doubt.unknown` are those of `references`.
    """
    fields = resource.header.get_expected_fields()
    handlers = create_cell_handlers(fields)
    names = {field.name for field in fields}
    unique: dict[str, dict[Any, int]] = {
        field.name: {} for field in fields if field.constraints.get("unique")
    }
    primary = resource.schema.primary_key
    primary = primary if set(primary) <= names else []
    taken: dict[tuple[Any, ...], int] = {}
    is_kept = resource.dialect.create_blank_filter()  # type: ignore[no-untyped-call]
    for doubt in doubtful:
        cells = list(doubt.cells)
        if is_kept and not is_kept(cells):
            continue
        row = Row(cells, handlers=handlers, row_number=doubt.row)
        # Frictionless reads the cells of keys first, so that their errors come first.
        for name, rows in unique.items():
            _add(row, _repeated_value(row, name, rows))
        if primary:
            _add(row, _repeated_key(row, primary, taken))
        for place, key in enumerate(references):
            _add(row, _unknown(row, key, is_known=place not in doubt.unknown))
        yield row, row.errors


def _add(row: Row, error: Any | None) -> None:
    if error:
        row.errors.append(error)


def _repeated_value(row: Row, name: str, rows: dict[Any, int]) -> Any | None:
    value = row[name]
    if value is None:
        return None
    earlier = rows.get(value)
    rows[value] = row.row_number
    return errors.UniqueError.from_row(row, note=_same_as(earlier), field_name=name) if earlier else None


def _repeated_key(row: Row, names: Sequence[str], rows: dict[tuple[Any, ...], int]) -> Any | None:
    values = tuple(row[name] for name in names)
    if set(values) == {None}:
        return errors.PrimaryKeyError.from_row(row, note='cells composing the primary keys are all "None"')
    earlier = rows.get(values)
    rows[values] = row.row_number
    return errors.PrimaryKeyError.from_row(row, note=_same_as(earlier)) if earlier else None


def _same_as(number: int) -> str:
    return f"the same as in the row at position {number}"


def _unknown(row: Row, key: ForeignKey, *, is_known: bool) -> Any | None:
    values = [row[name] for name in key.fields]
    if is_known:
        return None
    note = (
        f'for "{", ".join(key.fields)}": values "{", ".join(map(str, values))}" not found '
        f'in the lookup table "{key.table}" as "{", ".join(key.reference)}"'
    )
    return errors.ForeignKeyError.from_row(
        row,
        note=note,
        field_names=list(key.fields),
        field_values=values,
        reference_name=key.table,
        reference_field_names=list(key.reference),
    )


def values_of(resource: TableResource, names: Sequence[str]) -> set[tuple[Any, ...]]:
    """The keys that stand in the columns of an open table. Cost: frictionless reads it all."""
    found = set()
    for row in resource.row_stream:
        cells = tuple(row.get(name) for name in names)
        if set(cells) != {None}:
            found.add(cells)
    return found
