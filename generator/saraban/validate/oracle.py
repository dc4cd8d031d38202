"""Frictionless is asked: what is wrong with the words of a package, and what with its cells."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NoReturn

from frictionless import FrictionlessException, Package, Resource, system

from saraban.cells import CellsUnreadable
from saraban.model import Dataset
from saraban.validate.faults import NOT_JUDGED, Fault, Faults
from saraban.validate.left_out import left_out
from saraban.validate.package import (
    Described,
    Descriptor,
    bare,
    content,
    described,
    head,
    is_described,
    is_ready,
    odd_fields,
    outline,
    whole,
    without_left_out,
)

Refusal = tuple[str, str]  # the type and the note of an error

# Which part of a resource's descriptor an error type speaks of.
_WITHIN = {"schema-error": "/schema", "dialect-error": "/dialect", "control-error": "/dialect"}
_MOST_FAULTS = 1_000  # of one table; frictionless's own limit
_PROPERTY = re.compile(r" at property '([^']*)'$")


def judge(dataset: Dataset) -> Faults:
    """All that frictionless refuses in the words of the package and in the tables that are here.

    Cost: every cell is read. Nothing raises, and nothing is fetched.
    """
    entries = described(dataset)
    with _quiet_and_offline():
        words = tuple(_in_words(dataset, entries))
        unsound = {fault.table for fault in words}
        sound = [entry for entry in entries if is_ready(entry) and entry.table.name not in unsound]
        cells, cut_short = _in_cells(dataset, entries, sound)
        own, cut_off = _left_out(sound)
    if words:  # the package as a whole may be refused for what its words say already
        cells = [fault for fault in cells if fault.table]
    return Faults(words, tuple(cells), tuple(own), tuple(dict.fromkeys([*cut_short, *cut_off])))


class _Offline:
    """Stands in for frictionless's HTTP session: whatever it is asked for, it refuses."""

    def __getattr__(self, name: str) -> NoReturn:
        raise ConnectionRefusedError("nothing is fetched while a package is checked")


@contextmanager
def _quiet_and_offline() -> Iterator[None]:
    with (
        warnings.catch_warnings(action="ignore"),
        system.use_context(trusted=False, onerror="ignore", http_session=_Offline()),
    ):
        yield


def _in_words(dataset: Dataset, entries: Sequence[Described]) -> Iterator[Fault]:
    """Faults of the descriptor, each with the place it speaks of, which frictionless itself does not tell."""
    for entry in entries:
        for index in odd_fields(entry):
            pointer = f"/resources/{entry.index}/schema/fields/{index}"
            yield Fault("field-error", "a field is not of type 'object'", pointer, entry.table.name)
    refused = Counter(_refusals(whole(dataset)))
    if not refused:
        return
    of_tables = Counter[Refusal]()
    for entry in filter(is_described, entries):
        for pointer, refusal in _blame(dataset, entry):
            of_tables[refusal] += 1
            yield Fault(*refusal, pointer + _property(refusal), entry.table.name)
    own = Counter(_refusals({**head(dataset), "resources": []}))
    for refusal in (own | (refused - of_tables)).elements():
        yield Fault(*refusal, _property(refusal))


def _refusals(descriptor: Descriptor) -> list[Refusal]:
    try:
        Package.from_descriptor(descriptor).to_descriptor(validate=True)
    except FrictionlessException as exception:
        return [(error.type, error.note) for error in exception.to_errors()]
    except Exception as error:  # noqa: BLE001 - whatever odd input does to the oracle, it is no reason to stop
        return [_failure(error)]
    return []


def _failure(error: Exception) -> Refusal:
    return NOT_JUDGED, f"{type(error).__name__}: {error}"


def _blame(dataset: Dataset, entry: Described) -> Iterator[tuple[str, Refusal]]:
    """What is refused of one resource alone, its fields one by one."""
    made = outline(entry)
    refused = Counter(_refusals(bare(dataset, [made])))
    place = f"/resources/{entry.index}"
    schema = made.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if isinstance(fields, list) and any(kind in ("field-error", NOT_JUDGED) for kind, _ in refused):
        without = Counter(_refusals(bare(dataset, [{**made, "schema": {"fields": []}}])))
        of_fields = Counter[Refusal]()
        for index, field in enumerate(fields):
            alone = Counter(_refusals(bare(dataset, [{**made, "schema": {"fields": [field]}}]))) - without
            of_fields += alone
            yield from ((f"{place}/schema/fields/{index}", refusal) for refusal in alone.elements())
        refused -= of_fields
    yield from ((place + _WITHIN.get(refusal[0], ""), refusal) for refusal in refused.elements())


def _property(refusal: Refusal) -> str:
    found = _PROPERTY.search(refusal[1])
    return f"/{found[1]}" if found else ""


def _in_cells(
    dataset: Dataset, entries: Sequence[Described], sound: Sequence[Described]
) -> tuple[list[Fault], list[str]]:
    """Faults of the tables, and the tables that were not read to their end."""
    faults: list[Fault] = []
    made: list[tuple[Described, Descriptor]] = []
    for entry in sound:
        try:
            made.append((entry, content(entry)))
        except CellsUnreadable as error:
            faults.append(Fault("source-error", str(error), table=entry.table.name))
    here = {entry.index for entry, _ in made}
    left_out = frozenset(str(entry.raw.get("name")) for entry in entries if entry.index not in here)
    cut_short = []
    for entry, resource in _resources(dataset, made, left_out, faults):
        found, cut = _of_table(entry, resource)
        faults.extend(found)
        if cut:
            cut_short.append(entry.table.name)
    return faults, cut_short


def _resources(
    dataset: Dataset,
    made: Sequence[tuple[Described, Descriptor]],
    left_out: frozenset[str],
    faults: list[Fault],
) -> list[tuple[Described, Resource]]:
    if not made:
        return []
    descriptor = bare(dataset, [without_left_out(resource, left_out) for _, resource in made])
    base = made[0][0].table.base
    try:
        package = Package.from_descriptor(descriptor, basepath=str(base) if base else None)
    except FrictionlessException as exception:
        faults += [Fault(error.type, error.note) for error in exception.to_errors()]
        return []
    except Exception as error:  # noqa: BLE001 - as above
        faults.append(Fault(*_failure(error)))
        return []
    return [(entry, resource) for (entry, _), resource in zip(made, package.resources, strict=True)]


def _of_table(entry: Described, resource: Resource) -> tuple[list[Fault], bool]:
    try:
        (task,) = resource.validate().tasks
    except Exception as error:  # noqa: BLE001 - as above
        return [Fault(*_failure(error), table=entry.table.name)], False
    cut = any(warning.startswith("reached error limit") for warning in task.warnings)
    return [_fault(entry, error, task.labels) for error in task.errors], cut


def _left_out(sound: Sequence[Described]) -> tuple[list[Fault], list[str]]:
    """As far as frictionless itself would go: no further than so many faults of one table."""
    faults: list[Fault] = []
    cut_short = []
    for entry in sound:
        if entry.table.tabular:
            found = list(islice(left_out(entry.table), _MOST_FAULTS))
            faults += found
            if len(found) == _MOST_FAULTS:
                cut_short.append(entry.table.name)
    return faults, cut_short


def _fault(entry: Described, error: Any, labels: Sequence[str]) -> Fault:
    named = getattr(error, "field_names", None) or [getattr(error, "field_name", "")]
    fields = tuple(name for name in named if name)
    cell: str = getattr(error, "label", "") or getattr(error, "cell", "")
    note = error.note
    if error.type == "foreign-key":
        cell = ", ".join(error.field_cells)
        note = f"{error.reference_name or entry.table.name} ({', '.join(error.reference_field_names)})"
    elif error.type == "primary-key":
        fields = entry.table.schema.primary_key
        values = dict(zip(labels, error.cells, strict=False))
        cell = ", ".join(values.get(name, "") for name in fields)
    elif error.type == "extra-cell":
        note = str(error.field_number)
    rows = getattr(error, "row_numbers", None) or [None]
    return Fault(
        type=error.type,
        note=note.replace(f"{entry.table.base}/", ""),
        table=entry.table.name,
        row=getattr(error, "row_number", rows[0]),
        fields=fields,
        cell=cell,
    )
