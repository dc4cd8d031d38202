"""The request form to fill in, print and sign: a blank one, one for every listing and every way of its own."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.interface import interface
from saraban.model import Language, Page
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render, unconfirmed
from saraban.request_forms import BLANK, FILE, REFERENCE, Form, forms, mail_address

_OF_LISTINGS = "request/_form/index.html"
_OF_WAYS = "request/form/_way/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """The blank form, those that already name a dataset, and those of ways of their own."""
    for form in forms(portal):
        yield _page(portal, language, form)


def _page(portal: Portal, language: Language, form: Form) -> Page:
    settings = portal.catalogue.settings
    t = interface(language)
    title = form.subject.get(language)
    common = (settings.request, settings.publisher, settings.notice, settings.rounds, settings.policy)
    code = code_key("templates", "words", "pages", "rendering.py", "request_forms.py", "thai")
    frame = _OF_LISTINGS if form.listing else _OF_WAYS if form.way else BLANK
    return Page(
        path=form.path,
        frame=frame,
        title=t("form-page-title", title=title) if title else "",
        description=t("form-page-description", title=title) if title else "",
        markers=("request-form",),
        parts=lambda path: {"request-form": _form(portal, language, path, form)},
        key=key_of(form.path, language, common, form.listing, code),
    )


def _form(portal: Portal, language: Language, path: str, form: Form) -> str:
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
        listing=form.listing,
        way=form.way,
        days=(form.way.days, form.way.day_kind)
        if form.way and form.way.days
        else (request.response_days, request.day_kind),
        rights=form.way.rights if form.way and form.way.rights else request.form.rights,
        asks_identity=form.asks_identity(portal),
        asks_purpose=form.asks_purpose(portal),
        prefix=form.prefix,
        paper=f"{form.folder}{FILE}",
        mail=mail_address(portal, language, form),
        unconfirmed=unconfirmed(("form", "days", "fees", "complaint"), portal, language, path),
        coded_mail=mail_address(portal, language, form, REFERENCE),
    )
