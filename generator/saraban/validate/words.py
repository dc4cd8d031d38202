"""Frictionless's errors in words that a publisher understands; those of one cause are told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from saraban.model import Table, Text, both
from saraban.validate.causes import Cause, Found, Reach, recognised
from saraban.validate.faults import NOT_JUDGED, Fault, Faults, More
from saraban.validate.phrases import LANGUAGES, Placeholders, Voice, Words, shown, words_of

Hidden = frozenset[str]
Kind = tuple[str, str, tuple[str, ...]]  # error type, table and columns, as `More` counts them
Key = tuple[object, ...]

_NO_TABLES: Mapping[str, Table] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """One or more equal faults in words.

    `first` is where to look, `pointer` the place in the descriptor, `faults` those that are known one by one and
    `count` how many there are in all; `cause` names the known cause that they have, if any.
    """

    first: Fault
    pointer: str
    problem: Text
    cure: Text
    faults: tuple[Fault, ...] = ()
    count: int = 1
    cause: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """Faults that are told together, each with what their cause knows of it."""

    cause: Cause | None
    members: list[tuple[Fault, Found]]

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(fault for fault, _ in self.members)

    @property
    def places(self) -> list[tuple[Fault, Found]]:
        """One member a place: a total row or a bad cell may break several rules."""
        if self.cause is None:
            return self.members
        found: dict[Key, tuple[Fault, Found]] = {}
        for fault, known in self.members:
            cell = "" if self.cause.reach is Reach.ROW else fault.cell
            found.setdefault((fault.row, cell), (fault, known))
        return list(found.values())


def told_of_descriptor(faults: Faults) -> Iterator[Told]:
    """Each fault of the descriptor."""
    for fault in dict.fromkeys(faults.descriptor):
        words, groups = _pattern(fault)
        texts = {language: _spoken(groups, language) for language in LANGUAGES}
        pointer = fault.pointer + words.get("at", "").format(**groups)
        yield Told(fault, pointer, _text(words["problem"], texts), _text(words["cure"], texts))


def told_of_tables(
    faults: Iterable[Fault],
    more: Iterable[More] = (),
    hidden: Hidden = frozenset(),
    tables: Mapping[str, Table] = _NO_TABLES,
) -> Iterator[Told]:
    """The faults of tables: those of one cause in one column together, else those of one type.

    `more` counts faults that are not kept one by one, `hidden` names tables whose values are not shown, and `tables`
    holds the tables by name: in one that is not there no cause is known.
    """
    groups = _groups(recognised(faults, tables, hidden))
    rests = _rests(groups, more)
    for group, rest in zip(groups, rests, strict=True):
        first = group.members[0][0]
        table = tables.get(first.table)
        voices = {language: Voice(language, first.table in hidden) for language in LANGUAGES}
        words, texts = _words(group, voices, rest)
        problem, cure = (_text(words[part], texts) for part in ("problem", "cure"))
        sheet = {language: voice.sheet(table) for language, voice in voices.items()}
        whole = both(*(sheet[language] + problem.get(language) for language in LANGUAGES))
        name = group.cause.name if group.cause else ""
        yield Told(first, "", whole, cure, group.faults, len(group.places) + rest, name)


def _groups(cases: Iterable[tuple[Fault, Cause | None, Found]]) -> list[_Group]:
    groups: dict[Key, _Group] = {}
    for fault, cause, found in cases:
        groups.setdefault(_alike(fault, cause), _Group(cause, [])).members.append((fault, found))
    return list(groups.values())


def _alike(fault: Fault, cause: Cause | None) -> Key:
    if cause is None:
        note = fault.note if fault.type in ("constraint-error", "extra-cell") or not fault.row else ""
        return "", fault.type, fault.table, fault.fields, note
    return cause.name, fault.table, fault.fields if cause.reach >= Reach.CELL else ()


def _rests(groups: Sequence[_Group], more: Iterable[More]) -> list[int]:
    """How many faults beyond those that are known each group speaks of.

    Their cause is not known: where there is a group without one they belong to it, else to the largest.
    """
    rests = [0] * len(groups)
    holders: dict[Kind, list[int]] = {}
    for place, group in enumerate(groups):
        for kind in dict.fromkeys((fault.type, fault.table, fault.fields) for fault in group.faults):
            holders.setdefault(kind, []).append(place)
    for entry in more:
        alike = holders.get((entry.type, entry.table, entry.fields), [])
        if alike:
            rests[
                min(alike, key=lambda place: (groups[place].cause is not None, -len(groups[place].members)))
            ] += entry.count
    return rests


def _words(group: _Group, voices: Mapping[str, Voice], rest: int) -> tuple[Words, Mapping[str, Placeholders]]:
    cause = group.cause
    if cause is None:
        types = words_of("cells")["types"]
        words = types.get(group.faults[0].type) or types[NOT_JUDGED]
        return words, {language: voice.of_type(group.faults, rest) for language, voice in voices.items()}
    texts = {"problem": cause.problem, "cure": cause.cure}
    words = {part: {language: text.get(language) for language in LANGUAGES} for part, text in texts.items()}
    places = group.places
    return words, {language: voice.of_cause(places, cause.reach, rest) for language, voice in voices.items()}


def _text(words: Mapping[str, str], placeholders: Mapping[str, Mapping[str, str]]) -> Text:
    th, en = (words[language].format(**placeholders[language]) for language in LANGUAGES)
    return both(th, en)


def _pattern(fault: Fault) -> tuple[Words, dict[str, str]]:
    words = words_of("descriptor")
    for pattern in words["patterns"]:
        if found := re.search(pattern["match"], fault.note, re.DOTALL):
            groups = {name: shown(value) for name, value in found.groupdict(default="").items()}
            return pattern, {**groups, "note": shown(fault.note, 200)}
    return words["types"].get(fault.type, words["types"]["error"]), {"note": shown(fault.note, 200)}


def _spoken(groups: Mapping[str, str], language: str) -> dict[str, str]:
    """The groups with JSON's kinds in words, and the part of the descriptor that a note does not name."""
    made = dict(groups)
    if kind := words_of("descriptor")["kinds"].get(made.get("kind", "")):
        made["kind"] = kind[language]
    if made.get("name") == "":
        made["name"] = {"th": "ส่วนนี้", "en": "this part"}[language]
    return made
