"""What the finished site is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from saraban.model.findings import Weight
from saraban.model.words import Text


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What came of one check of a published dataset: how many findings, the heaviest of which weighs `weight`."""

    rule: str
    title: Text
    weight: Weight
    findings: int = 0


@dataclass(frozen=True, slots=True)
class FieldProfile:
    """The figures of one field: how many cells are missing and how many values differ, and the ends of its range.

    `different` is None where they were too many to count. `least` and `greatest` are texts as they stand, of fields
    of numbers and days only. `frequent` holds values with their counts, of fields whose values are a known list.
    """

    name: str
    missing: int
    different: int | None = None
    least: str | None = None
    greatest: str | None = None
    frequent: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What one pass over a published table tells.

    `first` holds the first rows as text (None: no value), one cell a field; `searchable` the distinct values of
    the searchable fields, row by row; `fields` the figures of its fields, where the validator has them.
    """

    rows: int
    first: tuple[tuple[str | None, ...], ...] = ()
    searchable: tuple[tuple[str, ...], ...] = ()
    fields: tuple[FieldProfile, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """One downloadable file of a published dataset. `table` is empty for the whole dataset's files.

    `path` is its address from the site's root; `guarded` counts cells that a spreadsheet would have taken for
    formulas and that were therefore made text.
    """

    dataset: str
    table: str
    format: str  # "csv", "xlsx", "parquet", "zip", "json", or that of a plain file
    path: str
    file: Path
    bytes: int
    sha256: str
    guarded: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is stamped into its frame.

    `path` and `frame` are file paths from the language's root; `markers` are the markers it fills, and
    `parts(path)` their HTML as it stands on the page at `path`; `key` is a hash of all that the parts are made of;
    `subject` names the dataset the page is about.
    """

    path: str
    frame: str
    title: str
    description: str
    markers: tuple[str, ...]
    parts: Callable[[str], Mapping[str, str]]
    key: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the finished site.

    `key` is a hash of all that the bytes are made of, so that an unchanged asset is neither made nor written
    again; `make` returns the bytes, or a file that is linked or copied.
    """

    path: str
    key: str
    make: Callable[[], bytes | Path]
