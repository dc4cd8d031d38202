"""Table Schema → verdict: frictionless is the oracle, asked once for the same content."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from saraban.model import Dataset
from saraban.portal import code_key, key_of
from saraban.validate.faults import Fault, Faults, More
from saraban.validate.kept import keep, kept
from saraban.validate.oracle import judge
from saraban.validate.package import Described, described
from saraban.validate.phrases import shown
from saraban.validate.values import values
from saraban.validate.words import Told, told_of_descriptor, told_of_tables

__all__ = [
    "Described",
    "Fault",
    "Faults",
    "More",
    "Told",
    "described",
    "faults",
    "shown",
    "told_of_descriptor",
    "told_of_tables",
    "values",
]


def faults(dataset: Dataset, cache: Path | None, *, profiled: bool = False) -> Faults:
    """All that frictionless refuses in this package, and what it leaves out; none when the package is valid.

    Judged are the descriptor's words, and the cells of the tables whose bytes are at hand: tables with problems
    are left out, with the foreign keys that lead to them. When `profiled`, the figures of the fields that are not
    withheld come from the same pass, which is asked for only where everybody may have the data. Nothing raises and
    nothing is fetched. Verdicts are kept in `cache` by the content of the descriptor and the files, and the version
    of the checker; not those with values that are withheld, since the folder may travel with CI.
    Cost: every cell is read once for the same content.
    """
    if cache is None:
        return judge(dataset, profiled=profiled)
    key = _key(dataset, profiled)
    file = cache / "verdicts" / f"{key}.json"
    found = kept(file)
    if found is not None:
        with suppress(OSError):
            file.touch()  # in use: what no build touches is forgotten
        return found
    if _LAST.get("key") != key:
        _LAST.update(key=key, faults=judge(dataset, profiled=profiled))
    made: Faults = _LAST["faults"]
    if not _shows_withheld(made, dataset, profiled):
        keep(made, file)
    return made


_LAST: dict[str, Any] = {}  # the verdict that was made last: several checks ask for one that may not be kept


def _shows_withheld(found: Faults, dataset: Dataset, profiled: bool) -> bool:
    closed = {
        table.name
        for table in dataset.tables
        if not profiled or table.withheld or any(field.withheld for field in table.schema.fields)
    }
    return any(fault.table in closed for fault in (*found.tables, *found.left_out))


@cache
def _checkers() -> tuple[str, ...]:
    return tuple(map(version, ("frictionless", "duckdb", "jsonschema")))


def _key(dataset: Dataset, profiled: bool) -> str:
    """What the verdict is made of: bytes, which of them could be used, and the code that looks at them."""
    left_out = [table.name for table in dataset.tables if table.problems]
    code = code_key("validate", "cells.py", "read")
    return key_of(dataset.content, left_out, profiled, _checkers(), sys.version_info[:2], code)
