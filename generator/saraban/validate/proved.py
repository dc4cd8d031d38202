"""The fast way through a text table: proved where that can be, and only the doubtful rows shown to frictionless."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
from frictionless import FrictionlessException, Package
from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource
from frictionless.table.row import Row

from saraban.model import FieldProfile, Table
from saraban.validate.left_out import form, permitted
from saraban.validate.package import Descriptor, without_foreign_keys
from saraban.validate.proof.doubts import (
    Counted,
    Doubt,
    NotHere,
    Question,
    Reference,
    compared,
    counted,
    doubts,
    known_texts,
    reference_to,
    reference_to_values,
)
from saraban.validate.proof.engine import Unusable
from saraban.validate.proof.keys import Key, of_names
from saraban.validate.proof.statistics import profiles, statistics
from saraban.validate.proof.structure import structure_of
from saraban.validate.proof.table import CellReader, Expected, Layout, TextTable, drafted, settled, text_table
from saraban.validate.rows import ForeignKey, row_errors, values_of

_TEXT = ("csv", "tsv")
_WIDEST = 250  # columns: of more, frictionless alone makes less work than the engine


@dataclass(frozen=True, slots=True)
class Here:
    """The tables of a package while they are judged.

    `tables` are those of text and others, by the name in the descriptor; `package` makes frictionless's package of
    descriptors. The engine and copies below `scratch` live as long as `stack`. When `profiled`, the figures of all
    fields that are not withheld are taken too.
    """

    tables: Mapping[str, tuple[Table, Descriptor]]
    package: Callable[[list[Descriptor]], Package]
    engine: Callable[[], duckdb.DuckDBPyConnection]  # started when it is first needed
    scratch: Path
    stack: ExitStack
    profiled: bool

    def withheld(self, table: Table) -> frozenset[str]:
        """The fields of which nothing is kept."""
        return frozenset(field.name for field in table.schema.fields if field.withheld or table.withheld)


@dataclass(frozen=True, slots=True)
class Proved:
    """An open table of so many rows, and those of them that have errors: all others are proved to be well.

    `known` gives the texts that stand in the columns that a foreign key refers to.
    """

    resource: TableResource
    rows: int
    errors: Iterator[tuple[Row, list[Any]]]
    known: Callable[[ForeignKey], Sequence[str]]
    fields: tuple[FieldProfile, ...]


def proved(table: Table, descriptor: Descriptor, named: Sequence[ForeignKey], here: Here) -> Proved | None:
    """The table with its errors; None where the fast way does not lead, and frictionless must be asked of every row.

    `named` are its foreign keys. Cost: the time the engine needs for the file.
    """
    try:
        resource, layout = _opened(table, descriptor, here)
        draft = layout and drafted(table, layout, here.scratch, here.stack)
        if not draft or not _measured(resource, table):
            return None
        named = [key for key in named if draft.named().keys() >= set(key.fields)]
        keys = _keys(resource, table, draft)
        itself = (table, descriptor)
        references = [_reference(place, key, draft, itself, here) for place, key in enumerate(named)]
        question, seen = _counted(Question(draft, keys, references, here.engine()), table, here)
        doubtful = doubts(question, seen)
        first = next(doubtful, None)  # by then all is settled
    except (NotHere, Unusable, FrictionlessException):
        return None
    rows: Iterator[Doubt] = chain([first], doubtful) if first else iter(())
    tables = dict(zip(named, (reference.known for reference in question.references), strict=True))
    found = question.table
    return Proved(
        resource,
        found.rows,
        row_errors(resource, rows, named),
        lambda key: known_texts(tables[key], here.engine()),
        tuple(profiles(found, here.withheld(table), seen.figures)) if here.profiled else (),
    )


def _counted(question: Question, table: Table, here: Here) -> tuple[Question, Counted]:
    """The one pass of the engine, while another thread looks whether the rows are as regular as is supposed.

    Raises `NotHere`, and `Unusable` where the engine cannot read even straight rows.
    """
    draft = question.table
    figures = [*statistics(draft, here.withheld(table))] if here.profiled else []
    with ThreadPoolExecutor(1) as thread:
        structure = thread.submit(structure_of, draft.file, draft.shape)
        try:
            seen: Counted | None = counted(question, figures)
        except Unusable:
            seen = None
    found = settled(draft, structure.result(), table, here.scratch, here.stack)
    if found is None or (found.irregular and not _blanks_are_missing(question)):
        raise NotHere("readers may differ about the rows")
    question = replace(question, table=found)
    if seen is None or found.source != draft.source:
        seen = counted(question, figures)
    if seen.rows != found.rows:
        raise NotHere("the engine finds another number of rows")
    return question, seen


def _opened(table: Table, descriptor: Descriptor, here: Here) -> tuple[TableResource, Layout | None]:
    """The table opened by frictionless without its foreign keys, and how it reads the text; None for other formats."""
    resource = here.package([without_foreign_keys(descriptor)]).resources[0]
    if not isinstance(resource, TableResource):
        raise NotHere("not a table")
    here.stack.callback(resource.close)
    resource.open()  # type: ignore[no-untyped-call]
    return resource, _layout(resource, table) if table.format in _TEXT else None


def _layout(resource: TableResource, table: Table) -> Layout | None:
    dialect = resource.dialect
    control = CsvControl.from_dialect(dialect)
    plain = dialect.header_case and not dialect.comment_char and not dialect.comment_rows
    plain = plain and control.escape_char is None and not control.skip_initial_space
    marks = [control.delimiter, control.quote_char]
    if not plain or not all((mark.isascii() and mark.isprintable()) or mark == "\t" for mark in marks):
        return None
    if len(resource.labels) > _WIDEST or len(resource.schema.fields) > _WIDEST:
        return None
    if len(control.delimiter) != 1 or len(control.quote_char) > 1 or len(set(marks)) < len(marks):
        return None
    head = dialect.create_first_content_row() - 1  # type: ignore[no-untyped-call]
    among = permitted(table)
    expected = tuple(_expected(field, resource, among) for field in resource.header.get_expected_fields())
    return Layout(control.delimiter, control.quote_char, head, expected)


def _expected(field: Any, resource: TableResource, among: Mapping[str, frozenset[str]]) -> Expected:
    missing = field.missing_values
    if not field.has_defined("missing_values"):
        missing = (field.schema or resource.schema).missing_values
    read = field.create_cell_reader()
    descriptor = field.to_descriptor()
    if field.name in among:
        read = _among(read, among[field.name])
        descriptor = {**descriptor, "categories": sorted(among[field.name])}
    return Expected(field.name, descriptor, missing, read)


def _among(read: CellReader, known: frozenset[str]) -> CellReader:
    def reader(cell: Any) -> tuple[Any, Mapping[str, str] | None]:
        value, notes = read(cell)
        if not notes and value is not None and form(value) not in known:
            return value, {"categories": ""}
        return value, notes

    return reader


def _measured(resource: TableResource, table: Table) -> bool:
    """Fill in what the promises about the file are measured by; False where it would have to be read for them."""
    promised = resource.hash or resource.bytes
    if (promised and (len(table.parts) > 1 or resource.compression)) or (
        resource.rows and resource.dialect.skip_blank_rows
    ):
        return False
    if resource.hash and not str(resource.hash).startswith("sha256:"):
        return False
    resource.stats.bytes = table.parts[0].bytes
    resource.stats.sha256 = table.parts[0].sha256
    return True


def _keys(resource: TableResource, table: Table, found: TextTable) -> list[Key]:
    """All keys whose values must differ. Raises `NotHere` for values that the engine cannot compare."""
    names = found.named()
    fields = resource.header.get_expected_fields()
    wanted = [([field.name], False, False) for field in fields if field.constraints.get("unique")]
    if resource.schema.primary_key:
        wanted.append((list(resource.schema.primary_key), False, True))
    wanted += [(list(key), True, False) for key in table.schema.unique_keys]
    made = []
    for key, whole, primary in wanted:
        if not names.keys() >= set(key):
            continue
        columns = of_names(names, key)
        if columns is None:
            raise NotHere("values of a key cannot be compared")
        made.append(Key(columns, whole, primary))
    return made


def _blanks_are_missing(question: Question) -> bool:
    """Whether a cell that is not there counts as an empty one does: irregular rows are filled up with those."""
    expected = {entry.name: entry for entry in question.table.expected}
    return all("" in expected[column.name].missing for column in compared(question))


def _reference(
    place: int, key: ForeignKey, draft: TextTable, itself: tuple[Table, Descriptor], here: Here
) -> Reference:
    """The engine's view of a foreign key. Raises `NotHere`, and what frictionless raises over the other table."""
    columns = of_names(draft.named(), key.fields)
    if columns is None or (key.table and key.table not in here.tables):
        raise NotHere("a foreign key that cannot be followed")
    name = f"known_{place}"
    table, descriptor = here.tables[key.table] if key.table else itself
    resource, layout = _opened(table, descriptor, here)
    other = layout and text_table(table, layout, here.scratch, here.stack)
    if other:
        return reference_to(columns, other, key.reference, name, here.engine())
    return reference_to_values(columns, values_of(resource, key.reference), name, here.engine())
