"""What is wrong or worth saying, where, and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saraban.model.words import Text


class Weight(StrEnum):
    """What a finding does to its dataset."""

    STOPS = "stops"
    WARNS = "warns"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding was made. `row` counts as a spreadsheet does (the header is row 1).

    `sheet` is the sheet of a workbook, and `column` the letter of the field's column (letters, of several fields).
    """

    file: str = ""  # relative to the catalogue's folder
    pointer: str = ""  # JSON pointer into a descriptor or settings file
    line: int | None = None
    table: str = ""
    row: int | None = None
    field: str = ""
    sheet: str = ""
    column: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.line is not None:
            where += f":{self.line}"
        if self.pointer:
            where += f"#{self.pointer}"
        row = "" if self.row is None else str(self.row)
        parts = (
            ("sheet", self.sheet),
            ("table", self.table),
            ("row", row),
            ("column", self.column),
            ("field", self.field),
        )
        inner = ", ".join(f"{word} {value}" for word, value in parts if value)
        return f"{where} ({inner})" if where and inner else where or inner


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth saying, where it is, and how to mend it."""

    rule: str
    weight: Weight
    place: Place
    problem: Text
    cure: Text
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for; each file in `checks/` holds one as `RULE`."""

    name: str
    weight: Weight
    title: Text
    why: Text
    cure: Text

    def finding(self, dataset: str, place: Place, problem: Text, cure: Text | None = None) -> Finding:
        """A finding of this rule."""
        return Finding(self.name, self.weight, place, problem, cure or self.cure, dataset)
