"""The search index of one language: what `static/search.js` matches against, folded by `thai/`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from saraban.frames import Frame
from saraban.model import Asset, Language, Published, Record, Table
from saraban.portal import Portal, address, code_key, key_of
from saraban.rendering import period_words
from saraban.thai.folding import fold
from saraban.thai.years import in_era

Entry = dict[str, str]


def asset(portal: Portal, language: Language, pages: Iterable[Frame]) -> Asset:
    """`search-index.json`: a JSON object `entries`; each has kind k, title t, subtitle s, address u from the
    language's root, folded title f, and folded further text x.

    Cost: a few hundred bytes a dataset, table, field and searchable value.
    """
    frames = sorted(pages, key=lambda frame: frame.path)
    entries = [entry for part in (_datasets(portal, language), _pages(frames)) for entry in part]
    key = key_of("search", language, entries, code_key("search_index.py", "thai"))
    written = json.dumps({"entries": entries}, ensure_ascii=False, separators=(",", ":")).encode()
    return Asset("search-index.json", key, lambda: written)


def _entry(kind: str, title: str, subtitle: str, url: str, *further: str) -> Entry:
    return {"k": kind, "t": title, "s": subtitle, "u": url, "f": fold(title), "x": fold(" ".join(further))}


def _datasets(portal: Portal, language: Language) -> Iterator[Entry]:
    for item in portal.entries(language):
        record = item.record
        url = address(record)
        kind = "dataset" if isinstance(item, Published) else "listing"
        area = portal.catalogue.work_area(record.work_area)
        subtitle = " · ".join(
            filter(
                None,
                (area.title.get(language) if area else "", period_words(record.period, portal, language)),
            )
        )
        yield _entry(kind, record.title.get(language), subtitle, url, *_further(record, subtitle))
        tables = item.tables if isinstance(item, Published) else item.outline
        for table in tables:
            yield from _table(portal, record, table, language)


def _further(record: Record, subtitle: str) -> Iterator[str]:
    """Words besides the title: those of every language, and years in both eras."""
    yield subtitle
    yield record.name
    for text in (record.title, record.description, *record.keywords, record.maintainer):
        yield text.primary
        yield from (words for _, words in text.others)
    for year in record.period.years:
        yield f"{year} {in_era(year, 'th')}"


def _table(portal: Portal, record: Record, table: Table, language: Language) -> Iterator[Entry]:
    title = record.title.get(language)
    url = f"{address(record)}#{table.name}"
    if table.title and table.title.get(language) != title:
        yield _entry("table", table.title.get(language), title, url, table.name, _all(table.description))
    for field in table.schema.fields:
        label = field.title.get(language) or field.name
        yield _entry("field", label, title, url, field.name, _all(field.title), _all(field.description))
    profile = portal.profiles.get((record.name, table.name))
    # People write "โรงเรียน…" before a name that the register holds without it: the columns' titles have the word.
    columns = " ".join(_all(field.title) for field in table.schema.fields if field.searchable)
    for values in profile.searchable if profile else ():
        yield _entry("value", " ".join(values), title, url, columns)


def _all(text: Any) -> str:
    return " ".join((text.primary, *(words for _, words in text.others)))


def _pages(frames: Iterable[Frame]) -> Iterator[Entry]:
    """Hand-written pages by title and by the words of their content."""
    for frame in frames:
        if frame.path == "404.html":
            continue
        yield _entry("page", frame.heading, "", frame.path.removesuffix("index.html"), _content(frame))


def _content(frame: Frame) -> str:
    body = re.search(r"<article.*?</article>", " ".join(frame.texts), re.DOTALL)
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", body[0] if body else "", flags=re.DOTALL)
    return re.sub(r"\s+", " ", words)[:4000]
