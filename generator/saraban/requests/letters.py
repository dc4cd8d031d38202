"""Letters to the requester: receipt, refusal with the notice of appeal, delivery; as files that the office may edit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saraban.interface import Interface, interface
from saraban.model import Language, Text
from saraban.papers import Look, Paper
from saraban.requests.due import Times
from saraban.requests.entry import Entry, Event
from saraban.settings import RequestProcedure
from saraban.thai.dates import long_date
from saraban.thai.digits import to_thai_prose

KINDS = ("receipt", "refusal", "delivery")


class NotYet(Exception):
    """The request is not in a state that such a letter speaks of."""


class NoRights(Exception):
    """The catalogue has no notice of appeal, and a refusal without one is unlawful."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter needs to know. `title` is that of the dataset that is asked for, where it may be named."""

    entry: Entry
    times: Times
    language: Language
    today: date
    title: Text = Text()

    @property
    def t(self) -> Interface:
        """The words of the letter's language."""
        return interface(self.language)

    @property
    def asked(self) -> RequestProcedure:
        """What the catalogue says of requests."""
        assert self.times.settings.request is not None  # the desk exists
        return self.times.settings.request

    def day(self, day: date) -> str:
        """A day in words."""
        return long_date(day, self.language)

    def say(self, text: Text) -> str:
        """Words of the catalogue."""
        return text.get(self.language)

    @property
    def what(self) -> str:
        """What was asked for."""
        said = filter(None, (self.say(self.title), self.entry.subject))
        return ": ".join(said) or self.t("letter-as-asked")

    @property
    def rights(self) -> str:
        """The notice of appeal: that of the request's own way, else that of the form."""
        path = self.times.path(self.entry)
        if path and path.rights:
            return self.say(path.rights)
        return self.say(self.asked.form.rights) if self.asked.form else ""


def fits(entry: Entry) -> str:
    """The kind of letter that the state of a request calls for; empty where none does."""
    result = entry.decision.result if entry.decision else ""
    if entry.state == "delivered" and result in ("all", "part"):
        return "delivery"
    if entry.state in ("decided", "delivered") and result != "all":
        return "refusal"
    return "receipt" if entry.is_open and not result else ""


def content(kind: str, letter: Letter) -> bytes:
    """The letter as a DOCX file. Raises `NotYet`, `NoRights`."""
    subject, paragraphs = _told(kind, letter)
    t, office = letter.t, letter.times.settings.publisher
    digits = to_thai_prose if letter.language == "th" else str
    paper = Paper(letter.language)
    paper.line(t("letter-number-line"))
    for words in (letter.say(office.name), letter.say(office.address)):
        if words:
            paper.line(digits(words), Look(indent=80))
    paper.line(digits(letter.day(letter.today)), Look(indent=60, before=6))
    for label, words in (
        ("subject", subject),
        ("to", letter.entry.requester.name or t("letter-nobody")),
        ("refers", _refers(letter)),
    ):
        paper.labelled(t(f"letter-{label}"), digits(words))
    for words in paragraphs:
        paper.line(digits(words), Look(align="justify", first=25, before=6))
    paper.line(t("letter-close"), Look(align="centre", indent=60, before=12))
    paper.line(t("letter-sign"), Look(align="centre", indent=60, before=36))
    if office.head:
        paper.line(digits(letter.say(office.head)), Look(align="centre", indent=60))
    for words in _contact(letter):
        paper.line(digits(words), Look(before=0))
    if kind == "delivery":
        paper.line(t("letter-slip"), Look(bold=True, align="centre", before=18))
        paper.line(digits(t("letter-slip-text", number=letter.entry.number)), Look(before=6))
        paper.line(t("letter-slip-sign"), Look(before=12))
    return paper.content(f"{subject} {letter.entry.number}", letter.say(office.name), letter.today)


def _refers(letter: Letter) -> str:
    entry, t = letter.entry, letter.t
    words = t("letter-refers-text", number=entry.number, received=letter.day(entry.received))
    return f"{words} ({t('letter-reference', reference=entry.reference)})" if entry.reference else words


def _contact(letter: Letter) -> Iterator[str]:
    office, t = letter.times.settings.publisher, letter.t
    if office.unit:
        yield letter.say(office.unit)
    if office.phone:
        yield t("letter-phone", phone=office.phone)
    if office.email:
        yield t("letter-email", email=office.email)


def _told(kind: str, letter: Letter) -> tuple[str, list[str]]:
    """Subject and paragraphs."""
    entry, t = letter.entry, letter.t
    asked = t("letter-asked", what=letter.what)
    if kind == "receipt":
        return t("letter-subject-receipt"), [asked, *_receipt(letter)]
    decided = entry.decision
    if decided is None or (kind == "delivery" and decided.result not in ("all", "part")):
        raise NotYet(kind)
    if kind == "delivery":
        return t("letter-subject-delivery"), [asked, *_delivery(letter, decided)]
    if decided.result == "all":
        raise NotYet(kind)
    return t(f"letter-subject-{decided.result}"), [asked, *_refusal(letter, decided)]


def _receipt(letter: Letter) -> Iterator[str]:
    entry, t = letter.entry, letter.t
    due = letter.day(letter.times.answer(entry).day)
    yield t("letter-receipt-text", received=letter.day(entry.received), number=entry.number, due=due)
    path = letter.times.path(entry)
    if path and path.proof:
        yield t("letter-receipt-proof", proof=letter.say(path.proof))
    if letter.asked.fee_note:
        yield letter.say(letter.asked.fee_note)
    yield t("letter-receipt-not-result")


def _refusal(letter: Letter, decided: Event) -> Iterator[str]:
    """What a refusal must say: the class of information, the provision, the reason, and how to appeal."""
    t, on = letter.t, letter.day(decided.on)
    if decided.result == "not-held":
        yield t("letter-not-held-text", on=on)
        if decided.elsewhere:
            yield t("letter-elsewhere-text", elsewhere=decided.elsewhere)
        if letter.asked.desk.not_held:
            yield letter.say(letter.asked.desk.not_held)
            return
    else:
        yield t(f"letter-{decided.result}-text", on=on, covered=_covered(letter, decided))
        yield from _ground(letter, decided)
        if decided.by:
            yield t("letter-decided-by", by=decided.by)
    if not letter.rights:
        raise NoRights
    yield letter.rights


def _covered(letter: Letter, decided: Event) -> str:
    return decided.covered or letter.t("letter-part-unnamed")


def _ground(letter: Letter, decided: Event) -> Iterator[str]:
    clause = next((c for c in letter.asked.refusal if c.section.primary == decided.ground), None)
    if clause:
        named = {"ground": letter.say(clause.section), "clause": letter.say(clause.text)}
        yield letter.t("letter-ground-text", **named)
    else:
        yield letter.t("letter-ground-bare", ground=decided.ground)
    yield letter.t("letter-reason-text", reason=decided.reason)


def _delivery(letter: Letter, decided: Event) -> Iterator[str]:
    t = letter.t
    yield t(f"letter-delivery-{decided.result}", on=letter.day(decided.on), covered=_covered(letter, decided))
    if decided.result == "part":
        yield from _ground(letter, decided)
        if not letter.rights:
            raise NoRights
        yield letter.rights
    yield t("letter-fee")


def name_of(entry: Entry, kind: str, language: Language, primary: Language) -> str:
    """The file's name: 1-2569-receipt.docx."""
    number = re.sub(r"[^0-9A-Za-zก-๙]+", "-", entry.number).strip("-")
    return f"{number}-{kind}{'' if language == primary else '-' + language}.docx"


def keep(content: bytes, folder: Path, name: str) -> Path | None:
    """Write a letter for its owner only; None where there is one already: the office may have edited it."""
    file = folder / name
    try:
        with file.open("xb") as made:
            file.chmod(0o600)
            made.write(content)
    except FileExistsError:
        return None
    return file
