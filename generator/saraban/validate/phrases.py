"""Values, rows and columns as a reader is shown them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from saraban.model import Language, Table
from saraban.validate.causes import Found, Reach
from saraban.validate.faults import Fault

LANGUAGES: tuple[Language, ...] = ("th", "en")
_EXAMPLES = 5  # rows named in one finding
_LONGEST = 40  # characters of a value that are shown
_CONSTRAINT = re.compile(r'constraint "(\w+)" is "(.*)"', re.DOTALL)
_TYPE = re.compile(r'type is "(\w+)/(.*)"$', re.DOTALL)
_IN_WORKBOOKS = ("xlsx", "xls", "ods")

Words = Mapping[str, Any]
Placeholders = dict[str, str]


@cache
def words_of(name: str) -> Words:
    """The words in one of the YAML files beside this module."""
    loaded: Words = yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def shown(value: str, longest: int = _LONGEST) -> str:
    """A value as a person can see it: what is invisible is written out, what is long is cut."""
    cut = value if len(value) <= longest else value[: longest - 1] + "…"
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in cut
    )


def letters(column: int) -> str:
    """A column as spreadsheets call it: A, B … Z, AA."""
    above, place = divmod(column - 1, 26)
    return (letters(above) if above else "") + chr(ord("A") + place)


@dataclass(frozen=True, slots=True)
class Voice:
    """The language to speak, and whether values may be shown."""

    language: Language
    hides: bool = False

    def say(self, part: str, **given: object) -> str:
        """A phrase from cells.yaml."""
        phrase: str = words_of("cells")["phrases"][part][self.language]
        return phrase.format(**given)

    def value(self, value: str) -> str:
        """A value in quotation marks."""
        if self.hides:
            return self.say("hidden")
        return f"“{shown(value)}”" if value else self.say("empty")

    def column(self, group: Sequence[Fault]) -> str:
        """The columns in question with letter and name: column C “students”. The letter is that of the first."""
        names = [f"“{shown(name)}”" for name in group[0].fields]
        letter = next((letters(fault.column) for fault in group if fault.column), "")
        which = " ".join(filter(None, (letter, self.say("and").join(names))))
        return self.say("columns" if len(names) > 1 else "column" if which else "some_column", which=which)

    def sheet(self, table: Table | None) -> str:
        """The sheet that the table's dialect names, to stand before all else; empty where it names none."""
        if table is None or table.format not in _IN_WORKBOOKS:
            return ""
        inner = table.dialect.get("ods" if table.format == "ods" else "excel")
        named = [part.get("sheet") for part in (inner, table.dialect) if isinstance(part, Mapping)]
        sheet = next((name for name in named if isinstance(name, str)), "")
        return self.say("sheet", name=shown(sheet)) if sheet else ""

    def rows(self, group: Iterable[Fault], rest: int, after: Callable[[Fault], str]) -> str:
        """The first rows of a group, each with what `after` says of it, and how many there are besides."""
        rows = [(fault.row, after(fault)) for fault in group if fault.row is not None]
        named = ", ".join(self.say("row", row=row) + text for row, text in rows[:_EXAMPLES])
        others = max(0, len(rows) - _EXAMPLES) + rest
        return f"{named} {self.say('more', count=f'{others:,}')}" if others else named

    def of_type(self, group: Sequence[Fault], rest: int) -> Placeholders:
        """What the words of an error type may hold."""
        first = group[0]
        count = f"{len(group) + rest:,}"
        places = ", ".join(letters(fault.column) for fault in group[:_EXAMPLES] if fault.column)
        kind, kind_cure = self._kind(first.note)
        return {
            "column": self.column(group),
            "letter": f" {letters(first.column)}" if first.column else "",
            "field": shown(", ".join(first.fields)),
            "value": self.value(first.cell),
            "values": ", ".join(self.value(fault.cell) for fault in group[:_EXAMPLES]),
            "count": f"{count} ({places})" if places else count,
            "note": shown(first.note, 200),
            "kind": kind,
            "kind_cure": kind_cure,
            "limit": self._limit(first.note),
            "examples": self.rows(group, rest, lambda fault: f" {self.value(fault.cell)}"),
            "rows": self.rows(group, rest, lambda _: ""),
        }

    def of_cause(self, group: Sequence[tuple[Fault, Found]], reach: Reach, rest: int) -> Placeholders:
        """What the words of a cause may hold. Of a row its first text is shown, of a cell what would be right."""
        faults = [fault for fault, _ in group]
        known = dict(group)

        def example(fault: Fault) -> str:
            if reach is Reach.ROW:
                return f" {self.value(fault.label)}" if fault.label else ""
            return f" {self._mended(fault, known[fault])}"

        return {
            "column": self.column(faults),
            "note": shown(faults[0].note, 200),
            "examples": self.rows(faults, rest, example),
        }

    def _mended(self, fault: Fault, found: Found) -> str:
        value = self.value(fault.cell)
        if found.twin is not None:
            return self.say("twin", value=value, row=found.twin)
        if self.hides:
            return value
        if found.near:
            return self.say("near", value=value, near=self.value(found.near))
        return value if found.right is None else f"{value} → {self.value(found.right)}"

    def _kind(self, note: str) -> tuple[str, str]:
        kinds = words_of("cells")["kinds"]
        found = _TYPE.search(note)
        name, form = (found[1], found[2]) if found else ("list" if "item type" in note else "any", "")
        kind = kinds.get(name, kinds["any"])
        words = kind[self.language]
        if form not in ("", "default", "any"):
            words += self.say("format", form=form)
        return words, kind[f"cure_{self.language}"]

    def _limit(self, note: str) -> str:
        constraints = words_of("cells")["constraints"]
        found = _CONSTRAINT.search(note)
        name, limit = (found[1], shown(found[2])) if found else ("other", shown(note))
        if name == "enum":  # a list as Python writes it
            limit = limit.strip("[]").replace("'", "")
        if name not in constraints:
            name, limit = "other", f"{name}: {limit}"
        return str(constraints[name][self.language]).format(limit=limit)
