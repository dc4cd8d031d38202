"""The request forms as files for a word processor, one beside the page of each form: the same blocks, on A4 pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from saraban.interface import Interface, interface
from saraban.model import Asset, Language, Text
from saraban.papers import Look, Paper
from saraban.portal import Portal, code_key, key_of
from saraban.request_forms import FILE, Form, forms
from saraban.settings import Clause, RequestForm, RequestProcedure
from saraban.thai.numbers import format_number

_HEAD = Look(bold=True, before=5)
_SMALL = Look(size=12, before=3)
_FOREVER = date(2026, 1, 1)  # a form has no day of its own: unchanged words give unchanged bytes
_LINE = "……………………………………………………………………………………………………"


def assets(portal: Portal, language: Language) -> Iterator[Asset]:
    """One file a form; none where the catalogue has no form."""
    request = portal.catalogue.settings.request
    if request is None or request.form is None:
        return
    settings = portal.catalogue.settings
    code = code_key("forms", "papers", "request_forms.py", "words", "thai")
    common = (settings.request, settings.publisher, settings.notice, settings.policy)
    for form in forms(portal):
        of = _Paper(portal, language, form, request, request.form)
        key = key_of(form.path, language, common, form.listing, portal.catalogue.primary, code)
        yield Asset(f"{form.folder}{FILE}", key, partial(_content, of))


@dataclass(frozen=True, slots=True)
class _Paper:
    portal: Portal
    language: Language
    form: Form
    request: RequestProcedure
    words: RequestForm

    @property
    def t(self) -> Interface:
        return interface(self.language)

    def say(self, text: Text) -> str:
        return text.get(self.language)

    def clause(self, clause: Clause) -> str:
        section, text = self.say(clause.section), self.say(clause.text)
        return f"{section}{self.t('form-joint')}{text}" if text else section


def _content(of: _Paper) -> bytes:
    settings = of.portal.catalogue.settings
    paper = Paper(of.language, size=14, margins=(12, 16, 12, 18))
    _head(paper, of)
    _requester(paper, of)
    _wanted(paper, of)
    _declaration(paper, of)
    paper.new_page()
    _office(paper, of)
    title = " ".join(filter(None, (of.say(of.words.title), of.say(of.form.subject))))
    return paper.content(title, of.say(settings.publisher.name), _FOREVER)


def _head(paper: Paper, of: _Paper) -> None:
    t, settings = of.t, of.portal.catalogue.settings
    if of.words.code:
        paper.line(of.say(of.words.code), Look("right", size=12))
    paper.line(of.say(of.words.title), Look("centre", bold=True, size=18))
    paper.line(of.say(settings.publisher.name), Look("centre"))
    if settings.notice:
        paper.line(of.say(settings.notice), Look("centre", size=12))
    if of.form.way:
        paper.line(of.say(of.form.way.title), Look("centre", bold=True))
    paper.blanks([(t("form-number"), 1), (t("form-received"), 1), (t("form-reference"), 1)], before=4)
    paper.blanks([(t("form-written-at"), 2), (t("form-date"), 1)])
    paper.labelled(t("form-to"), of.say(of.words.addressee), 14)


def _requester(paper: Paper, of: _Paper) -> None:
    t = of.t
    paper.line(t("form-requester"), _HEAD)
    paper.blanks([(t("form-prefix"), 2), (t("form-name"), 5), (t("form-age"), 2)])
    paper.blanks([(t("form-occupation"), 2), (t("form-organisation"), 3)])
    if of.form.asks_identity(of.portal):
        paper.blanks([(f"{t('form-identity')} ({t('form-optional')})", 1)])
    paper.blanks([(t("form-address-number"), 3), (t("form-address-village"), 2), (t("form-address-lane"), 3)])
    paper.blanks(
        [(t("form-address-road"), 1), (t("form-address-subdistrict"), 1), (t("form-address-district"), 1)]
    )
    paper.blanks([(t("form-address-province"), 3), (t("form-address-postcode"), 2)])
    paper.blanks([(t("form-phone"), 1), (t("form-email"), 1)])
    paper.boxes([t("form-for-self"), f"{t('form-for-other')} {t('form-for-other-name')}"])


def _wanted(paper: Paper, of: _Paper) -> None:
    t, form = of.t, of.form
    paper.line(t("form-wanted"), _HEAD)
    if form.listing:
        named = t("form-item-named", title=of.say(form.subject), name=form.listing.name)
        paper.line(f"{t('form-item', n=1)}: {named}")
        tables = [of.say(table.title) or table.name for table in form.listing.outline]
        if tables:
            paper.line(f"{t('form-tables')}:")
            paper.boxes(tables, columns=2)
        paper.blanks([(t("form-item", n=2), 1)])
    elif form.way and form.way.id == "correction":
        for name in ("wrong", "right", "evidence"):
            paper.blanks([(t(f"form-{name}"), 1)])
            paper.blanks([("", 1)])
    else:
        for number in (1, 2, 3):
            paper.blanks([(t("form-item", n=number), 1)])
    paper.blanks([(t("form-years"), 1), (t("form-extent"), 1)])
    paper.blanks([(t("form-details"), 1)])
    if form.asks_purpose(of.portal):
        paper.blanks([(f"{t('form-purpose')} ({t('form-optional')})", 1)])
        paper.blanks([("", 1)])
    if of.words.ways:
        paper.line(t("form-ways"), _HEAD)
        paper.boxes([of.clause(way) for way in of.words.ways], columns=2)


def _declaration(paper: Paper, of: _Paper) -> None:
    t = of.t
    paper.line(t("form-declaration"), _HEAD)
    paper.boxes([of.say(declaration.text) for declaration in of.words.declarations])
    _signature(paper, of, t("form-sign-requester"))
    if of.words.privacy:
        paper.line(f"{t('form-privacy')}: {of.say(of.words.privacy)}", _SMALL)
    paper.line(t("form-paper-note"), _SMALL)


def _office(paper: Paper, of: _Paper) -> None:
    """What officers fill in."""
    t, words, way = of.t, of.words, of.form.way
    paper.line(t("form-office"), Look("centre", bold=True, size=16))
    paper.line(t("form-receipt"), _HEAD)
    paper.blanks([(t("form-receipt-date"), 3), (t("form-receipt-time"), 2), (t("form-receipt-by"), 4)])
    days, kind = (
        (way.days, way.day_kind) if way and way.days else (of.request.response_days, of.request.day_kind)
    )
    paper.blanks([(t("form-due"), 1)])
    paper.line(t(f"form-due-{kind}", days=days), Look(size=12))
    if words.kinds:
        paper.line(t("form-kind"), _HEAD)
        paper.boxes([of.clause(kind) for kind in words.kinds])
    paper.line(t("form-opinion"), _HEAD)
    paper.boxes(
        [t("form-held"), f"{t('form-not-held')} {_LINE[:40]}", f"{t('form-third-party')} {_LINE[:20]}"]
    )
    paper.blanks([(t("form-opinion-text"), 1)])
    paper.blanks([("", 1)])
    _signature(paper, of, "")
    paper.line(t("form-order"), _HEAD)
    paper.boxes(
        [
            f"{of.clause(order)} {_LINE[:30]}" if of.say(order.text) else of.clause(order)
            for order in words.orders
        ]
    )
    paper.blanks([(t("form-fee-total"), 1), (t("form-fee-receipt"), 1)])
    _signature(paper, of, "")
    paper.line(t("form-handed"), _HEAD)
    paper.line(t("form-handed-text"))
    _signature(paper, of, t("form-sign-receiver"))
    rights = way.rights if way and way.rights else words.rights
    if rights:
        paper.line(f"{t('form-rights')}: {of.say(rights)}", _SMALL)
    if of.request.fees:
        paper.line(f"{t('form-fees')}: {_fees(of)}", _SMALL)


def _signature(paper: Paper, of: _Paper, role: str) -> None:
    t = of.t
    paper.line(f"{t('form-sign')} {_LINE[:36]} {role}".rstrip(), Look("right", before=8))
    paper.line(f"({_LINE[:36]})   {t('form-date')} {_LINE[:18]}", Look("right"))


def _fees(of: _Paper) -> str:
    return " · ".join(
        f"{of.say(fee.item)} {format_number(fee.amount, 0 if fee.amount == int(fee.amount) else 2)} {of.say(fee.unit)}"
        for fee in of.request.fees
    )
