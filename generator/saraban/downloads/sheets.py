"""What stands before the data in a workbook: cover, notes and dictionary, as rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saraban.catalogue import Catalogue
from saraban.downloads import labels
from saraban.downloads.facts import facts
from saraban.model import Published, Table, Text

Rows = Iterator[list[str]]

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31


def cover(published: Published, table: Table, catalogue: Catalogue) -> Rows:
    """The facts of the dataset, a column a language."""
    primary = catalogue.primary
    yield ["", *(labels.LANGUAGES.get(language, language) for language in catalogue.languages)]
    told = [*facts(published, catalogue)]
    told.insert(
        1, (labels.TABLE, {tongue: table.title.get(tongue) or table.name for tongue in catalogue.languages})
    )
    withheld = dict(published.cut).get(table.name)
    if withheld:
        told.append((labels.WITHHELD, dict.fromkeys(catalogue.languages, str(withheld))))
    for label, words in told:
        texts = [words[language] for language in catalogue.languages]
        # What is the same in every language is said once.
        yield [label.get(primary), *(texts[:1] if len(set(texts)) == 1 else texts)]


def notes(published: Published) -> Rows:
    """The notes as their authors wrote them, line by line, one language after the other."""
    text = published.record.notes
    written = [text.primary, *(words for _, words in text.others)]
    for number, words in enumerate(filter(None, written)):
        if number:
            yield [""]
        yield from ([line] for line in words.splitlines())


def dictionary(table: Table, catalogue: Catalogue) -> Rows:
    """A row a field, and one for each of its codes."""
    yield list(_heading(catalogue))
    blank = [""] * len(catalogue.languages)
    for field in table.schema.fields:
        words = [_each(text, catalogue) for text in (field.title, field.unit, field.description)]
        yield [table.name, field.name, field.type, *words[0], *words[1], *words[2], "", *blank]
        for category in field.categories:
            meaning = _each(category.label, catalogue)
            yield [table.name, field.name, "", *blank, *blank, *blank, category.value, *meaning]


def _heading(catalogue: Catalogue) -> Iterator[str]:
    primary = catalogue.primary
    for label in (labels.TABLE, labels.FIELD, labels.TYPE):
        yield label.get(primary)
    for label in (labels.FIELD_TITLE, labels.UNIT, labels.DESCRIPTION):
        yield from (f"{label.get(primary)} ({language})" for language in catalogue.languages)
    yield labels.CODE.get(primary)
    yield from (f"{labels.MEANING.get(primary)} ({language})" for language in catalogue.languages)


def _each(text: Text, catalogue: Catalogue) -> list[str]:
    return [text.get(language) for language in catalogue.languages]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that spreadsheets accept and that no other sheet has; it is taken from then on."""
    name = _FORBIDDEN.sub("-", wanted).strip("' ") or "-"
    made, number = name[:_LONGEST_NAME].rstrip("' "), 1
    while made.casefold() in taken or made.casefold() == "history":
        number += 1
        ending = f"-{number}"
        made = name[: _LONGEST_NAME - len(ending)] + ending
    taken.add(made.casefold())
    return made
