"""What a cause is, and the case that is put to it: a fault with its column, its table and the faults beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from saraban.model import Field, Table, Text
from saraban.thai import to_arabic
from saraban.validate.faults import Fault

LABELS = ("incorrect-label", "extra-label", "duplicate-label")  # faults of the header
KEYS = ("unique-error", "primary-key", "unique-key-repeated")  # good values that stand there twice
REFUSED = ("type-error", "constraint-error", "foreign-key", "category-unknown")  # values that are not good
_FOR_OTHERS = ("categories", "categoriesOrdered", "rdfType")  # what plays no part in reading a value


class Reach(IntEnum):
    """How much a cause explains. The widest is asked first: one total row is the reason for all faults in it."""

    TABLE = 1
    ROW = 2
    CELL = 3
    KNOWN = 4  # a well written value does not fit the others that are known


@dataclass(frozen=True, slots=True)
class Cause:
    """A known reason for faults, in words; each file in this folder holds one as `CAUSE`.

    Placeholders: {column} the column in question, {examples} rows with their values and what would be right, {note}
    the note of the fault.
    """

    name: str
    reach: Reach
    problem: Text
    cure: Text


@dataclass(frozen=True, slots=True)
class Found:
    """That a cause applies, and what it knows of one fault.

    `right` is the value as it should be (an empty one means an empty cell), `near` only a guess, and `twin` another
    row with the same value.
    """

    right: str | None = None
    near: str = ""
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A fault of a table, and what tells its cause.

    `field` is the column, when one alone is in question; `in_row` and `in_table` are the faults of the same row and
    table, this one among them. `reads` tells whether a text keeps the column's type and constraints, `is_code` whether
    it stands where a foreign key leads to, and `near` is the known value that is nearest. Neither knows of tables
    whose values are not shown.
    """

    fault: Fault
    table: Table
    field: Field | None
    in_row: Sequence[Fault]
    in_table: Sequence[Fault]
    reads: Callable[[str], bool]
    is_code: Callable[[str], bool]
    near: str

    @property
    def kind(self) -> str:
        """The type of the column; empty when more than one is in question."""
        return self.field.type if self.field else ""

    @property
    def plain(self) -> str:
        """The value in Arabic digits, without invisible characters and spaces around it."""
        return to_arabic(visible(self.fault.cell))

    def known(self) -> tuple[str, ...]:
        """The values that the column's enum and categories permit."""
        return permitted(self.field) if self.field else ()

    def accepts(self, text: str) -> bool:
        """Whether the fault would be gone with this value, as far as that can be known."""
        match self.fault.type:
            case "foreign-key":
                return text != "" and (text == self.near or self.is_code(text))
            case "category-unknown":
                return text in self.known() and self.reads(text)
            case "type-error" | "constraint-error":
                # A number in a workbook's cell may be refused where the same digits as text are not.
                return self.reads(text) and not self.reads(self.fault.cell)
            case "year-buddhist-in-date":
                return self.reads(text)
            case kind:
                return kind in LABELS and text in self.fault.fields

    def mended(self, *texts: str | None) -> Found | None:
        """The first of some texts that differs from the value and would be right."""
        tried = (text for text in texts if text is not None and text != self.fault.cell)
        return next((Found(right=text) for text in tried if self.accepts(text)), None)


def permitted(field: Field) -> tuple[str, ...]:
    """All values that a column may have, where its enum or categories name them."""
    constraints = field.standard.get("constraints")
    enum = constraints.get("enum") if isinstance(constraints, dict) else None
    values = map(str, enum) if isinstance(enum, list) else ()
    return (*values, *(entry.value for entry in field.categories))


def visible(text: str) -> str:
    """The text without what nobody sees: invisible characters, hard spaces, and spaces around it."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return "".join(" " if letter.isspace() else letter for letter in seen).strip()
