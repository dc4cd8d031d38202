"""Templates filled with values: escaping always on, a missing value an error, numbers as readers write them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from saraban.interface import interface
from saraban.model import Language, Period
from saraban.portal import Portal
from saraban.thai.dates import long_date, short_date
from saraban.thai.numbers import format_number
from saraban.thai.years import in_era

TEMPLATES = Path(str(files("saraban"))) / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, portal: Portal, language: Language, path: str, **values: Any) -> Markup:
    """Fill `templates/<template>` for the page at `path` (a file path from the language's root).

    Every template has: `t` (interface words), `say(text)` (words in the page's language), `link(address)` to a page
    of the same language, `file(address)` to a file from the site's root, `number`, `date`, `short_date`, `year`,
    `period`, `size`, `language`, `portal`, `settings`.
    """
    return fill(template, **_helpers(portal, language, path), **values)


def unconfirmed(abouts: Collection[str], portal: Portal, language: Language, path: str) -> Markup:
    """A mark below what the catalogue says of the law while the office has not confirmed it; else nothing."""
    request = portal.catalogue.settings.request
    items = [i for i in (request.to_confirm if request else ()) if i.about in abouts and not i.confirmed]
    return render("request_unconfirmed.html", portal, language, path, items=items) if items else Markup()


def fill(template: str, **values: Any) -> Markup:
    """Fill `templates/<template>` with these values and no others."""
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704 - autoescaped


def _helpers(portal: Portal, language: Language, path: str) -> dict[str, Any]:
    link, file = _links(portal, language, path)
    return {
        "t": interface(language),
        "say": lambda text: text.get(language),
        "untranslated": lambda text: (
            bool(text) and language != portal.catalogue.primary and not text.has(language)
        ),
        "link": link,
        "file": file,
        "number": format_number,
        "date": lambda day: long_date(day, language),
        "short_date": lambda day: short_date(day, language),
        "year": lambda year: in_era(year, language),
        "period": lambda period: period_words(period, portal, language),
        "size": lambda count: size_words(count, language),
        "language": language,
        "portal": portal,
        "settings": portal.catalogue.settings,
        "today": portal.today,
    }


def _links(
    portal: Portal, language: Language, path: str
) -> tuple[Callable[[str], str], Callable[[str], str]]:
    here = posixpath.dirname(path) or "."

    def link(address: str) -> str:
        name, mark, anchor = address.partition("#")
        relative = posixpath.relpath(name or ".", here) + ("/" if name.endswith("/") or not name else "")
        return quote(relative.replace("././", "./")) + mark + quote(anchor)

    def file(address: str) -> str:
        up = "" if language == portal.catalogue.primary else "../"
        return quote(posixpath.relpath(posixpath.normpath(up + address), here))

    return link, file


def period_words(period: Period, portal: Portal, language: Language) -> str:
    """A period as readers write it: ปีการศึกษา 2565–2569, รอบ 10 มิ.ย."""
    t = interface(language)
    parts = [
        t(kind, years=_span(span, language))
        for kind, span in (
            ("academic-year", period.academic),
            ("fiscal-year", period.fiscal),
            ("calendar-year", period.calendar),
        )
        if span
    ]
    if entry := portal.catalogue.round(period.round):
        parts.append(t("round", name=entry.title.get(language)))
    if period.as_of:
        parts.append(t("as-of", date=long_date(period.as_of, language)))
    return " · ".join(parts)


def _span(span: tuple[int, int], language: Language) -> str:
    first, last = (in_era(year, language) for year in span)
    return str(first) if first == last else f"{first}–{last}"


def size_words(count: int, language: Language) -> str:
    """A file's size in the unit people use: 1.4 MB."""
    t = interface(language)
    if count < 1000:
        return t("bytes", n=count)
    value, unit = float(count), "kB"
    for unit in ("kB", "MB", "GB"):  # noqa: B007 - the last one is used
        value /= 1000
        if value < 999.5:
            break
    return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"


def iso(day: date | None) -> str:
    """A date for machines; empty when there is none."""
    return day.isoformat() if day else ""
