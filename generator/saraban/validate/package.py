"""A dataset as the package that frictionless may see: no address in it, no file but those that reading found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frictionless import FrictionlessException, Resource

from saraban.cells import descriptor
from saraban.model import Dataset, Table

Descriptor = dict[str, Any]

# Through these a package could make frictionless fetch a profile; `resources` are built anew.
_NOT_PASSED_ON = ("resources", "profiles")


@dataclass(frozen=True, slots=True)
class Described:
    """A table beside the words of its descriptor; `index` is its place in the descriptor's `resources`."""

    index: int
    raw: Mapping[str, Any]
    table: Table


def described(dataset: Dataset) -> tuple[Described, ...]:
    """The tables in the descriptor's order."""
    given = dataset.standard.get("resources")
    raws = (
        [(i, raw) for i, raw in enumerate(given) if isinstance(raw, dict)] if isinstance(given, list) else []
    )
    return tuple(
        Described(index, raw, table) for (index, raw), table in zip(raws, dataset.tables, strict=True)
    )


def head(dataset: Dataset) -> Descriptor:
    """The package without its resources."""
    return {key: value for key, value in dataset.standard.items() if key not in _NOT_PASSED_ON}


def bare(dataset: Dataset, resources: list[Descriptor]) -> Descriptor:
    """A package that says nothing but which version of the standard it follows."""
    version = dataset.standard.get("$schema")
    named = {"$schema": version} if isinstance(version, str) else {}
    return {**named, "resources": resources}


def whole(dataset: Dataset) -> Descriptor:
    """The package as its publisher describes it. What is not a mapping is told as null: text would be opened."""
    outlines: dict[int, Descriptor] = {
        entry.index: outline(entry) for entry in described(dataset) if is_described(entry)
    }
    given = dataset.standard.get("resources")
    made = head(dataset)
    if isinstance(given, list):
        left_out = {entry.index for entry in described(dataset)} - outlines.keys()
        made["resources"] = [outlines.get(i) for i in range(len(given)) if i not in left_out]
    elif "resources" in dataset.standard:
        made["resources"] = None
    return made


def is_ready(entry: Described) -> bool:
    """Whether the cells can be looked at."""
    return not entry.table.problems


def is_described(entry: Described) -> bool:
    """Whether the words can be judged without the data: schema and dialect are here, whatever the data's troubles."""
    references = [entry.raw.get(key) for key in ("schema", "dialect")]
    return all(problem.path not in references for problem in entry.table.problems)


def outline(entry: Described) -> Descriptor:
    """The words of a resource. A file that cannot be used counts as no rows: nothing is said of it twice."""
    source: Descriptor = {**entry.table.source}
    if not is_ready(entry):
        source["data"] = []
    elif entry.table.inline is not None:
        source["data"] = entry.table.inline
    elif entry.table.parts:
        source["path"] = [part.path for part in entry.table.parts]
    if odd_fields(entry):
        fields = [item for item in source["schema"]["fields"] if isinstance(item, dict)]
        source["schema"] = {**source["schema"], "fields": fields}
    return _as_written(source, entry)


def odd_fields(entry: Described) -> tuple[int, ...]:
    """Places in the schema's fields where no mapping stands: frictionless would open a text there as a file."""
    schema = entry.table.source.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return (
        tuple(i for i, item in enumerate(fields) if not isinstance(item, dict))
        if isinstance(fields, list)
        else ()
    )


def content(entry: Described) -> Descriptor:
    """The resource with its data. Raises `CellsUnreadable`."""
    made = descriptor(entry.table)
    if not entry.table.parts and entry.table.inline is None:
        made.pop("path", None)
    return _as_written(made, entry)


# Properties that reading drops or resolves, and what kinds they may be: anything else is told as it is written.
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "scheme": str,
    "innerpath": str,
    "extrapaths": list,
    "profile": str,
    "dialect": (dict, str),
}


def _as_written(made: Descriptor, entry: Described) -> Descriptor:
    """What reading smoothed over, as the publisher wrote it; and a type, so that frictionless guesses none.

    Its guess would take a JSON file that looks like a data package for one, and follow the paths in it.
    """
    raw = entry.raw
    if "name" in raw:
        made["name"] = raw["name"]
    else:
        made.pop("name", None)
    made.update(
        {key: raw[key] for key, kinds in _KINDS.items() if key in raw and not isinstance(raw[key], kinds)}
    )
    if entry.table.parts and "data" in raw:
        made["data"] = None if raw["data"] is None else []  # a path and data: the oracle refuses both
    kind = raw.get("type")
    if "type" in raw and not _is_known(kind):
        made["type"] = kind
    else:
        made["type"] = "table" if entry.table.tabular else "file"
    return made


def _is_known(kind: object) -> bool:
    if not isinstance(kind, str) or not kind:
        return False
    try:
        Resource.metadata_select_class(kind)
    except FrictionlessException:
        return False
    return True


def without_foreign_keys(resource: Descriptor) -> Descriptor:
    """The resource without its foreign keys."""
    schema = resource.get("schema")
    if not isinstance(schema, dict):
        return resource
    return {**resource, "schema": {key: value for key, value in schema.items() if key != "foreignKeys"}}


def without_left_out(resource: Descriptor, left_out: frozenset[str]) -> Descriptor:
    """The resource without the foreign keys that lead to a table that is left out."""
    schema = resource.get("schema")
    keys = schema.get("foreignKeys") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(keys, list):
        return resource
    kept = [key for key in keys if not (isinstance(key, dict) and _target(key) in left_out)]
    return {**resource, "schema": {**schema, "foreignKeys": kept}}


def _target(key: Mapping[str, Any]) -> str:
    reference = key.get("reference")
    target = reference.get("resource") if isinstance(reference, dict) else None
    return target if isinstance(target, str) else ""
