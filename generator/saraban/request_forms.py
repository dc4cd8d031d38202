"""The request forms of a portal: a blank one, one for every listing, one for every way of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from saraban.interface import interface
from saraban.model import Access, Language, Listing, Record, Text
from saraban.portal import Portal
from saraban.settings_requests import RequestPath

BLANK = "request/form/index.html"
FILE = "request-form.docx"  # lies beside the page of each form
REFERENCE = "{reference}"  # the browser puts the code of this copy of the form there
_CODES = {"own-data": "OWN", "correction": "FIX", "not-in-catalogue": "NEW"}


@dataclass(frozen=True, slots=True)
class Form:
    """One form: for a listing, for a way of its own, or blank (neither)."""

    path: str
    listing: Listing | None = None
    way: RequestPath | None = None

    @property
    def folder(self) -> str:
        """The folder of its page."""
        return self.path.removesuffix("index.html")

    @property
    def subject(self) -> Text:
        """What it is about."""
        if self.listing:
            return self.listing.record.title
        return self.way.title if self.way else Text()

    @property
    def prefix(self) -> str:
        """The beginning of its reference codes, so that the office sees which form it was: TR for teacher-register."""
        if self.listing:
            return "".join(part[0] for part in self.listing.name.split("-") if part).upper()[:4]
        return _CODES[self.way.id] if self.way else "INFO"

    def asks_identity(self, portal: Portal) -> bool:
        """Whether there is a line for the identity number; it stays optional."""
        request = portal.catalogue.settings.request
        return bool(
            (self.way and self.way.identity_number)
            or (request and request.form and request.form.identity_number)
        )

    def asks_purpose(self, portal: Portal) -> bool:
        """Whether there is room for a purpose; it stays optional: the Act asks for none."""
        request = portal.catalogue.settings.request
        wanted = bool(request and request.form and request.form.purpose)
        return wanted or (self.listing is not None and asks_purpose(self.listing.record, portal))


def forms(portal: Portal) -> Iterator[Form]:
    """Every form of the portal."""
    yield Form(BLANK)
    for listing in portal.listings:
        yield Form(f"request/{listing.name}/index.html", listing)
    request = portal.catalogue.settings.request
    for way in request.paths if request else ():
        yield Form(f"request/form/{way.id}/index.html", way=way)


def asks_purpose(record: Record, portal: Portal) -> bool:
    """Whether a purpose is asked for: never for public information, whoever asks and whatever for."""
    public = portal.catalogue.policy.categories
    return record.access is Access.INTERNAL or bool(record.category and record.category not in public)


def mail_address(portal: Portal, language: Language, form: Form, reference: str = "") -> str:
    """A `mailto:` address with subject and body; empty where the office has no e-mail address.

    The body names what is asked for and leaves the rest to the pasted form: many programs cut a long address.
    """
    email = portal.catalogue.settings.publisher.email
    if not email:
        return ""
    t = interface(language)
    title = form.subject.get(language)
    subject = ": ".join(filter(None, (t("form-mail-subject"), title)))
    lines = [t("form-mail-greeting"), ""]
    if form.listing:
        lines += [t("form-mail-item", title=title, name=form.listing.name), ""]
    elif title:
        lines += [title, ""]
    if reference:
        subject = f"{subject} [{reference}]"
        lines += [t("form-mail-reference", reference=reference), ""]
    lines += [t("form-mail-fill")]
    body = "\r\n".join(lines)
    return f"mailto:{quote(email, safe='@+')}?subject={quote(subject)}&body={quote(body)}"
