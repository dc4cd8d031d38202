"""The request form to fill in, print and sign: a blank one, and one for every listing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from saraban.interface import interface
from saraban.model import Access, Language, Listing, Page, Record
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render

BLANK = "request/form/index.html"
FRAME = "request/_form/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """The blank form and those that already name a dataset."""
    yield _page(portal, language, None)
    for listing in portal.listings:
        yield _page(portal, language, listing)


def _page(portal: Portal, language: Language, listing: Listing | None) -> Page:
    settings = portal.catalogue.settings
    t = interface(language)
    path = f"request/{listing.name}/index.html" if listing else BLANK
    title = listing.record.title.get(language) if listing else ""
    common = (settings.request, settings.publisher, settings.notice, settings.rounds, settings.policy)
    code = code_key("templates", "words", "pages", "rendering.py", "thai")
    return Page(
        path=path,
        frame=FRAME if listing else BLANK,
        title=t("form-page-title", title=title) if listing else "",
        description=t("form-page-description", title=title) if listing else "",
        markers=("request-form",),
        parts=lambda path: {"request-form": _form(portal, language, path, listing)},
        key=key_of(path, language, common, listing, code),
    )


def _form(portal: Portal, language: Language, path: str, listing: Listing | None) -> str:
    request = portal.catalogue.settings.request
    if request is None or request.form is None:
        return render("request_unset.html", portal, language, path)
    return render(
        "request_form.html",
        portal,
        language,
        path,
        request=request,
        form=request.form,
        listing=listing,
        asks_purpose=request.form.purpose or (listing is not None and asks_purpose(listing.record, portal)),
        mail=mail_address(portal, language, listing),
    )


def asks_purpose(record: Record, portal: Portal) -> bool:
    """Whether a purpose is asked for: never for public information, whoever asks and whatever for."""
    public = portal.catalogue.policy.categories
    return record.access is Access.INTERNAL or bool(record.category and record.category not in public)


def mail_address(portal: Portal, language: Language, listing: Listing | None) -> str:
    """A `mailto:` address with subject and body; empty where the office has no e-mail address.

    The body names what is asked for and leaves the rest to the pasted form: many programs cut a long address.
    """
    email = portal.catalogue.settings.publisher.email
    if not email:
        return ""
    t = interface(language)
    lines = [t("form-mail-greeting"), ""]
    subject = t("form-mail-subject")
    if listing:
        title = listing.record.title.get(language)
        subject = f"{subject}: {title}"
        lines += [t("form-mail-item", title=title, name=listing.name), ""]
    lines += [t("form-mail-fill")]
    body = "\r\n".join(lines)
    return f"mailto:{quote(email, safe='@+')}?subject={quote(subject)}&body={quote(body)}"
