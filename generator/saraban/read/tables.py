"""Raw resource → table: its files, encoding, schema and dialect, with no address left in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from saraban import yaml_lines
from saraban.cells import CellsUnreadable, inferred
from saraban.model import Part, Problem, Table, Trouble
from saraban.read.encoding import encoding_of, is_text_encoding
from saraban.read.paths import part_at, unsafe
from saraban.read.really import other_than_said
from saraban.read.schema import schema_of
from saraban.read.words import Raw, cut, mapping, string, text

# What frictionless may open: file formats only, none that would call out to a database or a portal.
_TEXT = ("csv", "tsv", "json", "jsonl", "ndjson")
_TABULAR = ("csv", "tsv", "xls", "xlsx", "ods", "parquet", "jsonl", "ndjson", "inline")
_PROFILES = ("tabular-data-resource", "data-resource")
# Properties through which a resource could make a reader open something else.
_REACHING_OUT = (
    "path",
    "url",
    "extrapaths",
    "innerpath",
    "data",
    "scheme",
    "schema",
    "dialect",
    "profile",
    "profiles",
)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a package's paths start: those of tables, and those of schemas and dialects."""

    tables: Path
    descriptor: Path


def tables_of(resources: Iterable[Raw], folders: Folders) -> Iterator[tuple[Table, tuple[Part, ...]]]:
    """Each table, with the schema and dialect files that a signature must cover too."""
    taken = {"content"}  # the anchor of the checksum over all tables
    for index, raw in enumerate(resources):
        name = _name(raw, index)
        while name.casefold() in taken:
            name += "-2"
        taken.add(name.casefold())
        yield _table(name, raw, folders)


def _name(raw: Raw, index: int) -> str:
    """A name that is a file name too."""
    first = next(iter(_paths(raw)), "")
    given = string(raw.get("name")) or PurePosixPath(first).stem
    return cut(re.sub(r"[^A-Za-z0-9._-]+", "-", given).strip("-.")) or f"table-{index + 1}"


def _table(name: str, raw: Raw, folders: Folders) -> tuple[Table, tuple[Part, ...]]:
    found = [part_at(path, folders.tables) for path in _paths(raw)]
    parts = tuple(entry for entry in found if isinstance(entry, Part))
    problems = [entry for entry in found if isinstance(entry, Problem)]
    schema, schema_file = _referred(raw.get("schema"), folders)
    dialect, dialect_file = _referred(raw.get("dialect"), folders)
    references = [entry for entry in (schema_file, dialect_file) if entry]
    problems += [entry for entry in references if isinstance(entry, Problem)]
    has_data = "data" in raw and not parts
    form = _format(raw, parts)
    tabular = _is_tabular(raw, form, schema)
    looked_at = parts if tabular and not raw.get("compression") else ()
    disguised = [other_than_said(part, form, string(raw.get("encoding"))) for part in looked_at]
    problems += filter(None, disguised)
    encoding = "utf-8" if any(disguised) else _encoding(raw, form, parts)
    if encoding is None:
        problems.append(Problem(Trouble.ENCODING, parts[0].path, string(raw.get("encoding"))))
    table = Table(
        name=name,
        title=text(raw, "title"),
        description=text(raw, "description"),
        format=form,
        media_type=string(raw.get("mediatype")),
        encoding=encoding or "utf-8",
        tabular=tabular,
        base=folders.tables,
        parts=parts,
        inline=raw.get("data") if has_data else None,
        schema=schema_of(schema),
        dialect=dialect,
        source=_source(raw, form, schema, dialect),
        withheld=raw.get("withheld", False) is not False,  # anything but a plain "no" withholds
        problems=tuple(problems),
    )
    return _with_inferred_schema(table), tuple(entry for entry in references if isinstance(entry, Part))


def _with_inferred_schema(table: Table) -> Table:
    """A table that comes without a schema gets the columns that its first rows show."""
    if not table.tabular or table.problems or table.schema.fields:
        return table
    try:
        return replace(table, schema=schema_of(inferred(table)))
    except CellsUnreadable as error:
        first = table.parts[0].path if table.parts else ""
        return replace(table, problems=(Problem(Trouble.UNREADABLE, first, str(error)),))


def _paths(raw: Raw) -> list[str]:
    given = raw.get("path") or raw.get("url")
    paths = given if isinstance(given, list) else [given]
    extra = raw.get("extrapaths")
    paths = [*paths, *(extra if isinstance(extra, list) else [])]
    return [path for path in paths if isinstance(path, str) and path]


def _format(raw: Raw, parts: tuple[Part, ...]) -> str:
    given = string(raw.get("format")).lower().lstrip(".")
    if "data" in raw and not parts:
        return "inline" if isinstance(raw["data"], list) else "json"
    first = next(iter(_paths(raw)), "")
    suffixes = [suffix.lower().lstrip(".") for suffix in PurePosixPath(first).suffixes]
    if suffixes and suffixes[-1] in ("gz", "zip", "bz2", "xz") and len(suffixes) > 1:
        suffixes.pop()
    return given or (suffixes[-1] if suffixes else "")


def _is_tabular(raw: Raw, form: str, schema: Raw) -> bool:
    """Whether it is a table: by its format, or JSON that says so with a schema."""
    said = raw.get("profile") == "tabular-data-resource" or raw.get("type") == "table"
    if form == "json":
        return said or bool(schema)
    return form in _TABULAR


def _encoding(raw: Raw, form: str, parts: tuple[Part, ...]) -> str | None:
    """The encoding of all parts; None when it cannot be told or they do not agree."""
    declared = string(raw.get("encoding"))
    known = is_text_encoding(declared)
    if form not in _TEXT or not parts:
        return declared if known else "utf-8"
    if declared and not known:
        return None
    if parts[0].path.endswith((".gz", ".zip", ".bz2", ".xz")):
        return declared or "utf-8"
    found = {encoding_of(part.file, declared) for part in parts if part.bytes}
    if found == {"utf-8", "utf-8-sig"}:
        return "utf-8-sig"
    return found.pop() if len(found) == 1 else (declared or "utf-8" if not found else None)


def _referred(value: Any, folders: Folders) -> tuple[Raw, Part | Problem | None]:
    """A schema or dialect given in place, or the file that holds it."""
    if not isinstance(value, str):
        return mapping(value), None
    if problem := unsafe(value):
        return {}, problem
    found = part_at(value, folders.descriptor)
    if isinstance(found, Problem) and folders.tables != folders.descriptor:
        found = part_at(value, folders.tables)
    if isinstance(found, Problem):
        return {}, found
    try:
        read = found.file.read_text(encoding="utf-8-sig")
        loaded = yaml_lines.load(read, is_json=found.file.suffix == ".json").value
    except (yaml_lines.Unreadable, UnicodeDecodeError) as error:
        return {}, Problem(Trouble.UNREADABLE, value, str(error))
    if not isinstance(loaded, dict):
        return {}, Problem(Trouble.UNREADABLE, value)
    return loaded, found


def _source(raw: Raw, form: str, schema: Raw, dialect: Raw) -> Raw:
    """What the validator may see of the resource: nothing that leads out of the package."""
    kept = {key: value for key, value in raw.items() if key not in _REACHING_OUT}
    if raw.get("profile") in _PROFILES:
        kept["profile"] = raw["profile"]
    if schema or isinstance(raw.get("schema"), str):
        kept["schema"] = schema
    elif "schema" in raw:
        kept["schema"] = raw["schema"]
    if dialect:
        kept["dialect"] = dialect
    if form not in _TABULAR and form != "json":
        kept.pop("type", None)
    return kept
