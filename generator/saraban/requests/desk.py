"""What happens at the desk: a request is entered, moves, is decided and closed. Each act is one line in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from filelock import FileLock

from saraban.catalogue import Catalogue
from saraban.model import Finding, Weight
from saraban.requests import ledger, place, writing
from saraban.requests.due import Due, Times
from saraban.requests.entry import Entry, Event, may_follow
from saraban.requests.scribe import Known
from saraban.settings_requests import RequestDesk

_PATIENCE = 30


class Refused(Exception):
    """The ledger may not be used as it is; `findings` says why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep what is wrong."""
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class Unknown(Exception):
    """No sound entry has this number."""


class MayNotFollow(Exception):
    """The state cannot come after the one the request is in; `states` are those that may."""

    def __init__(self, state: str, states: tuple[str, ...]) -> None:
        """Keep what may follow what."""
        super().__init__(state)
        self.state, self.states = state, states


class TooEarly(Exception):
    """Something may not be handed over yet; `day` is the first on which it may."""

    def __init__(self, day: date) -> None:
        """Keep the day."""
        super().__init__(day.isoformat())
        self.day = day


@dataclass(frozen=True, slots=True)
class Desk:
    """The ledger of a catalogue on a day."""

    catalogue: Catalogue
    today: date
    datasets: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The ledger."""
        return self.catalogue.root / self._settings.ledger

    @property
    def letters(self) -> Path:
        """The folder of the letters."""
        return self.catalogue.root / self._settings.letters

    @property
    def _settings(self) -> RequestDesk:
        asked = self.catalogue.settings.request
        assert asked is not None  # whoever makes a desk has looked
        return asked.desk

    @property
    def grounds(self) -> list[str]:
        """The grounds of refusal that the catalogue lists."""
        return self._known.grounds

    @property
    def times(self) -> Times:
        """What is due when."""
        return Times(self.catalogue.settings)

    def place(self) -> tuple[Finding, ...]:
        """What is wrong with the places of ledger and letters."""
        root = self.catalogue.root
        return (*place.troubles(self.file, root), *place.troubles(self.letters / "letter.docx", root))

    def read(self) -> ledger.Ledger:
        """The ledger as it is; raises `Refused` where it may not lie."""
        if stopping := tuple(finding for finding in self.place() if finding.weight is Weight.STOPS):
            raise Refused(stopping)
        return ledger.read(self.file, self.catalogue.root, self._known)

    @property
    def _known(self) -> Known:
        return Known(self.catalogue.settings, self.today, self.datasets or None)

    @contextmanager
    def _writing(self) -> Iterator[ledger.Ledger]:
        """The ledger, while nobody else writes to it; raises `Refused` where it has a mistake."""
        cache = self.catalogue.root / ".saraban"
        cache.mkdir(exist_ok=True)
        with FileLock(cache / "requests.lock", timeout=_PATIENCE):
            found = self.read()
            if not found.sound:
                raise Refused(found.findings)
            yield found

    def add(self, make: Callable[[str], Entry], number: str = "") -> Entry:
        """Enter a request under `number`, or the next of the year in which it was received."""
        with self._writing() as found:
            buddhist = self.catalogue.primary == "th"
            year = writing.year_of(make("").received, buddhist)
            entry = make(number or writing.next_number(found, year))
            place.private_folder(self.file.parent, self.catalogue.root)
            writing.write(found, writing.with_entry(found, entry), entry, self._checked)
            return entry

    def move(self, number: str, event: Event) -> Entry:
        """Note that something happened to a request."""
        with self._writing() as found:
            entry = found.entry(number)
            if entry is None:
                raise Unknown(number)
            may = may_follow(entry.state)
            if event.state not in may:
                raise MayNotFollow(entry.state, may)
            if event.state == "delivered" and (day := self.times.not_before(entry)) and event.on < day:
                raise TooEarly(day)
            after = replace(entry, history=(*entry.history, event))
            writing.write(found, writing.with_event(found, number, event), after, self._checked)
            return after

    def _checked(self, text: str) -> ledger.Ledger:
        """Read what would be written; raises `Refused` for a mistake that the new line has."""
        found = ledger.parse(text, self.file, self.file.name, self._known)
        if not found.sound:
            raise Refused(found.findings)
        return found

    def agenda(self, entries: tuple[Entry, ...]) -> list[tuple[Entry, Due | None]]:
        """Entries with what is due next, the nearest first; closed ones, of which nothing is due, at the end."""
        pairs = [(entry, next(iter(self.times.dues(entry)), None)) for entry in entries]
        return sorted(pairs, key=lambda pair: (pair[1].day if pair[1] else date.max, pair[0].received))
