"""The settings of requests: ways of their own, terms, the private ledger, and what the office has to confirm."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field called date hides the type
from typing import Literal

from pydantic import Field

from saraban.model import Text
from saraban.settings_base import Settings, Words

DayKind = Literal["calendar", "working"]
PathKind = Literal["own-data", "correction", "not-in-catalogue"]
About = Literal[
    "summary", "steps", "days", "fees", "refusal", "complaint", "own-data", "form", "holidays", "privacy"
]


class ToConfirm(Settings):
    """Something this catalogue says of the law, and whether the office has compared it with the original."""

    about: About | None = Field(
        None, description="The part of the page it stands for; that part is marked until it is confirmed."
    )
    text: Words = Field(description="What is to be confirmed.")
    source: Words = Field(Text(), description="The original to compare it with.")
    confirmed: Day | None = Field(
        None, description="The day on which the office confirmed it; empty: not yet."
    )


class RequestTerm(Settings):
    """A time within which something must be done, counted from the day after the step before it."""

    id: Literal["holder", "director", "objection", "appeal", "delivery"] = Field(
        description="`holder` and `director`: to pass the request on; `objection`: for a third party to object; "
        "`appeal`: for a third party to appeal before anything is handed over; `delivery`: to hand it over."
    )
    days: int = Field(ge=1, description="How many days.")
    day_kind: DayKind = Field("calendar", description="How they are counted.")
    source: Words = Field(Text(), description="The law or order that says so.")


class RequestPath(Settings):
    """A request that takes a way of its own: for one's own data, for a correction, for what is not listed."""

    id: PathKind = Field(description="Which way it is.")
    title: Words = Field(description="Its name, and the title of its form.")
    text: Words = Field(description="Who may ask, what the office does, and by what law.")
    proof: Words = Field(Text(), description="What shows who the requester is; empty: no proof is needed.")
    identity_number: bool = Field(
        False, description="Ask for the identity number on this form, as an option."
    )
    days: int | None = Field(None, ge=1, description="Days to answer; empty: those of all requests.")
    day_kind: DayKind = Field("calendar", description="How the days are counted.")
    source: Words = Field(Text(), description="The law that gives the time.")
    rights: Words = Field(Text(), description="The notice of appeal of this way; empty: that of the form.")


class RequestDesk(Settings):
    """How the office handles the requests it received. Nothing of it reaches the site but counts."""

    ledger: str = Field(
        "private/requests.yaml",
        description="The private ledger: a file of the catalogue's folder, not in git.",
    )
    letters: str = Field("private/letters", description="Folder of the letters, as private as the ledger.")
    terms: tuple[RequestTerm, ...] = Field((), description="Times of the steps between receipt and delivery.")
    not_held: Words = Field(
        Text(),
        description="What a letter says where the office holds nothing of the kind: where to complain.",
    )
    statistics: str = Field("request-statistics", description="The dataset that holds the public counts.")
    suppress_below: int = Field(
        5, ge=2, description="Counts smaller than this are not shown in the public statistics."
    )

    def term(self, name: str) -> RequestTerm | None:
        """The term called `name`."""
        return next((term for term in self.terms if term.id == name), None)
