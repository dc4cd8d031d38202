"""A package judged twice: by frictionless alone and by saraban, and what differs between the verdicts."""

from __future__ import annotations

import difflib
import shutil
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from frictionless import FrictionlessException, Package, Resource

from saraban import validate
from saraban.catalogue import catalogue_at
from saraban.model import Dataset
from saraban.read.dataset import dataset_of
from saraban.read.packages import packages
from saraban.validate import Fault, Faults, tables
from saraban.validate.proof import structure
from saraban.validate.proved import proved
from tests.validation.sample import Sample

# Where saraban's verdict is another than frictionless's, on purpose. Generated packages hold none of the first kind.
DIFFERENCES: Mapping[str, str] = {
    # avoided by what is generated
    "groupChar of an integer": "the standard has it, frictionless reads no such number",
    "exclusiveMinimum and exclusiveMaximum without $schema of version 2": "frictionless refuses the descriptor",
    "jsonSchema as a constraint": "the standard has it, frictionless refuses the descriptor",
    "primaryKey, foreignKeys … beside the schema": "frictionless does not look at them",
    "a part of a multipart table without a last newline": "frictionless glues its last row to the next part",
    "a zip with one folder at its top": "frictionless does not open it",
    "datapackage.yml": "frictionless does not look for it",
    "tables packed with bzip2 or xz": "ours are files, offered as they are",
    # seen to by the comparison
    "categories, uniqueKeys": "frictionless leaves them out; ours are in `left_out`, which is not compared",
    "a file that is not here, not in its encoding, not what it is said to be, or holds NUL": (
        "ours is a problem of the table, found while reading; foreign keys to it are not looked at"
    ),
    "the stop after 1,000 errors": "frictionless is asked for all; of ours only the first may be kept one by one",
    "a failure of frictionless itself": "ours must say something, whatever it is",
    "a broken descriptor": "frictionless looks at no table, and may stop at the first mistake; ours goes on",
    "OpenDocument and Parquet": "frictionless has no reader without further libraries; ours reads them",
}

CATALOGUE = """
title: Samples
publisher: {name: Nobody}
policy: {signatures: none, public_repository: false}
"""
_ALL_ERRORS = 10**9
BLOCK = 37  # bytes that the fast way looks at together, so that small tables too have seams in odd places
SMALL_ONES = 4  # of so many packages one is judged again the slow way, which is frictionless row by row

# type, row, fields, place of the column, cell, and for errors of one cell frictionless's own words
Entry = tuple[str, int | None, tuple[str, ...], int | None, str, str]


@dataclass(frozen=True)
class Verdict:
    """What frictionless says: of the descriptor, or else of each table; None for a table it broke down over."""

    words: tuple[str, ...] = ()
    tables: Mapping[str, list[Entry] | None] = field(default_factory=dict)
    rows: int = 0

    @property
    def is_valid(self) -> bool:
        return not self.words and all(entries == [] for entries in self.tables.values())

    @property
    def failed(self) -> bool:
        return any(entries is None for entries in self.tables.values())


@dataclass
class Bench:
    """A catalogue of one dataset, used again and again, and how much was compared in it."""

    root: Path
    packages: int = 0
    tables: int = 0
    rows: int = 0
    valid: int = 0
    proved: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        (self.root / "datapackages").mkdir(parents=True)
        (self.root / "datapackages" / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
        self.catalogue = catalogue_at(self.root)
        self.folder = self.root / "datapackages" / "d"

    def __repr__(self) -> str:
        return "Bench()"  # short, since hypothesis prints it with each failing case

    def read(self) -> Dataset:
        """The package that was compared last."""
        (found,) = packages(self.root, self.root / ".saraban")
        return dataset_of(found, self.catalogue, lambda _: False)

    def compare(self, sample: Sample) -> Verdict:
        """Frictionless's verdict. Raises AssertionError with the package when ours differs."""
        shutil.rmtree(self.folder, ignore_errors=True)
        verdict = asked(sample.write(self.folder))
        dataset = self.read()
        self._count(verdict)
        with self._as_large():
            _agree(verdict, dataset, sample, "judged as a large table")
        if self.packages % SMALL_ONES == 0:
            _agree(verdict, dataset, sample, "judged as a small table")
        return verdict

    @contextmanager
    def _as_large(self) -> Iterator[None]:
        """Small tables too go the fast way, in blocks so short that there are seams in odd places."""

        def counted(*given: Any) -> Any:
            found = proved(*given)
            self.proved += found is not None
            return found

        with ExitStack() as stack:
            for place, name, value in (
                (tables, "SMALL", 0),
                (structure, "_BLOCK", BLOCK),
                (tables, "proved", counted),
            ):
                stack.enter_context(patch.object(place, name, value))
            yield

    def _count(self, verdict: Verdict) -> None:
        self.packages += 1
        self.tables += len(verdict.tables)
        self.rows += verdict.rows
        self.valid += verdict.is_valid
        self.kinds.update(verdict.words)
        for entries in verdict.tables.values():
            self.kinds.update(entry[0] for entry in entries or ())


def _agree(verdict: Verdict, dataset: Dataset, sample: Sample, how: str) -> None:
    differences = list(between(verdict, dataset, validate.faults(dataset, None)))
    assert not differences, "\n".join([how, *differences, "", "the package:", str(sample)])


def asked(file: Path) -> Verdict:
    """The verdict of frictionless alone on the package that lies there: `Package.validate`, table by table."""
    with warnings.catch_warnings(action="ignore"):
        try:
            package = Package.from_descriptor(str(file))
            package.to_descriptor(validate=True)
        except FrictionlessException as exception:
            return Verdict(tuple(error.type for error in exception.to_errors()))
        tables: dict[str, list[Entry] | None] = {}
        for resource in package.resources:
            tables[str(resource.name)] = _of_table(resource)
        return Verdict(tables=tables, rows=sum(resource.stats.rows or 0 for resource in package.resources))


def _of_table(resource: Resource) -> list[Entry] | None:
    key = tuple(resource.schema.primary_key)
    try:
        (task,) = resource.validate(limit_errors=_ALL_ERRORS).tasks
    except Exception:  # noqa: BLE001 - whatever it breaks down over
        return None
    return [_entry(error, key) for error in task.errors]


def _entry(error: Any, key: tuple[str, ...]) -> Entry:
    names = getattr(error, "field_names", None) or [getattr(error, "field_name", "")]
    rows = getattr(error, "row_numbers", None) or [None]
    return (
        error.type,
        getattr(error, "row_number", rows[0]),
        tuple(name.strip() for name in (key if error.type == "primary-key" else names) if name),
        getattr(error, "field_number", None),
        getattr(error, "label", "") or getattr(error, "cell", ""),
        error.note if error.type in ("type-error", "constraint-error") else "",
    )


def _ours(fault: Fault) -> Entry:
    of_row = fault.type in ("primary-key", "foreign-key")  # frictionless names neither column nor cell
    return (
        fault.type,
        fault.row,
        tuple(name.strip() for name in fault.fields),
        None if of_row else fault.column,
        "" if of_row else fault.cell,
        fault.note if fault.type in ("type-error", "constraint-error") else "",
    )


def between(verdict: Verdict, dataset: Dataset, faults: Faults) -> Iterator[str]:
    """What differs, in words."""
    if verdict.words:
        if not any(table.problems for table in dataset.tables):
            yield from _of_words(verdict, faults)
        return
    if faults.descriptor:
        yield f"frictionless finds the descriptor valid, we say {faults.descriptor}"
        return
    unusable = {table.name for table in dataset.tables if table.problems}
    for table in dataset.tables:
        if unusable & {table.name, *(key.table for key in table.schema.foreign_keys)}:
            continue
        wanted = verdict.tables[table.name]
        found = [_ours(fault) for fault in faults.tables if fault.table == table.name]
        if wanted is None:
            if not found:
                yield f"{table.name}: frictionless fails, we say nothing"
        elif any(more.table == table.name for more in faults.more):
            yield from _of_many(table.name, wanted, found, faults)
        elif found != wanted:
            yield from _listed(table.name, wanted, found)


def _of_words(verdict: Verdict, faults: Faults) -> Iterator[str]:
    """Frictionless may stop at the first mistake of several; ours says them all."""
    if not Counter(verdict.words) <= Counter(fault.type for fault in faults.descriptor):
        yield f"of the descriptor frictionless says {verdict.words}, we say {faults.descriptor}"


def _of_many(name: str, wanted: Sequence[Entry], found: Sequence[Entry], faults: Faults) -> Iterator[str]:
    """Of very many faults ours keeps the first ones, in order, and counts the others."""
    rest = iter(wanted)
    if not all(entry in rest for entry in found):
        yield from _listed(name, wanted, found)
    counts = Counter((entry[0], entry[2]) for entry in found)
    for more in faults.more:
        if more.table == name:
            counts[more.type, more.fields] += more.count
    if counts != Counter((entry[0], entry[2]) for entry in wanted):
        yield f"{name}: the numbers of errors differ"


def _listed(name: str, wanted: Sequence[Entry], found: Sequence[Entry]) -> Iterator[str]:
    yield f"{name}: frictionless (-) and we (+) differ:"
    old, new = ([repr(entry) for entry in entries] for entries in (wanted, found))
    lines = [
        line for line in difflib.unified_diff(old, new, lineterm="", n=1) if line[:3] not in ("---", "+++")
    ]
    yield from lines[:40]
