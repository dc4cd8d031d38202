"""A table as its owner keeps it: columns, keys, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from saraban.model.words import Text


@dataclass(frozen=True, slots=True)
class Category:
    """One permitted value of a field, with the label people read."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table.

    `standard` holds the Table Schema properties that tools need to read the column
    (format, constraints, missingValues, decimalChar …), as JSON values.
    """

    name: str
    type: str = "any"
    title: Text = Text()
    description: Text = Text()
    unit: Text = Text()
    categories: tuple[Category, ...] = ()
    standard: Mapping[str, Any] = field(default_factory=dict)
    withheld: bool = False
    searchable: bool = False  # its values are names or codes that people look for
    position: int = 0  # its place in the publisher's schema, for tables without a header


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values stand in another table (`table` empty: in the same one)."""

    fields: tuple[str, ...]
    table: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a table and the keys over them."""

    fields: tuple[Field, ...] = ()
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...] = ("",)
    fields_match: str = ""
    standard: Mapping[str, Any] = field(default_factory=dict)  # as the publisher wrote it, for the validator


class Trouble(StrEnum):
    """Why the bytes of a resource cannot be used."""

    ABSENT = "absent"
    UNSAFE = "unsafe"
    REMOTE = "remote"
    ENCODING = "encoding"
    UNREADABLE = "unreadable"
    OTHER = "other"  # it is something else than it is said to be


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble with one path of a resource; `detail` is for people."""

    trouble: Trouble
    path: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a table as its owner keeps it."""

    path: str  # as the descriptor says it
    file: Path
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """One resource: a table (`tabular`), or only a file (map, PDF, picture).

    `encoding` is what the bytes are in, declared or found; `dialect` and `source`
    are the publisher's words for the validator (JSON values, schema and dialect resolved).
    """

    name: str
    title: Text = Text()
    description: Text = Text()
    format: str = ""
    media_type: str = ""
    encoding: str = "utf-8"
    tabular: bool = True
    base: Path | None = None  # the folder that the parts' paths are relative to
    parts: tuple[Part, ...] = ()
    inline: Any = None
    schema: Schema = Schema()
    dialect: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict)
    withheld: bool = False
    problems: tuple[Problem, ...] = ()
