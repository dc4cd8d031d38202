"""A dataset: what it says of itself, its tables, its verification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from saraban.model.findings import Finding
from saraban.model.tables import Table
from saraban.model.words import Text


class Access(StrEnum):
    """Who may have the data. Anything that is not one of these is refused."""

    OPEN = "open"
    ON_REQUEST = "on-request"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 - a word of the field


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by name, title and address."""

    name: str = ""
    title: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the data came from."""

    title: Text
    path: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """What time the data speaks of. Years are Common Era numbers; their kinds are never mixed.

    `academic`, `fiscal` and `calendar` are (first, last) years. An academic year and a fiscal year
    carry the year's name in Thai practice: the fiscal year 2025 runs from October 2024 to September 2025.
    """

    as_of: date | None = None
    academic: tuple[int, int] | None = None
    fiscal: tuple[int, int] | None = None
    calendar: tuple[int, int] | None = None
    round: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """Every year named by any of the kinds, rising; the as-of year where none is named."""
        spans = [span for span in (self.academic, self.fiscal, self.calendar) if span]
        years = {year for first, last in spans for year in range(first, last + 1)}
        if not years and self.as_of:
            years = {self.as_of.year}
        return tuple(sorted(years))


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a new edition is due: `interval` times `unit` (a code of the catalogue's vocabulary)."""

    unit: str = ""
    interval: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """How data that is not public is asked for."""

    ground: Text = Text()  # the legal ground for not publishing
    decided_by: Text = Text()
    conditions: Text = Text()
    contact: Text = Text()
    reason: Text = Text()  # why that ground applies to this data


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a dataset's history."""

    date: date | None
    version: str
    note: Text


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stood for the data, in what office, and when.

    `content` is the content hash that was signed (empty: that of the whole file); `ssh` an armoured signature of
    ssh-keygen over the statement. `key` is the fingerprint of the key, once the gate has seen that it verifies.
    """

    role: str  # "submitter", "verifier", "approver" or one of the catalogue's own
    name: Text = Text()
    position: Text = Text()
    date: date | None = None
    note: Text = Text()
    unit: Text = Text()
    signer: str = ""  # an id of the catalogue's `signers`, or a principal of the allowed keys
    content: str = ""
    ssh: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why an edition was taken back, or sent back by those who were to sign it."""

    date: date | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Verification:
    """`verification.yaml`: signatures bound to the bytes of descriptor and tables.

    `content` is the content hash that was signed; `files` says which bytes it was made of,
    so that a later change can be named: (path, sha256).
    """

    content: str = ""
    files: tuple[tuple[str, str], ...] = ()
    signatures: tuple[Signature, ...] = ()
    withdrawn: Withdrawal | None = None
    rejected: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What a dataset says of itself, without its data: safe to name where the gate allows."""

    name: str
    title: Text
    description: Text = Text()
    keywords: tuple[Text, ...] = ()
    work_area: str = ""
    level: str = ""
    access: Access | None = None
    access_stated: str = ""  # as written, when it is none of the four
    category: str = ""
    classification: str = ""
    licences: tuple[Licence, ...] = ()
    sources: tuple[Source, ...] = ()
    contributors: tuple[str, ...] = ()
    maintainer: Text = Text()
    email: str = ""
    period: Period = Period()
    frequency: Frequency = Frequency()
    next_release: date | None = None
    embargo: date | None = None
    version: str = ""
    created: str = ""
    homepage: str = ""
    request: Request = Request()
    changes: tuple[Change, ...] = ()
    notes: Text = Text()  # Markdown
    government: Mapping[str, Any] = field(
        default_factory=dict
    )  # further items of the government's metadata standard


@dataclass(frozen=True, slots=True)
class Dataset:
    """One data package as its owner keeps it: ungated, never to be shown."""

    record: Record
    folder: Path
    descriptor: str  # path of the descriptor, relative to the catalogue's folder
    tables: tuple[Table, ...] = ()
    files: tuple[tuple[str, str], ...] = ()  # (path, sha256) of all that a signature covers
    content: str = ""  # the content hash over `files`
    verification: Verification | None = None
    findings: tuple[Finding, ...] = ()  # made while reading
    standard: Mapping[str, Any] = field(default_factory=dict)  # the descriptor, for the validator
    tracked: tuple[str, ...] = ()  # paths of its tables that git tracks

    @property
    def name(self) -> str:
        """The record's name."""
        return self.record.name
