"""Words that are not yet there in the catalogue's other languages."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Text, Weight, both

RULE = Rule(
    "translation-missing",
    Weight.NOTE,
    both("ยังไม่มีคำแปล", "words are not translated"),
    both(
        "ผู้อ่านภาษาอื่นจะเห็นข้อความในภาษาหลัก",
        "readers of the other language are shown the primary one",
    ),
    both(
        "เพิ่มคำในภาษานั้น เช่น title_en, description_en, unit_en และ label_en",
        "add the words in that language, such as title_en, description_en, unit_en and label_en",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding a language, with the list of places."""
    texts = [(where, words) for where, words in _texts(dataset) if words.primary]
    for language in context.catalogue.languages[1:]:
        if missing := [where for where, words in texts if not words.has(language)]:
            listed = ", ".join(missing[:_LISTED]) + (" …" if len(missing) > _LISTED else "")
            problem = both(
                f"ยังไม่มีคำภาษา {language} {len(missing):,} แห่ง: {listed}",
                f"not yet in language {language}, {len(missing):,} places: {listed}",
            )
            yield RULE.finding(dataset.name, in_descriptor(dataset, context), problem)


_LISTED = 30  # places; more would drown the rest of the report


def _texts(dataset: Dataset) -> Iterator[tuple[str, Text]]:
    record = dataset.record
    yield from (
        ("title", record.title),
        ("description", record.description),
        ("maintainer", record.maintainer),
    )
    yield from ((f"keywords “{words.primary}”", words) for words in record.keywords)
    for name in ("ground", "decided_by", "conditions", "contact"):
        yield f"request.{name}", getattr(record.request, name)
    yield "notes.md", record.notes
    for table in dataset.tables:
        yield from ((f"{table.name}.title", table.title), (f"{table.name}.description", table.description))
        for field in table.schema.fields:
            where = f"{table.name}.{field.name}"
            for name in ("title", "description", "unit"):
                yield f"{where}.{name}", getattr(field, name)
            yield from (
                (f"{where} “{entry.value}”", entry.label)
                for entry in field.categories
                if entry.label.primary != entry.value  # a bare value is no word to translate
            )
