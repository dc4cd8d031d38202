"""A request as the ledger holds it, and what may happen to it in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = ("information", "own-data", "correction", "not-in-catalogue")
CHANNELS = ("counter", "letter", "email", "phone")
RESULTS = ("all", "part", "refused", "not-held")

# What may follow what. `extended` may stand anywhere before the decision and leaves the request where it is.
NEXT: dict[str, tuple[str, ...]] = {
    "received": ("with-holder", "with-director", "third-party-told", "decided", "withdrawn"),
    "with-holder": ("with-director", "third-party-told", "decided", "withdrawn"),
    "with-director": ("with-holder", "third-party-told", "decided", "withdrawn"),
    "third-party-told": ("third-party-heard", "withdrawn"),
    "third-party-heard": ("with-holder", "with-director", "decided", "withdrawn"),
    "decided": ("delivered",),
    "delivered": (),
    "withdrawn": (),
}
EXTENDED = "extended"
STATES = (*NEXT, EXTENDED)
CLOSED = ("delivered", "withdrawn")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a request's history. Only a decision has a result; `until` is the day an extension names."""

    state: str
    on: date
    by: str = ""
    note: str = ""
    until: date | None = None
    result: str = ""
    ground: str = ""
    reason: str = ""
    covered: str = ""  # what a disclosure in part leaves out
    elsewhere: str = ""  # the agency that holds what this office does not
    objection: bool = True  # a third party counts as objecting until it is written that it does not


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks. Personal data: it stands in letters and nowhere else."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One request. `history` begins with its receipt."""

    number: str
    kind: str
    channel: str
    subject: str
    history: tuple[Event, ...]
    dataset: str = ""
    reference: str = ""  # the code that the requester's own form or e-mail carries
    requester: Requester = Requester()
    line: int | None = None

    @property
    def received(self) -> date:
        """The day the office received it."""
        return self.history[0].on

    @property
    def state(self) -> str:
        """Where it is; an extension leaves it there."""
        return next(event.state for event in reversed(self.history) if event.state != EXTENDED)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in CLOSED

    def last(self, state: str) -> Event | None:
        """The last time it came to `state`."""
        return next((event for event in reversed(self.history) if event.state == state), None)

    @property
    def decision(self) -> Event | None:
        """What was decided."""
        return self.last("decided")


def may_follow(state: str) -> tuple[str, ...]:
    """What may come after a state."""
    return (*NEXT[state], EXTENDED) if "withdrawn" in NEXT[state] else NEXT[state]
