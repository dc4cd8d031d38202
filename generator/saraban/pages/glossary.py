"""The glossary in dictionary order, by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from saraban.model import Language, Page
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render
from saraban.settings import Term
from saraban.thai.order import collation_key

PATH = "glossary/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page."""
    terms = portal.catalogue.settings.glossary
    code = code_key("templates", "words", "pages", "rendering.py", "thai")

    def parts(path: str) -> dict[str, str]:
        letters = by_letter(terms, language)
        return {"glossary": render("glossary.html", portal, language, path, letters=letters)}

    yield Page(PATH, PATH, "", "", ("glossary",), parts, key_of(language, terms, code))


def by_letter(terms: Sequence[Term], language: Language) -> list[tuple[str, list[Term]]]:
    """The terms under the letters they stand under in a dictionary: เขต under ข."""
    ordered = sorted(terms, key=lambda term: collation_key(term.term.get(language)))
    grouped = groupby(ordered, key=lambda term: _letter(term.term.get(language)))
    return [(letter, list(group)) for letter, group in grouped]


def _letter(words: str) -> str:
    """The first letter that counts; digits share one sign."""
    first = collation_key(words)[0][:1].upper() or "–"
    return "0–9" if first.isdigit() else first
