"""How requests were answered: the public counts, from the dataset that holds them once it is signed and published."""

from __future__ import annotations

from collections.abc import Iterator

from saraban import cells
from saraban.model import Field, Language, Page, Published, Table
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render

PATH = "status/requests/index.html"
_MOST_ROWS = 200


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page; it says so where nothing is published yet."""
    entry = _entry(portal)
    code = code_key("templates", "words", "pages", "rendering.py", "thai")
    key = key_of(PATH, language, entry and (entry.content, entry.record, entry.cut), code)
    yield Page(PATH, PATH, "", "", ("request-statistics",), lambda path: _parts(portal, language, path), key)


def _entry(portal: Portal) -> Published | None:
    request = portal.catalogue.settings.request
    name = request.desk.statistics if request else ""
    return next((entry for entry in portal.published if entry.name == name), None)


def _parts(portal: Portal, language: Language, path: str) -> dict[str, str]:
    entry = _entry(portal)
    tables = [_shown(table, language) for table in entry.tables if table.tabular] if entry else []
    filled = render("request_statistics.html", portal, language, path, entry=entry, tables=tables)
    return {"request-statistics": filled}


def _shown(table: Table, language: Language) -> tuple[Table, list[list[str | None]]]:
    """A table and its newest rows, with the labels of codes."""
    rows = list(cells.texts(table))[-_MOST_ROWS:]
    fields = table.schema.fields
    return table, [[_cell(cell, f, language) for cell, f in zip(row, fields, strict=True)] for row in rows]


def _cell(cell: str | None, field: Field, language: Language) -> str | None:
    label = next((of.label for of in field.categories if of.value == cell), None)
    return label.get(language) if label else cell or None
