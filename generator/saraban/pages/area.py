"""The pages of the work areas, and the one that leads to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saraban.citation import edition_day
from saraban.interface import interface
from saraban.model import Language, Listing, Page, Published, Record
from saraban.pages._tables import format_title
from saraban.pages.datasets import Row, rows_of
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render
from saraban.settings import WorkArea

ALL = "areas/index.html"
FRAME = "areas/_area/index.html"
_LATEST = 3
_MOST = 300  # rows of an area; all of them are found under `datasets/?area=…`


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one level; `title` is empty where they state none that the catalogue knows."""

    id: str
    title: str
    published: tuple[Row, ...]
    listings: tuple[Row, ...]


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """A page an area, and one of all areas."""
    settings = portal.catalogue.settings
    common = (
        *(language, settings.languages, settings.work_areas, settings.levels, settings.rounds),
        code_key("templates", "words", "pages", "rendering.py", "thai"),
    )
    found = [(area, portal.in_area(area.id, language)) for area in settings.work_areas]
    counts = [(area, sum(isinstance(e, Published) for e in inside), len(inside)) for area, inside in found]
    yield Page(
        path=ALL,
        frame=ALL,
        title="",
        description="",
        markers=("areas",),
        parts=lambda path: {"areas": render("home_areas.html", portal, language, path, areas=counts)},
        key=key_of(ALL, counts, common),
    )
    for area, inside in found:
        yield _page(area, rows_of(inside, portal, language), common, portal, language)


def _page(
    area: WorkArea, rows: Sequence[Row], common: tuple[object, ...], portal: Portal, language: Language
) -> Page:
    path = f"areas/{area.id}/index.html"
    title = area.title.get(language)
    shown = [(type(row.entry), row.entry.record, row.formats) for row in rows]
    return Page(
        path=path,
        frame=FRAME,
        title=title,
        description=area.description.get(language)
        or interface(language)("area-description", title=title, n=len(rows)),
        markers=("area",),
        parts=lambda path: {"area": _body(area, rows, portal, language, path)},
        key=key_of(path, shown, common),
    )


def _body(area: WorkArea, rows: Sequence[Row], portal: Portal, language: Language, path: str) -> str:
    return render(
        "area.html",
        portal,
        language,
        path,
        format_title=format_title,
        area=area,
        total=len(rows),
        shown=min(len(rows), _MOST),
        groups=list(_groups(rows[:_MOST], portal, language)),
        latest=latest(rows),
    )


def latest(rows: Sequence[Row]) -> list[tuple[date, Record]]:
    """The newest editions that are published, newest first; none where the list is too short to need it."""
    records = [row.entry.record for row in rows if isinstance(row.entry, Published)]
    dated = [(day, record) for record in records if (day := edition_day(record))]
    newest = sorted(dated, key=lambda pair: pair[0], reverse=True)[:_LATEST]
    return newest if len(rows) > 2 * _LATEST else []


def _groups(rows: Sequence[Row], portal: Portal, language: Language) -> Iterator[Group]:
    """The rows by level, in the catalogue's order; those without one come last."""
    titles = {level.id: level.title.get(language) for level in portal.catalogue.settings.levels}
    for level in (*titles, ""):
        inside = [
            row
            for row in rows
            if (row.entry.record.level if row.entry.record.level in titles else "") == level
        ]
        if inside:
            yield Group(
                level,
                titles.get(level, ""),
                tuple(row for row in inside if isinstance(row.entry, Published)),
                tuple(row for row in inside if isinstance(row.entry, Listing)),
            )
