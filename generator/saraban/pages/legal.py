"""The laws and documents that the catalogue rests on."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.model import Language, Page
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render

PATH = "legal/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page."""
    code = code_key("templates", "words", "pages", "rendering.py", "thai")
    key = key_of(PATH, language, portal.catalogue.settings.laws, code)
    yield Page(
        PATH,
        PATH,
        "",
        "",
        ("laws",),
        lambda path: {"laws": render("legal.html", portal, language, path)},
        key,
    )
