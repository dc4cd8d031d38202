"""The search page: a form and a place for the results, which `static/search.js` fills in."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.model import Language, Page
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render

PATH = "search/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page."""
    key = key_of(PATH, language, code_key("templates", "words", "pages", "rendering.py", "thai"))
    yield Page(
        PATH,
        PATH,
        "",
        "",
        ("search-page",),
        lambda path: {"search-page": render("search.html", portal, language, path)},
        key,
    )
