"""What the oracle found wrong: frozen values, and their form in the cache."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOT_JUDGED = "not-judged"  # our own type of fault: the oracle itself failed on this input


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that frictionless refuses; `type` and `note` are its own words.

    `pointer` leads to a place in the descriptor, and is set only for faults of the descriptor. `table` is the
    name of our table, empty for the package itself. `fields` are the columns in question.
    """

    type: str
    note: str = ""
    pointer: str = ""
    table: str = ""
    row: int | None = None
    fields: tuple[str, ...] = ()
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Faults:
    """The verdict on one package: it is valid when there are none.

    `left_out` is what the standard asks for and frictionless does not look at. `cut_short` names the tables with
    so many faults that the rest of their rows was not looked at.
    """

    descriptor: tuple[Fault, ...] = ()
    tables: tuple[Fault, ...] = ()
    left_out: tuple[Fault, ...] = ()
    cut_short: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.descriptor or self.tables or self.left_out)


def as_json(faults: Faults) -> dict[str, Any]:
    """The faults as JSON values."""
    return {
        "descriptor": [_row(fault) for fault in faults.descriptor],
        "tables": [_row(fault) for fault in faults.tables],
        "left_out": [_row(fault) for fault in faults.left_out],
        "cut_short": list(faults.cut_short),
    }


def _row(fault: Fault) -> list[Any]:
    return [fault.type, fault.note, fault.pointer, fault.table, fault.row, list(fault.fields), fault.cell]


def from_json(value: Mapping[str, Any]) -> Faults:
    """The faults that `as_json` wrote."""
    return Faults(
        tuple(_fault(row) for row in value["descriptor"]),
        tuple(_fault(row) for row in value["tables"]),
        tuple(_fault(row) for row in value["left_out"]),
        tuple(value["cut_short"]),
    )


def _fault(row: list[Any]) -> Fault:
    kind, note, pointer, table, number, fields, cell = row
    return Fault(kind, note, pointer, table, number, tuple(fields), cell)
