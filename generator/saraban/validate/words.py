"""Frictionless's errors in words that a publisher understands; equal ones are told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from saraban.model import Text, both
from saraban.validate.faults import NOT_JUDGED, Fault, Faults

_LANGUAGES = ("th", "en")
_EXAMPLES = 5  # rows named in one finding
_LONGEST = 40  # characters of a value that are shown
_CONSTRAINT = re.compile(r'constraint "(\w+)" is "(.*)"', re.DOTALL)
_TYPE = re.compile(r'type is "(\w+)/(.*)"$', re.DOTALL)

Words = Mapping[str, Any]
Hidden = frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """One or more equal faults in words; `first` is where to look, `pointer` the place in the descriptor."""

    first: Fault
    pointer: str
    problem: Text
    cure: Text


def told_of_descriptor(faults: Faults) -> Iterator[Told]:
    """Each fault of the descriptor."""
    for fault in dict.fromkeys(faults.descriptor):
        words, groups = _pattern(fault)
        texts = {language: _spoken(groups, language) for language in _LANGUAGES}
        pointer = fault.pointer + words.get("at", "").format(**groups)
        yield Told(fault, pointer, _text(words["problem"], texts), _text(words["cure"], texts))


def told_of_tables(
    faults: Iterable[Fault], cut_short: frozenset[str] = frozenset(), hidden: Hidden = frozenset()
) -> Iterator[Told]:
    """The faults of tables: those of one type in one field of one table together.

    `cut_short` names tables that were not read to their end, `hidden` those whose values are not shown.
    """
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        groups.setdefault(_alike(fault), []).append(fault)
    for group in groups.values():
        first = group[0]
        words = _words("cells")["types"].get(first.type) or _words("cells")["types"][NOT_JUDGED]
        more = first.table in cut_short
        texts = {language: _placeholders(group, hidden, language, more) for language in _LANGUAGES}
        yield Told(first, "", _text(words["problem"], texts), _text(words["cure"], texts))


def _alike(fault: Fault) -> tuple[object, ...]:
    note = fault.note if fault.type in ("constraint-error", "extra-cell") or not fault.row else ""
    return fault.type, fault.table, fault.fields, note


@cache
def _words(name: str) -> Words:
    loaded: Words = yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def _text(words: Mapping[str, str], placeholders: Mapping[str, Mapping[str, str]]) -> Text:
    th, en = (words[language].format(**placeholders[language]) for language in _LANGUAGES)
    return both(th, en)


def _pattern(fault: Fault) -> tuple[Words, dict[str, str]]:
    words = _words("descriptor")
    for pattern in words["patterns"]:
        if found := re.search(pattern["match"], fault.note, re.DOTALL):
            groups = {name: shown(value) for name, value in found.groupdict(default="").items()}
            return pattern, {**groups, "note": shown(fault.note, 200)}
    return words["types"].get(fault.type, words["types"]["error"]), {"note": shown(fault.note, 200)}


def _spoken(groups: Mapping[str, str], language: str) -> dict[str, str]:
    """The groups with JSON's kinds in words, and the part of the descriptor that a note does not name."""
    made = dict(groups)
    if kind := _words("descriptor")["kinds"].get(made.get("kind", "")):
        made["kind"] = kind[language]
    if made.get("name") == "":
        made["name"] = {"th": "ส่วนนี้", "en": "this part"}[language]
    return made


def _placeholders(group: Sequence[Fault], hidden: Hidden, language: str, more: bool) -> dict[str, str]:
    first = group[0]
    count = f"{len(group):,}"
    kind, kind_cure = _kind(first.note, language)
    return {
        "field": shown(", ".join(first.fields)),
        "value": _value(first, hidden, language),
        "values": ", ".join(_value(fault, hidden, language) for fault in group[:_EXAMPLES]),
        "count": count,
        "note": shown(first.note, 200),
        "kind": kind,
        "kind_cure": kind_cure,
        "limit": _limit(first.note, language),
        "examples": _examples(group, language, more, lambda fault: f" {_value(fault, hidden, language)}"),
        "rows": _examples(group, language, more, lambda _: ""),
    }


def _examples(group: Sequence[Fault], language: str, more: bool, value: Any) -> str:
    rows = [fault for fault in group if fault.row is not None]
    row = {"th": "แถว", "en": "row"}[language]
    named = ", ".join(f"{row} {fault.row}{value(fault)}" for fault in rows[:_EXAMPLES])
    rest = len(rows) - _EXAMPLES
    if rest > 0:
        tail = {"th": f"และอีก {rest:,} แห่ง", "en": f"and {rest:,} more"}[language]
        named = f"{named} {tail}"
    if more:
        stopped = {"th": "พบมากจนหยุดตรวจก่อนจบตาราง", "en": "so many that the rest was not looked at"}
        named = f"{named} ({stopped[language]})"
    return named


def _value(fault: Fault, hidden: Hidden, language: str) -> str:
    if fault.table in hidden:
        return {"th": "(ไม่แสดงค่า)", "en": "(value not shown)"}[language]
    return f"“{shown(fault.cell)}”" if fault.cell else {"th": "(ว่าง)", "en": "(empty)"}[language]


def _kind(note: str, language: str) -> tuple[str, str]:
    kinds = _words("cells")["kinds"]
    found = _TYPE.search(note)
    name, form = (found[1], found[2]) if found else ("list" if "item type" in note else "any", "")
    kind = kinds.get(name, kinds["any"])
    words = kind[language]
    if form not in ("", "default", "any"):
        words += {"th": f" (รูปแบบ {form})", "en": f" ({form})"}[language]
    return words, kind[f"cure_{language}"]


def _limit(note: str, language: str) -> str:
    found = _CONSTRAINT.search(note)
    constraints = _words("cells")["constraints"]
    if not found:
        return str(constraints["other"][language]).format(limit=shown(note))
    words = constraints.get(found[1])
    if words is None:
        return str(constraints["other"][language]).format(limit=f"{found[1]}: {shown(found[2])}")
    return str(words[language]).format(limit=shown(found[2]))


def shown(value: str, longest: int = _LONGEST) -> str:
    """A value as a person can see it: what is invisible is written out, what is long is cut."""
    cut = value if len(value) <= longest else value[: longest - 1] + "…"
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in cut
    )
