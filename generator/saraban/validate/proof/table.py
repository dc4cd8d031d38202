"""A text table as the engine sees it: its columns with their proofs, and the SQL that reads it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from saraban.model import Table
from saraban.validate.proof.engine import Values, reading
from saraban.validate.proof.fields import proof_of
from saraban.validate.proof.keys import Column
from saraban.validate.proof.structure import Irregular, Shape, Structure, cells_of, straightened, structure_of
from saraban.validate.proof.text import text_of

CellReader = Callable[[Any], tuple[Any, Mapping[str, str] | None]]


@dataclass(frozen=True, slots=True)
class Expected:
    """A column as frictionless expects it: the field's descriptor, the texts that mean "no value", its reader."""

    name: str
    descriptor: Mapping[str, Any]
    missing: Sequence[str]
    read: CellReader


@dataclass(frozen=True, slots=True)
class Layout:
    """How frictionless would read a text table; `head` counts the rows before the first of the content."""

    delimiter: str
    quote: str
    head: int
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text table whose rows are known to be split alike by all readers.

    `source` is the SQL that reads it, one row a row; `irregular` holds the rows that lack cells or have too many,
    which the SQL sees filled up or cut.
    """

    columns: tuple[Column, ...]
    expected: tuple[Expected, ...]
    head: int
    rows: int
    source: str
    values: Values
    irregular: Mapping[int, Irregular]
    file: Path
    shape: Shape

    def named(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    def cells(self, row: Irregular) -> list[str]:
        """What an irregular row really holds."""
        return cells_of(self.file, row, self.shape)


def drafted(table: Table, layout: Layout, scratch: Path, stack: ExitStack) -> TextTable | None:
    """The table for the engine, supposing that its rows are regular; None when it cannot be read as text.

    Copies live as long as `stack`. Cost: a copy where the file is not plain UTF-8.
    """
    file = stack.enter_context(text_of(table, scratch))
    if file is None or not layout.expected:
        return None
    shape = Shape(layout.delimiter, layout.quote, len(layout.expected), layout.head)
    values = Values()
    columns = tuple(
        _column(f"c{place}", expected, values) for place, expected in enumerate(layout.expected, start=1)
    )
    source = reading(file, shape.head, shape, values)
    return TextTable(columns, layout.expected, layout.head, 0, source, values, {}, file, shape)


def settled(
    draft: TextTable, structure: Structure | None, table: Table, scratch: Path, stack: ExitStack
) -> TextTable | None:
    """The table with what is known of its rows; None when nothing can be claimed of them.

    Cost: a copy where rows are irregular.
    """
    alters = table.format == "tsv"  # frictionless alters carriage returns within its cells
    if structure is None or (alters and structure.returns):
        return None
    found = replace(draft, rows=structure.rows)
    if not structure.irregular and structure.head_lines == draft.head:
        return found
    # The engine skips lines, and a head may have more of them than rows.
    copy = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=scratch))) / "straight"
    straightened(draft.file, structure, draft.shape, copy)
    source = reading(copy, 0, draft.shape, draft.values)
    return replace(found, source=source, irregular={row.row: row for row in structure.irregular})


def text_table(table: Table, layout: Layout, scratch: Path, stack: ExitStack) -> TextTable | None:
    """The table for the engine; None when nothing can be claimed of it. Cost: one pass over the bytes, and copies."""
    draft = drafted(table, layout, scratch, stack)
    return draft and settled(draft, structure_of(draft.file, draft.shape), table, scratch, stack)


def _column(name: str, expected: Expected, values: Values) -> Column:
    others = sorted({text for text in expected.missing if text})
    absent = [f"{name} IS NULL"] if "" in expected.missing else []
    if others:
        listed = ", ".join(map(values.bind, others))
        absent.append(f"coalesce({name} IN ({listed}), FALSE)")
    text = name if "" in expected.missing else f"coalesce({name}, '')"
    missing = f"({' OR '.join(absent)})" if absent else "FALSE"
    constraints = expected.descriptor.get("constraints") or {}
    proof = proof_of(expected.descriptor, text, values.bind)
    return Column(expected.name, text, missing, bool(constraints.get("required")), proof)
