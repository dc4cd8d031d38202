"""What the gate makes of a dataset: published, listed or held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saraban.model.datasets import Record, Verification
from saraban.model.findings import Finding
from saraban.model.tables import Table
from saraban.model.words import Text


@dataclass(frozen=True, slots=True)
class Published:
    """A dataset that passed the gate; only `gate` makes one.

    Withheld tables and columns are already gone from `tables`; `verification` holds what the policy lets
    the public see. `cut` says how many columns were withheld: (table name, number).
    """

    record: Record
    tables: tuple[Table, ...]
    content: str
    verification: Verification | None = None
    cut: tuple[tuple[str, int], ...] = ()

    @property
    def name(self) -> str:
        """The record's name."""
        return self.record.name


@dataclass(frozen=True, slots=True)
class Listing:
    """The public entry of a dataset whose data is not public; only `gate` makes one.

    `outline` names tables and fields (name, type, title, unit) and holds no value taken from the data.
    """

    record: Record
    outline: tuple[Table, ...] = ()

    @property
    def name(self) -> str:
        """The record's name."""
        return self.record.name


@dataclass(frozen=True, slots=True)
class Held:
    """A dataset that may not be published now, and why.

    `shown` is whether the public may know that it exists; `public_title` is set where it may be named too.
    """

    name: str
    reasons: tuple[Finding, ...]
    record: Record
    shown: bool = False
    public_title: Text | None = None


class Stage(StrEnum):
    """How far an edition has come on its way to the public."""

    DRAFT = "draft"
    CHECKED = "checked"  # submitted, and the machine found nothing that stops
    VERIFIED = "verified"
    APPROVED = "approved"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    LISTED = "listed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate said of one dataset: one outcome, and all that was found.

    `changed` names the files whose bytes are not those that were signed.
    """

    name: str
    outcome: Published | Listing | Held
    findings: tuple[Finding, ...] = ()
    stage: Stage = Stage.DRAFT
    changed: tuple[str, ...] = ()
