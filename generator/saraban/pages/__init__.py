"""One kind of page a file; this folder is the registry.

A kind is a module with `pages(portal, language) -> Iterator[Page]`. A module without it stops the program at its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from saraban.model import Language, Page
from saraban.portal import Portal

KINDS = tuple(
    import_module(f"{__name__}.{found.name}").pages
    for found in iter_modules(__path__)
    if not found.name.startswith("_")
)


def all_pages(portal: Portal, language: Language) -> Iterator[Page]:
    """Every page of one language."""
    for pages in KINDS:
        yield from pages(portal, language)
