"""The page of a published dataset: what it is, its data, its files, who stands for it, how to use it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from saraban.certificate import NAME, SUMS, certificate, is_verified, place, role_title, tally
from saraban.citation import citation, edition_day
from saraban.interface import interface
from saraban.model import Language, Page, Published, Record, Text
from saraban.pages._editions import frequency_words, freshness
from saraban.pages._prose import prose
from saraban.pages._reuse import snippets
from saraban.pages._tables import TableView, format_of, format_title, limits, table_views
from saraban.portal import Portal, address, code_key, key_of
from saraban.rendering import render

FRAME = "datasets/_dataset/index.html"
_DESCRIBED = 300  # characters of a description that search engines show


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page a published dataset."""
    for entry in portal.published:
        path = f"{address(entry.record)}index.html"
        yield Page(
            path=path,
            frame=FRAME,
            title=entry.record.title.get(language),
            description=summary(entry.record, language),
            markers=("dataset",),
            parts=lambda path, entry=entry: {"dataset": _body(entry, portal, language, path)},  # type: ignore[misc]
            key=key_of(path, language, _inputs(entry, portal)),
            subject=entry.name,
        )


def summary(record: Record, language: Language) -> str:
    """What the dataset is, in one line."""
    line = " ".join(record.description.get(language).split()) or record.title.get(language)
    return line if len(line) <= _DESCRIBED else line[: _DESCRIBED - 1] + "…"


def catalogue_inputs(portal: Portal) -> tuple[object, ...]:
    """What the pages of datasets take from the catalogue and from the program."""
    settings = portal.catalogue.settings
    return (
        *(settings.languages, settings.site_url, settings.vocabulary, settings.publisher),
        *(settings.work_areas, settings.levels, settings.rounds, settings.roles),
        code_key(
            "templates",
            "words",
            "pages",
            "rendering.py",
            "thai",
            "vocabularies",
            "cells.py",
            "citation.py",
            "certificate.py",
        ),
    )


def _inputs(entry: Published, portal: Portal) -> tuple[object, ...]:
    """All that the page is made of; files by what the page tells of them, never by where they lie."""
    tables = [(t.name, t.title, t.description, t.format, t.tabular, t.schema) for t in entry.tables]
    files = portal.distributions.get(entry.name, ())
    return (
        *(entry.record, entry.content, entry.verification, entry.cut, tables),
        [portal.profiles.get((entry.name, table.name)) for table in entry.tables],
        [(file.table, file.format, file.path, file.bytes, file.sha256, file.guarded) for file in files],
        freshness(entry.record, portal),
        portal.results.get(entry.name),
        catalogue_inputs(portal),
    )


def _body(entry: Published, portal: Portal, language: Language, path: str) -> str:
    files = portal.distributions.get(entry.name, ())
    record = entry.record
    views = table_views(entry, portal, language)
    cut = dict(entry.cut)
    values: dict[str, Any] = {
        **record_values(record, portal, language),
        "entry": entry,
        "views": views,
        "files": files,
        "archive": next((file for file in files if not file.table and file.format == "zip"), None),
        "rows": sum(view.total or 0 for view in views),
        "withheld_columns": sum(count for table, count in entry.cut if table),
        "withheld_tables": cut.get("", 0),
        "guarded": sum(file.guarded for file in files),
        "verified": is_verified(entry),
        "role_title": lambda role: role_title(role, portal),
        **_certified(entry, portal),
        "citations": [
            (code, citation(record, portal.catalogue, code)) for code in portal.catalogue.languages
        ],
        "snippets": snippets(entry, portal, language),
        "notes": prose(record.notes.get(language), heading=3),
        "most_codes": limits(entry.tables).codes,
    }
    sections = list(_sections(values, views))
    return render("dataset.html", portal, language, path, **values, sections=sections)


def record_values(record: Record, portal: Portal, language: Language) -> dict[str, Any]:
    """What the pages of published datasets and of listings show alike."""
    return {
        "record": record,
        "area": portal.catalogue.work_area(record.work_area),
        "level": portal.catalogue.level(record.level),
        "freshness": freshness(record, portal),
        "edition": edition_day(record),
        "frequency": frequency_words(record, portal, language),
        "description": prose(record.description.get(language), heading=4),
        "prose": prose,
        "format_title": format_title,
        "format_of": format_of,
        "government": list(_government(record, portal, language)),
    }


def _sections(values: Mapping[str, Any], views: list[TableView]) -> Iterator[str]:
    """The sections that have something to say, in their order on the page."""
    record: Record = values["record"]
    yield "data"
    if values["files"]:
        yield "downloads"
    if any(view.columns for view in views):
        yield "dictionary"
    yield "verification"
    yield "reuse"
    if values["snippets"]:
        yield "code"
    if values["notes"]:
        yield "notes"
    if record.sources:
        yield "sources"
    if record.changes:
        yield "changes"
    yield "about"


def _certified(entry: Published, portal: Portal) -> dict[str, Any]:
    """What the certificate says besides the signatures, and where it lies."""
    results = portal.results.get(entry.name, ())
    return {
        "checked": tally(results),
        "remarks": [result for result in results if result.findings],
        "certificate": place(entry) + NAME,
        "certificate_sum": hashlib.sha256(certificate(entry, portal)).hexdigest(),
        "certificate_name": NAME,
        "sums": place(entry) + SUMS,
        "sums_name": SUMS,
    }


def _government(record: Record, portal: Portal, language: Language) -> Iterator[tuple[str, str]]:
    """Items of the government's metadata standard with their labels; unknown items keep the names they have."""
    t = interface(language)
    codes = portal.catalogue.codes
    given: dict[str, Any] = {
        **record.government,
        "data_category": record.category,
        "data_classification": record.classification,
    }
    for item, value in given.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        words = [codes.label(item, str(code)) for code in values if code not in ("", None)]
        if words:
            yield t.words.get(f"item-{item}", item), _joined(words, language)


def _joined(words: list[Text], language: Language) -> str:
    return " · ".join(word.get(language) for word in words)
