"""Keys over the columns of a table: the SQL by which rows that may break them are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saraban.validate.proof.fields import Proof


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a text table: its field's name, where it has no value, and what proves its values."""

    name: str
    text: str  # SQL of its text
    missing: str  # SQL: it has no value there
    required: bool
    proof: Proof

    @property
    def is_well(self) -> str:
        """SQL: nothing is wrong with the cell."""
        if self.required:
            return f"(NOT {self.missing} AND coalesce({self.proof.holds}, FALSE))"
        return f"({self.missing} OR coalesce({self.proof.holds}, FALSE))"

    @property
    def value(self) -> str:
        """SQL of its value; NULL where there is none, or none of the type."""
        if self.proof.is_of_type == "TRUE" and self.missing == f"({self.text} IS NULL)":
            return self.proof.value  # NULL where the text is
        return f"CASE WHEN NOT {self.missing} AND {self.proof.is_of_type} THEN {self.proof.value} END"


@dataclass(frozen=True, slots=True)
class Key:
    """Columns whose values together must differ from row to row.

    A row with no value in all of them (`whole`: in any of them) is not compared; where the key is `primary`, it is
    wrong.
    """

    columns: tuple[Column, ...]
    whole: bool = False
    primary: bool = False

    @property
    def compared(self) -> str:
        """SQL: the row counts."""
        present = [f"{column.value} IS NOT NULL" for column in self.columns]
        return f"({(' AND ' if self.whole else ' OR ').join(present)})"


def encoded(columns: Sequence[Column], kinds: Sequence[str] = ()) -> str:
    """SQL of one text that is equal for equal values of the columns, read as the kinds when they are given."""
    parts = []
    for i, column in enumerate(columns):
        value = column.value
        if (kinds[i] if kinds else column.proof.kind) == "number":
            value = f"CAST({value} AS DECIMAL(33, 12))"
        text = f"CAST({value} AS VARCHAR)"
        parts.append(text if len(columns) == 1 else f"coalesce(length({text}) || ':' || {text}, '-')")
    return " || ".join(parts)


def hashed(key: Key) -> str:
    """SQL of a number that is equal for equal keys, and nearly always another one for others."""
    return f"hash({', '.join(column.value for column in key.columns)})"


def common_kinds(these: Sequence[Column], those: Sequence[Column]) -> tuple[str, ...] | None:
    """As what the values of two keys can be compared; None when not here."""
    numbers = {"integer", "number"}
    kinds = []
    for this, that in zip(these, those, strict=True):
        pair = {this.proof.kind, that.proof.kind}
        if "" in pair or (len(pair) > 1 and pair != numbers):
            return None
        kinds.append("number" if pair == numbers else pair.pop())
    return tuple(kinds)


def of_names(columns: Mapping[str, Column], names: Sequence[str]) -> tuple[Column, ...] | None:
    """The columns of a key; None when one is not there or cannot be compared."""
    found = tuple(columns[name] for name in names if name in columns)
    return found if len(found) == len(names) and all(column.proof.kind for column in found) else None
