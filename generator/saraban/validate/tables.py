"""What is wrong with the cells of tables: proved to be nothing where that can be, else asked of frictionless."""

from __future__ import annotations

import csv
import difflib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from frictionless import Checklist, FrictionlessException, Package
from frictionless.resources import TableResource
from frictionless.table.row import Row

from saraban.cells import CellsUnreadable
from saraban.model import Dataset, Table
from saraban.validate.faults import NOT_JUDGED, Fault, Figures
from saraban.validate.left_out import left_out
from saraban.validate.package import Described, Descriptor, bare, content, without_left_out
from saraban.validate.proof.engine import database
from saraban.validate.proof.patterns import PatternTooSlow
from saraban.validate.proved import Here, proved
from saraban.validate.rows import ForeignKey, foreign_keys
from saraban.validate.tally import tally

SMALL = 100_000  # bytes: frictionless has looked through a smaller table before the engine has started
_ALIKE = 0.75  # how like two codes must be for one to be offered for the other
_NEAR = 20  # unknown values of one table for which the nearest known one is looked for

_LONGEST_CELL = 64 * 2**20  # letters; frictionless would hold 2 GiB of a quote that is never closed
csv.field_size_limit(_LONGEST_CELL)

Known = Callable[[ForeignKey], Sequence[str]]


def table_faults(
    dataset: Dataset, entries: Sequence[Described], sound: Sequence[Described], profiled: bool
) -> Iterator[Fault | Figures]:
    """The faults of the sound tables, table by table in frictionless's order, each followed by what it leaves out.

    When `profiled`, the figures of each table come after its faults.

    Cost: every cell is read once. Nothing raises, and nothing is fetched.
    """
    made: list[tuple[Described, Descriptor]] = []
    for entry in sound:
        try:
            made.append((entry, content(entry)))
        except CellsUnreadable as error:
            yield Fault("source-error", str(error), table=entry.table.name)
    here = {entry.index for entry, _ in made}
    gone = frozenset(str(entry.raw.get("name")) for entry in entries if entry.index not in here)
    made = [(entry, without_left_out(descriptor, gone)) for entry, descriptor in made]
    if made:
        yield from _of_package(dataset, made, profiled)


def _of_package(
    dataset: Dataset, made: Sequence[tuple[Described, Descriptor]], profiled: bool
) -> Iterator[Fault | Figures]:
    base = made[0][0].table.base

    def package(descriptors: list[Descriptor]) -> Package:
        return Package.from_descriptor(bare(dataset, descriptors), basepath=str(base) if base else None)

    try:
        whole = package([descriptor for _, descriptor in made])
    except FrictionlessException as exception:
        yield from (Fault(error.type, error.note) for error in exception.to_errors())
        return
    except Exception as error:  # noqa: BLE001 - whatever odd input does to the oracle, it is no reason to stop
        yield failure(error)
        return
    tables = {str(descriptor["name"]): (entry.table, descriptor) for entry, descriptor in made}
    with tempfile.TemporaryDirectory(prefix="saraban-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        engine = cache(lambda: stack.enter_context(database(folder)))
        here = Here(tables, package, engine, folder, stack, profiled)
        for (entry, descriptor), resource in zip(made, whole.resources, strict=True):
            try:
                yield from _of_table(entry.table, descriptor, resource, here)
            except Exception as error:  # noqa: BLE001 - as above
                yield failure(error, entry.table.name)


def failure(error: Exception, table: str = "") -> Fault:
    """The oracle itself failed."""
    if isinstance(error, PatternTooSlow):
        return Fault("pattern-too-slow", str(error), table=table)
    return Fault(NOT_JUDGED, f"{type(error).__name__}: {error}", table=table)


def _of_table(table: Table, descriptor: Descriptor, resource: Any, here: Here) -> Iterator[Fault | Figures]:
    try:
        resource.to_descriptor(validate=True)
        if isinstance(resource, TableResource):
            yield from _of_rows(table, descriptor, resource, here)
        else:
            yield from _of_file(table, resource)
    except FrictionlessException as exception:
        yield from (_fault(table, error, ()) for error in exception.to_errors())


def _of_file(table: Table, resource: Any) -> Iterator[Fault]:
    (task,) = resource.validate().tasks
    yield from (_fault(table, error, ()) for error in task.errors)


def _of_rows(
    table: Table, descriptor: Descriptor, resource: TableResource, here: Here
) -> Iterator[Fault | Figures]:
    keys = foreign_keys(resource)
    found = None
    if sum(part.bytes for part in table.parts) >= SMALL:
        found = proved(table, descriptor, keys, here)
    rows: Iterator[tuple[Row | None, list[Any]]]
    if found:
        resource, rows, known = found.resource, found.errors, found.known
        resource.stats.rows = found.rows
    else:
        here.stack.callback(resource.close)
        resource.open()  # type: ignore[no-untyped-call]
        rows, known = _all_rows(resource), _looked_up(resource)
    withheld = here.withheld(table)
    fields = [] if found or not here.profiled else [f for f in table.schema.fields if f.name not in withheld]
    see, figures = tally(fields)
    own = left_out(table)
    tell = _teller(table, resource.labels, known)
    checklist = Checklist()
    (check,) = checklist.connect(resource)
    yield from map(tell, filter(checklist.match, check.validate_start()))
    for row, errors in rows:
        yield from map(tell, errors)
        if row is not None:
            yield from own(row.row_number, row)
            if fields and not errors:
                see(row, row.cells)
    yield from map(tell, filter(checklist.match, check.validate_end()))
    if here.profiled:
        yield Figures(table.name, found.fields if found else tuple(figures()))


def _all_rows(resource: TableResource) -> Iterator[tuple[Row | None, list[Any]]]:
    """Every row with its errors; what breaks the reading is an error without a row."""
    while True:
        try:
            row = next(resource.row_stream)
        except StopIteration:
            return
        except FrictionlessException as exception:
            yield None, [exception.error]
        else:
            yield row, row.errors


def _looked_up(resource: TableResource) -> Known:
    def known(key: ForeignKey) -> Sequence[str]:
        values = resource.lookup.get(key.table, {}).get(key.reference, set())
        return [str(cells[0]) for cells in values if len(cells) == 1]

    return known


def _teller(table: Table, labels: Sequence[str], known: Known) -> Callable[[Any], Fault]:
    """A function from an error to a fault, with the nearest known value for the first unknown ones."""
    left = count(_NEAR, -1)
    texts = cache(known)

    def tell(error: Any) -> Fault:
        fault = _fault(table, error, labels)
        if error.type != "foreign-key" or len(error.field_names) > 1 or next(left) <= 0:
            return fault
        key = ForeignKey(tuple(error.field_names), error.reference_name, tuple(error.reference_field_names))
        near = difflib.get_close_matches(error.field_cells[0], texts(key), 1, _ALIKE)
        return replace(fault, near=near[0]) if near else fault

    return tell


def _fault(table: Table, error: Any, labels: Sequence[str]) -> Fault:
    named = getattr(error, "field_names", None) or [getattr(error, "field_name", "")]
    fields = tuple(name for name in named if name)
    cell: str = getattr(error, "label", "") or getattr(error, "cell", "")
    note = error.note
    if error.type == "foreign-key":
        cell = ", ".join(error.field_cells)
        note = f"{error.reference_name or table.name} ({', '.join(error.reference_field_names)})"
    elif error.type == "primary-key":
        fields = table.schema.primary_key
        values = dict(zip(labels, error.cells, strict=False))
        cell = ", ".join(values.get(name, "") for name in fields)
    elif error.type == "extra-cell":
        note = str(error.field_number)
    kind = "quote-open" if error.type == "source-error" and "larger than field limit" in note else error.type
    rows = getattr(error, "row_numbers", None) or [None]
    return Fault(
        type=kind,
        note=note.replace(f"{table.base}/", ""),
        table=table.name,
        row=getattr(error, "row_number", rows[0]),
        fields=fields,
        cell=cell,
        column=getattr(error, "field_number", None) or _place(fields, labels),
        label=next(filter(_is_text, getattr(error, "cells", ())), ""),
    )


def _place(fields: Sequence[str], labels: Sequence[str]) -> int | None:
    return next((place for place, label in enumerate(labels, start=1) if fields and label == fields[0]), None)


def _is_text(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)
