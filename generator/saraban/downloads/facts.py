"""What a reader away from the site must know of a dataset: label and words in each language, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from saraban.catalogue import Catalogue
from saraban.certificate import SUBMITTER
from saraban.citation import page_address
from saraban.downloads import labels
from saraban.model import Language, Licence, Published, Signature, Text
from saraban.portal import Portal
from saraban.rendering import period_words
from saraban.thai.dates import long_date

Fact = tuple[Text, dict[Language, str]]


def facts(published: Published, catalogue: Catalogue) -> Iterator[Fact]:
    """The facts that are known; those that are not are left out."""
    for label, words in _all(published, catalogue):
        if any(words.values()):
            yield label, words


def _all(published: Published, catalogue: Catalogue) -> Iterator[Fact]:
    record = published.record
    settings = catalogue.settings
    languages = catalogue.languages
    yield labels.TITLE, _each(record.title, languages)
    yield labels.DESCRIPTION, _each(record.description, languages)
    yield labels.NOTICE, _each(settings.notice, languages)
    yield labels.PUBLISHER, _each(settings.publisher.name, languages)
    yield labels.MAINTAINER, _each(record.maintainer, languages)
    # The words of a period need no more of a portal than its catalogue.
    known = Portal(catalogue, date.min)
    yield labels.PERIOD, {tongue: period_words(record.period, known, tongue) for tongue in languages}
    yield labels.VERSION, dict.fromkeys(languages, record.version)
    for signature in published.verification.signatures if published.verification else ():
        yield _role(signature, catalogue), {tongue: _signed(signature, tongue) for tongue in languages}
    for licence in record.licences:
        yield labels.LICENCE, dict.fromkeys(languages, licence_words(licence))
    for source in record.sources:
        yield (
            labels.SOURCE,
            {
                tongue: _joined(source.title.get(tongue), _url(source.path), source.version)
                for tongue in languages
            },
        )
    yield labels.ADDRESS, {tongue: page_address(record, catalogue, tongue) for tongue in languages}
    yield labels.CONTENT, dict.fromkeys(languages, published.content)


def _each(text: Text, languages: tuple[Language, ...]) -> dict[Language, str]:
    return {language: text.get(language) for language in languages}


def _role(signature: Signature, catalogue: Catalogue) -> Text:
    titles = {role.id: role.title for role in catalogue.settings.roles}
    return titles.get(signature.role) or (
        SUBMITTER if signature.role == "submitter" else Text(signature.role)
    )


def _signed(signature: Signature, language: Language) -> str:
    day = long_date(signature.date, language) if signature.date else ""
    return _joined(signature.name.get(language), signature.position.get(language), day)


def licence_words(licence: Licence) -> str:
    """A licence as people read it: name, title and address."""
    return _joined(licence.name, licence.title if licence.title != licence.name else "", _url(licence.path))


def _url(path: str) -> str:
    """An address that a reader can follow; a path within the office's own folders is none."""
    return path if path.startswith(("https://", "http://")) else ""


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
