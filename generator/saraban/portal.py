"""What the pages may know: the catalogue, and only what the gate let through."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from saraban.catalogue import Catalogue
from saraban.model import CheckResult, Distribution, Listing, Profile, Published, Record, Text
from saraban.thai.order import collation_key


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held dataset as the public status page may tell of it; `title` is None where the policy hides it.

    `reasons` are the titles of rules, never the findings themselves, which may show values.
    """

    title: Text | None
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Portal:
    """The values that pages, search and metadata are made of.

    `profiles` is keyed by (dataset, table); `distributions` and `results` by dataset.
    """

    catalogue: Catalogue
    today: date
    published: tuple[Published, ...] = ()
    listings: tuple[Listing, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    profiles: Mapping[tuple[str, str], Profile] = field(default_factory=dict)
    distributions: Mapping[str, tuple[Distribution, ...]] = field(default_factory=dict)
    results: Mapping[str, tuple[CheckResult, ...]] = field(default_factory=dict)

    def entries(self, language: str) -> Sequence[Published | Listing]:
        """All that has a page, in the order of its titles in `language`."""
        both: list[Published | Listing] = [*self.published, *self.listings]
        return sorted(both, key=lambda entry: (collation_key(entry.record.title.get(language)), entry.name))

    def in_area(self, area: str, language: str) -> Sequence[Published | Listing]:
        """The entries of one work area."""
        return [entry for entry in self.entries(language) if entry.record.work_area == area]


def address(record: Record) -> str:
    """Where a dataset lives below the language's root."""
    return f"datasets/{record.name}/"


def key_of(*values: object) -> str:
    """A content key over values (dataclasses, texts, numbers): the same values give the same key in every run."""
    digest = hashlib.sha256()
    for value in values:
        digest.update(repr(value).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:32]


@cache
def code_key(*rooms: str) -> str:
    """A hash of the program's own files below the named rooms, so that changed code makes its output anew."""
    home = Path(str(files("saraban")))
    digest = hashlib.sha256()
    for room in rooms:
        place = home / room
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:32]
