"""Frictionless is asked: what is wrong with the words of a package, and what with its cells."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from frictionless import FrictionlessException, Package, system

from saraban.model import Dataset
from saraban.validate.faults import NOT_JUDGED, Fault, Faults, gathered
from saraban.validate.package import (
    Described,
    Descriptor,
    bare,
    described,
    head,
    is_described,
    is_ready,
    odd_fields,
    outline,
    whole,
)
from saraban.validate.standard import following_the_standard
from saraban.validate.tables import failure, table_faults

Refusal = tuple[str, str]  # the type and the note of an error

# Which part of a resource's descriptor an error type speaks of.
_WITHIN = {"schema-error": "/schema", "dialect-error": "/dialect", "control-error": "/dialect"}
_PROPERTY = re.compile(r" at property '([^']*)'$")


def judge(dataset: Dataset, *, profiled: bool = False) -> Faults:
    """All that frictionless refuses in the words of the package and in the tables that are here.

    When `profiled`, the figures of what is not withheld are taken in the same pass. Cost: every cell is read. Nothing
    raises, and nothing is fetched.
    """
    entries = described(dataset)
    versioned = isinstance(dataset.standard.get("$schema"), str)
    with _quiet_and_offline(), following_the_standard(versioned=versioned):
        words = tuple(_in_words(dataset, entries))
        unsound = {fault.table for fault in words}
        sound = [entry for entry in entries if is_ready(entry) and entry.table.name not in unsound]
        cells = table_faults(dataset, entries, sound, profiled)
        # The package as a whole may be refused for what its words say already.
        return gathered(words, (found for found in cells if found.table or not words))


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
        fault = failure(error)
        return [(fault.type, fault.note)]
    return []


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
