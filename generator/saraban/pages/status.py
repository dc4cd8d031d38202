"""Where every dataset stands, as far as the policy lets the public know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from saraban.model import Language, Listing, Page, Published
from saraban.portal import Portal, Waiting, code_key, key_of
from saraban.rendering import render
from saraban.thai.order import collation_key

PATH = "status/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page."""
    published = [(entry.record, entry.verification) for entry in portal.published]
    listed = [entry.record for entry in portal.listings]
    code = code_key("templates", "words", "pages", "rendering.py", "thai")
    key = key_of(
        *(PATH, language, portal.catalogue.settings.rounds, portal.today),
        *(published, listed, portal.waiting, code),
    )
    yield Page(PATH, PATH, "", "", ("status",), lambda path: {"status": _status(portal, language, path)}, key)


def _status(portal: Portal, language: Language, path: str) -> str:
    entries = portal.entries(language)
    return render(
        "status.html",
        portal,
        language,
        path,
        published=[
            (entry, signed_on(entry, "verifier"), signed_on(entry, "approver"))
            for entry in entries
            if isinstance(entry, Published)
        ],
        listings=[entry for entry in entries if isinstance(entry, Listing)],
        named=_named(portal.waiting, language),
        unnamed=_unnamed(portal.waiting, language),
    )


def signed_on(entry: Published, role: str) -> date | None:
    """The last day on which somebody signed in this role."""
    signatures = entry.verification.signatures if entry.verification else ()
    return max((s.date for s in signatures if s.role == role and s.date), default=None)


def _named(waiting: Sequence[Waiting], language: Language) -> list[tuple[str, str]]:
    """Those that may be named, with their reasons."""
    named = [(entry.title.get(language), _reasons(entry, language)) for entry in waiting if entry.title]
    return sorted(named, key=lambda pair: collation_key(pair[0]))


def _unnamed(waiting: Sequence[Waiting], language: Language) -> list[tuple[str, int]]:
    """How many of those that may not be named wait for each set of reasons, commonest first."""
    counted = Counter(_reasons(entry, language) for entry in waiting if not entry.title)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _reasons(entry: Waiting, language: Language) -> str:
    return " · ".join(reason.get(language) for reason in entry.reasons)
