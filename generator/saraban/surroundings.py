"""What stands around every page: the catalogue's notice above it, the office and the licence line below it."""

from __future__ import annotations

from saraban.model import Language
from saraban.portal import Portal
from saraban.rendering import render


def surroundings(portal: Portal, language: Language) -> dict[str, str]:
    """The HTML of the parts `notice` and `footer`; the same on every page, so they hold no link to another page."""
    return {
        name: render(f"surroundings_{name}.html", portal, language, "index.html")
        for name in ("notice", "footer")
    }
