"""What is due when: each state's time by law or by the office's own order, all of it settings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from saraban.model import Text
from saraban.requests.entry import Entry
from saraban.settings import CatalogueSettings
from saraban.settings_requests import RequestPath, RequestTerm
from saraban.working_days import last_day, years_without_holidays

_WAITING = {"with-holder": "holder", "with-director": "director", "third-party-told": "objection"}


@dataclass(frozen=True, slots=True)
class Due:
    """Something that must be done by a day. `what` is a key of the interface's words (`due-…`)."""

    what: str
    day: date
    source: Text = Text()


@dataclass(frozen=True, slots=True)
class Times:
    """The times that count for the catalogue's requests."""

    settings: CatalogueSettings

    @property
    def holidays(self) -> frozenset[date]:
        """The days on which the office is closed, besides Saturdays and Sundays."""
        return frozenset(holiday.date for holiday in self.settings.holidays)

    def path(self, entry: Entry) -> RequestPath | None:
        """The way of its own that a request takes."""
        asked = self.settings.request
        return next((path for path in asked.paths if path.id == entry.kind), None) if asked else None

    def answer(self, entry: Entry) -> Due:
        """The day to answer by; that of the last extension, where the requester was told of one."""
        asked = self.settings.request
        assert asked is not None  # the commands refuse to work without a request procedure
        extended = entry.last("extended")
        if extended and extended.until:
            return Due("answer-extended", extended.until)
        path = self.path(entry)
        if path and path.days:
            day = last_day(entry.received, path.days, path.day_kind, self.holidays)
            return Due("answer", day, path.source)
        return Due("answer", last_day(entry.received, asked.response_days, asked.day_kind, self.holidays))

    def dues(self, entry: Entry) -> list[Due]:
        """All that is due of a request, the nearest first; nothing once it is closed."""
        return sorted(self._dues(entry), key=lambda due: due.day) if entry.is_open else []

    def _dues(self, entry: Entry) -> Iterator[Due]:
        if entry.state == "decided":
            yield self._delivery(entry)
            return
        yield self.answer(entry)
        if (name := _WAITING.get(entry.state)) and (began := entry.last(entry.state)):
            yield from self._due(name, began.on)

    def _delivery(self, entry: Entry) -> Due:
        """Delivery is due by its own term where the office has one, otherwise with the answer; a third party who
        objected comes first.
        """
        decided = entry.decision
        assert decided is not None  # `decided` is its state
        due = next(self._due("delivery", decided.on), self.answer(entry))
        wait = self.not_before(entry)
        return (
            Due("delivery-after-appeal", wait)
            if wait and wait > due.day
            else Due("delivery", due.day, due.source)
        )

    def not_before(self, entry: Entry) -> date | None:
        """The first day after a third party's time of appeal: what somebody objected to may not leave sooner."""
        heard, decided, appeal = entry.last("third-party-heard"), entry.decision, self._term("appeal")
        if not (heard and heard.objection and decided and decided.result in ("all", "part") and appeal):
            return None
        return self._end(appeal, decided.on) + timedelta(days=1)

    def _term(self, name: str) -> RequestTerm | None:
        asked = self.settings.request
        return asked.desk.term(name) if asked else None

    def _end(self, term: RequestTerm, began: date) -> date:
        return last_day(began, term.days, term.day_kind, self.holidays)

    def _due(self, name: str, began: date) -> Iterator[Due]:
        if term := self._term(name):
            yield Due(name, self._end(term, began), term.source)

    def unknown_years(self, days: Collection[date]) -> list[int]:
        """Years of these days for which the catalogue names no holidays."""
        return years_without_holidays(days, self.holidays)
