"""The page of a dataset that can be asked for: what it holds, why it is not published, how to ask. No value of it."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.model import Language, Listing, Page, Record
from saraban.pages._editions import freshness
from saraban.pages._tables import columns_of, limits
from saraban.pages.dataset import catalogue_inputs, record_values, summary
from saraban.portal import Portal, address, key_of
from saraban.rendering import render, unconfirmed

FRAME = "datasets/_listing/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page a listing."""
    request = portal.catalogue.settings.request
    common = (request, portal.catalogue.settings.policy, catalogue_inputs(portal))
    for listing in portal.listings:
        path = f"{address(listing.record)}index.html"
        yield Page(
            path=path,
            frame=FRAME,
            title=listing.record.title.get(language),
            description=summary(listing.record, language),
            markers=("listing",),
            parts=lambda path, listing=listing: {"listing": _body(listing, portal, language, path)},  # type: ignore[misc]
            key=key_of(path, language, listing, freshness(listing.record, portal), common),
            subject=listing.name,
        )


def _body(listing: Listing, portal: Portal, language: Language, path: str) -> str:
    record = listing.record
    request = portal.catalogue.settings.request
    return render(
        "listing.html",
        portal,
        language,
        path,
        **record_values(record, portal, language),
        tables=[
            (table, columns_of(table.schema, limits(listing.outline), language)) for table in listing.outline
        ],
        decided_by=record.request.decided_by or (request.decided_by if request else None),
        request=request,
        own_data=_own_data(record, portal),
        unconfirmed=unconfirmed(("days", "refusal", "complaint"), portal, language, path),
    )


def _own_data(record: Record, portal: Portal) -> bool:
    """Whether the page leads those whom the data is about to the form of their own."""
    request = portal.catalogue.settings.request
    public = record.category in portal.catalogue.policy.categories
    return not public and bool(request and any(way.id == "own-data" for way in request.paths))
