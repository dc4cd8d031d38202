"""The home page: search, figures, work areas, what is new, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saraban.citation import edition_day
from saraban.model import Language, Page, Published
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render
from saraban.settings import Event
from saraban.thai.order import collation_key

PATH = "index.html"
_EXAMPLES = 5
_LATEST = 6
_NEXT = 6


@dataclass(frozen=True, slots=True)
class Figures:
    """What the catalogue holds."""

    published: int
    tables: int
    rows: int
    listings: int
    latest: date | None


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page."""
    settings = portal.catalogue.settings
    records = [(entry.record, entry.verification) for entry in portal.published]
    listed = [entry.record for entry in portal.listings]
    code = code_key("templates", "words", "pages", "rendering.py", "thai")
    key = key_of(
        *(PATH, language, settings.work_areas, settings.rounds, next_dates(portal)),
        *(records, listed, figures(portal), code),
    )
    markers = ("headline", "areas", "latest", "next-dates")
    yield Page(PATH, PATH, "", "", markers, lambda path: _parts(portal, language, path), key)


def _parts(portal: Portal, language: Language, path: str) -> dict[str, str]:
    def part(name: str, **values: object) -> str:
        return render(f"home_{name}.html", portal, language, path, **values)

    titles = {entry.name: entry.record.title for entry in portal.entries(language)}
    areas = [(area, portal.in_area(area.id, language)) for area in portal.catalogue.settings.work_areas]
    return {
        "headline": part("headline", figures=figures(portal), examples=examples(portal, language)),
        "areas": part(
            "areas",
            areas=[
                (area, sum(isinstance(entry, Published) for entry in inside), len(inside))
                for area, inside in areas
            ],
        ),
        "latest": part("latest", editions=latest(portal, language)),
        "next-dates": part("next_dates", events=next_dates(portal), titles=titles),
    }


def figures(portal: Portal) -> Figures:
    """The four figures of the headline."""
    days = [day for entry in portal.published if (day := edition_day(entry.record))]
    return Figures(
        published=len(portal.published),
        tables=sum(len(entry.tables) for entry in portal.published),
        rows=sum(profile.rows for profile in portal.profiles.values()),
        listings=len(portal.listings),
        latest=max(days, default=None),
    )


def latest(portal: Portal, language: Language) -> list[tuple[date, Published]]:
    """The newest editions, newest first."""
    dated = [(day, entry) for entry in portal.published if (day := edition_day(entry.record))]
    dated.sort(key=lambda pair: collation_key(pair[1].record.title.get(language)))
    return sorted(dated, key=lambda pair: pair[0], reverse=True)[:_LATEST]


def next_dates(portal: Portal) -> Sequence[Event]:
    """The next dates of the release calendar, today's included."""
    coming = [event for event in portal.catalogue.settings.calendar if event.date >= portal.today]
    return sorted(coming, key=lambda event: event.date)[:_NEXT]


def examples(portal: Portal, language: Language) -> list[str]:
    """Words worth trying in the search: the commonest keywords of what is published."""
    words = Counter(
        word for entry in portal.published for text in entry.record.keywords if (word := text.get(language))
    )
    ordered = sorted(words.items(), key=lambda pair: (-pair[1], collation_key(pair[0])))
    return [word for word, _ in ordered[:_EXAMPLES]]
