"""What the oracle found wrong: frozen values, and their form in the cache."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from saraban.model import FieldProfile

NOT_JUDGED = "not-judged"  # our own type of fault: the oracle itself failed on this input


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that frictionless refuses; `type` and `note` are its own words.

    `pointer` leads to a place in the descriptor, and is set only for faults of the descriptor. `table` is the
    name of our table, empty for the package itself. `fields` are the columns in question, and `column` the place
    of the first of them in the file, from 1. `row` counts as a spreadsheet does (the header is row 1). `cell` is
    the value as it stands. `label` is the first text of the row, by which a total row gives itself away. `near` is
    the known value nearest to one that is unknown.
    """

    type: str
    note: str = ""
    pointer: str = ""
    table: str = ""
    row: int | None = None
    fields: tuple[str, ...] = ()
    cell: str = ""
    column: int | None = None
    label: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """How many faults of one kind in the same columns of a table there are beyond those that are kept one by one."""

    type: str
    table: str
    fields: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a table's fields."""

    table: str
    fields: tuple[FieldProfile, ...]


@dataclass(frozen=True, slots=True)
class Faults:
    """The verdict on one package: it is valid when there are none.

    `left_out` is what the standard asks for and frictionless does not look at. Every row is looked at; of very many
    faults only the first are kept one by one, and `more` counts the others. `figures` are those of tables without
    faults, when they were asked for.
    """

    descriptor: tuple[Fault, ...] = ()
    tables: tuple[Fault, ...] = ()
    left_out: tuple[Fault, ...] = ()
    more: tuple[More, ...] = ()
    figures: tuple[Figures, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.descriptor or self.tables or self.left_out)


LEFT_OUT = (
    "category-unknown",
    "unique-key-repeated",
)  # types of our own, of what frictionless does not look at
_EVERY = 1_000  # faults of one table that are kept, whatever they are
_SOME = 20  # of each kind, once there are so many


def gathered(descriptor: Iterable[Fault], tables: Iterable[Fault | Figures]) -> Faults:
    """The verdict on a package: of the faults of its tables the first are kept, and the others counted."""
    figures: list[Figures] = []
    kept: list[Fault] = []
    of_table = Counter[str]()
    of_kind = Counter[tuple[str, str, tuple[str, ...]]]()
    more = Counter[tuple[str, str, tuple[str, ...]]]()
    for fault in tables:
        if isinstance(fault, Figures):
            figures += [] if of_table[fault.table] else [fault]
            continue
        kind = (fault.type, fault.table, fault.fields)
        of_table[fault.table] += 1
        of_kind[kind] += 1
        if of_table[fault.table] <= _EVERY or of_kind[kind] <= _SOME:
            kept.append(fault)
        else:
            more[kind] += 1
    return Faults(
        tuple(descriptor),
        tuple(fault for fault in kept if fault.type not in LEFT_OUT),
        tuple(fault for fault in kept if fault.type in LEFT_OUT),
        tuple(More(*kind, count) for kind, count in more.items()),
        tuple(figures),
    )


def as_json(faults: Faults) -> dict[str, Any]:
    """The faults as JSON values."""
    return {
        "descriptor": [_row(fault) for fault in faults.descriptor],
        "tables": [_row(fault) for fault in faults.tables],
        "left_out": [_row(fault) for fault in faults.left_out],
        "more": [list(astuple(more)) for more in faults.more],
        "figures": [[of.table, [list(astuple(field)) for field in of.fields]] for of in faults.figures],
    }


def _row(fault: Fault) -> list[Any]:
    return [*astuple(fault)]


def from_json(value: Mapping[str, Any]) -> Faults:
    """The faults that `as_json` wrote."""
    return Faults(
        tuple(_fault(row) for row in value["descriptor"]),
        tuple(_fault(row) for row in value["tables"]),
        tuple(_fault(row) for row in value["left_out"]),
        tuple(More(kind, table, tuple(fields), count) for kind, table, fields, count in value["more"]),
        tuple(Figures(table, tuple(map(_profile, fields))) for table, fields in value["figures"]),
    )


def _fault(row: list[Any]) -> Fault:
    kind, note, pointer, table, number, fields, *rest = row
    return Fault(kind, note, pointer, table, number, tuple(fields), *rest)


def _profile(row: list[Any]) -> FieldProfile:
    name, missing, different, least, greatest, frequent = row
    known = tuple((value, count) for value, count in frequent)
    return FieldProfile(name, missing, different, least, greatest, known)
