"""How to ask for what is not published: who may, steps, deadline, fees, refusal, complaint."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from saraban.model import Language, Listing, Page
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render, unconfirmed
from saraban.settings import RequestProcedure
from saraban.working_days import last_day

PATH = "request/index.html"
_PARTS = (
    "request-summary",
    "request-steps",
    "request-decision",
    "request-fees",
    "request-refusal",
    "request-complaint",
    "request-own-data",
    "request-paths",
    "request-confirm",
)
# What each part says of the law, by the names that `to_confirm` has for it.
_RESTS_ON: dict[str, tuple[str, ...]] = {
    "request-summary": ("summary",),
    "request-steps": ("steps",),
    "request-decision": ("days", "holidays"),
    "request-fees": ("fees",),
    "request-refusal": ("refusal",),
    "request-complaint": ("complaint",),
    "request-own-data": ("own-data",),
    "request-paths": ("own-data",),
}


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page."""
    settings = portal.catalogue.settings
    listed = [entry.record for entry in portal.listings]
    code = code_key("templates", "words", "pages", "rendering.py", "thai")
    key = key_of(
        *(PATH, language, settings.request, settings.publisher, settings.holidays, settings.rounds),
        *(listed, portal.today, code),
    )
    yield Page(PATH, PATH, "", "", (*_PARTS, "requestable"), lambda path: _parts(portal, language, path), key)


def _parts(portal: Portal, language: Language, path: str) -> dict[str, str]:
    request = portal.catalogue.settings.request
    listings = [entry for entry in portal.entries(language) if isinstance(entry, Listing)]
    parts = {"requestable": _render("listings", portal, language, path, listings=listings)}
    if request is None:
        return parts | dict.fromkeys(_PARTS, _render("unset", portal, language, path))
    told = zip(_PARTS, _told(request, portal), strict=True)
    return parts | {
        name: _render(template, portal, language, path, **values)
        + unconfirmed(_RESTS_ON.get(name, ()), portal, language, path)
        for name, (template, values) in told
    }


def _told(request: RequestProcedure, portal: Portal) -> Iterator[tuple[str, dict[str, Any]]]:
    """Template and values of each part, in the order of `_PARTS`."""
    holidays = {holiday.date for holiday in portal.catalogue.settings.holidays}
    due = due_date(portal.today, request, holidays)
    yield "text", {"text": request.summary}
    yield "steps", {"steps": request.steps}
    yield "decision", {"request": request, "due": due}
    yield "fees", {"request": request}
    yield "clauses", {"clauses": request.refusal, "note": request.refusal_note}
    yield "clauses", {"clauses": request.complaint, "note": None}
    yield "text", {"text": request.own_data}
    yield "paths", {"request": request, "paths": request.paths}
    waiting = [item for item in request.to_confirm if not item.confirmed]
    yield "confirm", {"items": waiting, "done": [item for item in request.to_confirm if item.confirmed]}


def _render(name: str, portal: Portal, language: Language, path: str, **values: Any) -> str:
    return render(f"request_{name}.html", portal, language, path, **values)


def due_date(received: date, request: RequestProcedure, holidays: Collection[date]) -> date:
    """The last day to answer. The day after receipt is the first one, and a last day on which the office is closed
    (Saturdays, Sundays, holidays) moves to the next day that it is open.
    """
    return last_day(received, request.response_days, request.day_kind, holidays)
