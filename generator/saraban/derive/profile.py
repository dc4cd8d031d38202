"""What one pass over a table tells: how many rows, the first of them, and the values people search for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from saraban import cells
from saraban.model import Profile, Table
from saraban.portal import code_key, key_of

_MOST_SEARCHABLE = 5_000


def profile(table: Table, first_rows: int = 20) -> Profile:
    """The profile of a table.

    Cost: one pass over the rows, in memory no more than `first_rows` of them and 5,000 searchable values.
    Raises `cells.CellsUnreadable`.
    """
    fields = table.schema.fields
    searched = [i for i, field in enumerate(fields) if field.searchable]
    missing = [frozenset(cells.missing_values(table.schema, field)) for field in fields]
    first: list[tuple[str | None, ...]] = []
    found: dict[tuple[str, ...], None] = {}  # keeps the order in which the values came
    count = 0
    for row in cells.texts(table):
        count += 1
        if count <= first_rows:
            first.append(tuple(cell or None for cell in row))
        if searched and len(found) < _MOST_SEARCHABLE:
            values = tuple("" if (cell := row[i]) is None or cell in missing[i] else cell for i in searched)
            if any(values):
                found[values] = None
    return Profile(count, tuple(first), tuple(found))


def cached_profile(table: Table, cache: Path) -> Profile:
    """The profile, kept below `cache` for the same bytes, schema and code; a damaged entry is made again.

    Cost: a small read where it is kept. Raises `cells.CellsUnreadable`.
    """
    file = cache / "profiles" / f"{key_of(cells.key(table), code_key('derive/profile.py'))}.json"
    kept = _read(file, len(table.schema.fields))
    if kept is None:
        kept = profile(table)
        file.parent.mkdir(parents=True, exist_ok=True)
        written = {"rows": kept.rows, "first": kept.first, "searchable": kept.searchable}
        new = file.with_suffix(".new")
        new.write_text(json.dumps(written, separators=(",", ":")), encoding="utf-8")
        new.replace(file)
    else:
        file.touch()  # in use: what no build touches is forgotten
    return kept


def _read(file: Path, columns: int) -> Profile | None:
    """What is kept; None where it is missing or is not a profile of a table with so many columns."""
    try:
        noted = json.loads(file.read_text(encoding="utf-8"))
        first, searchable = _rows(noted["first"]), _rows(noted["searchable"])
        whole = isinstance(noted["rows"], int) and all(len(row) == columns for row in first)
        whole = whole and all(isinstance(cell, str) for row in searchable for cell in row)
        whole = whole and all(cell is None or isinstance(cell, str) for row in first for cell in row)
        return Profile(noted["rows"], first, searchable) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _rows(noted: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in noted)
