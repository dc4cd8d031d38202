"""All datasets: a list that works without a script, and filters for browsers that run one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saraban.citation import edition_day
from saraban.interface import interface
from saraban.model import Access, Language, Listing, Page, Published
from saraban.pages._tables import format_title, formats
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import iso, render
from saraban.thai.years import in_era

FRAME = "datasets/index.html"
_ON_A_PAGE = 500  # entries: about 300 kB; `static/filters.js` gathers the further pages

Entry = Published | Listing
Choice = tuple[str, str, int]  # value, title, how many entries have it


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a list shows it; `day` is an ISO date, `words` are searched along with the title."""

    entry: Entry
    formats: tuple[str, ...]
    day: str
    words: str


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page for every 500 entries; the first is `datasets/`."""
    rows = rows_of(portal.entries(language), portal, language)
    cuts = range(0, max(len(rows), 1), _ON_A_PAGE)
    paths = [_path(number) for number in range(len(cuts))]
    common = key_of(language, _inputs(portal, rows))
    for number, start in enumerate(cuts):
        yield Page(
            path=paths[number],
            frame=FRAME,
            title="",
            description="",
            markers=("datasets",),
            parts=lambda path, number=number, start=start: {  # type: ignore[misc]
                "datasets": render(
                    "datasets.html",
                    portal,
                    language,
                    path,
                    format_title=format_title,
                    rows=rows[start : start + _ON_A_PAGE],
                    total=len(rows),
                    choices=choices(rows, portal, language),
                    pages=paths,
                    current=paths[number],
                )
            },
            key=key_of(paths[number], common),
        )


def _path(number: int) -> str:
    return f"datasets/page-{number + 1}.html" if number else FRAME


def _inputs(portal: Portal, rows: Sequence[Row]) -> tuple[object, ...]:
    settings = portal.catalogue.settings
    shown = [(type(row.entry), row.entry.record, row.formats) for row in rows]
    code = code_key("templates", "words", "pages", "rendering.py", "thai")
    return settings.languages, settings.work_areas, settings.levels, settings.rounds, shown, code


def rows_of(entries: Sequence[Entry], portal: Portal, language: Language) -> list[Row]:
    """The entries as rows, in the order they come in."""
    return [
        Row(
            entry,
            tuple(formats(portal.distributions.get(entry.name, ()))),
            iso(edition_day(entry.record)),
            " ".join([entry.name, *filter(None, (word.get(language) for word in entry.record.keywords))]),
        )
        for entry in entries
    ]


def choices(rows: Sequence[Row], portal: Portal, language: Language) -> dict[str, list[Choice]]:
    """What the filters offer, by name; a dataset of five years counts for each of them."""
    records = [row.entry.record for row in rows]
    settings = portal.catalogue.settings
    t = interface(language)
    areas = Counter(record.work_area for record in records)
    levels = Counter(record.level for record in records)
    years = Counter(year for record in records for year in record.period.years)
    files = Counter(name for row in rows for name in row.formats)
    access = Counter(record.access for record in records)
    return {
        "area": [
            (area.id, area.title.get(language), areas[area.id])
            for area in settings.work_areas
            if areas[area.id]
        ],
        "level": [
            (level.id, level.title.get(language), levels[level.id])
            for level in settings.levels
            if levels[level.id]
        ],
        "year": [
            (str(year), str(in_era(year, language)), years[year]) for year in sorted(years, reverse=True)
        ],
        "format": [(name, format_title(name), count) for name, count in files.most_common()],
        "access": [(kind, t(f"access-{kind}"), access[kind]) for kind in Access if access[kind]],
    }
