"""Known causes of faults, one a file: what makes a value wrong, what would be right. The folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from saraban.model import Table
from saraban.validate.causes._case import Case, Cause, Found, Reach
from saraban.validate.causes._columns import Columns
from saraban.validate.faults import Fault

__all__ = ["Cause", "Found", "Reach", "causes", "recognised"]

Find = Callable[[Case], Found | None]


class Misnamed(Exception):
    """A file of this folder is not a cause: it lacks `CAUSE` or `find`, or its cause is named otherwise."""


def causes() -> tuple[Cause, ...]:
    """Every cause in the order in which they are asked: the widest first, then by name."""
    return tuple(cause for cause, _ in _causes())


def recognised(
    faults: Iterable[Fault], tables: Mapping[str, Table], hidden: Collection[str] = ()
) -> Iterator[tuple[Fault, Cause | None, Found]]:
    """Each fault with its cause, when it is known, and what that knows of it.

    Faults of the package, and of tables that are not among `tables`, have none. `hidden` names tables whose values
    are not shown: nothing is proposed that comes from them.
    """
    all_faults = list(faults)
    in_table: dict[str, list[Fault]] = {}
    in_row: dict[tuple[str, int | None], list[Fault]] = {}
    for fault in all_faults:
        in_table.setdefault(fault.table, []).append(fault)
        in_row.setdefault((fault.table, fault.row), []).append(fault)
    columns = Columns(tables, hidden)
    for fault in all_faults:
        if fault.table in tables:
            beside = in_row[fault.table, fault.row]
            yield fault, *_cause_of(columns.case(fault, beside, in_table[fault.table]))
        else:
            yield fault, None, Found()


def _cause_of(case: Case) -> tuple[Cause | None, Found]:
    for cause, find in _causes():
        if (found := find(case)) is not None:
            return cause, found
    return None, Found()


@cache
def _causes() -> tuple[tuple[Cause, Find], ...]:
    """The causes with their functions; files whose name begins with `_` are help for the others."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")]
    loaded = [_loaded(importlib.import_module(f"{__name__}.{name}")) for name in names]
    return tuple(sorted(loaded, key=lambda pair: (pair[0].reach, pair[0].name)))


def _loaded(module: types.ModuleType) -> tuple[Cause, Find]:
    name = module.__name__.rpartition(".")[2]
    cause, find = getattr(module, "CAUSE", None), getattr(module, "find", None)
    if not isinstance(cause, Cause) or not callable(find):
        raise Misnamed(f"causes/{name}.py must hold CAUSE and find")
    if cause.name != name.replace("_", "-"):
        raise Misnamed(f"causes/{name}.py holds the cause {cause.name!r}: file and cause have the same name")
    return cause, find
