"""Tables as a page shows them: the first rows, cell by cell, and what each column means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saraban.cells import missing_values
from saraban.interface import interface
from saraban.model import Distribution, Field, Language, Published, Schema, Table
from saraban.portal import Portal
from saraban.thai.numbers import format_number

MOST_CODES = 100  # of a code list; the descriptor holds all of them
_MOST_CELLS = 4_000  # of all tables of a page together: what a phone can bear
_FEWEST_ROWS, _FEW_ROWS, _MOST_ROWS = 3, 10, 20  # few where there are several tables
_LONGEST = 160  # characters of a cell; a map in a cell has millions
_FORMATS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "zip": "ZIP", "geojson": "GeoJSON"}
_PLAIN_NUMBER = re.compile(r"-?[0-9]{4,}(\.[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """`code` is what the file holds where `text` is its label; `value` is what sorting compares if not `text`."""

    text: str
    code: str = ""
    value: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `rules` are its constraints in words, `pattern` the one that no words can say."""

    field: Field
    numeric: bool
    rules: tuple[str, ...]
    pattern: str

    @property
    def means(self) -> bool:
        """Whether more can be said of it than name, type and unit."""
        return bool(self.field.description or self.rules or self.pattern or self.field.categories)


@dataclass(frozen=True, slots=True)
class TableView:
    """One table of a dataset. `total` is None where nobody counted; `withheld` how many columns were cut."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int | None
    withheld: int
    files: tuple[Distribution, ...]


def table_views(entry: Published, portal: Portal, language: Language) -> list[TableView]:
    """The tables in their owner's order."""
    rows = _rows_shown([len(table.schema.fields) for table in entry.tables if table.tabular])
    return [_view(entry, table, portal, rows, language) for table in entry.tables]


def _rows_shown(columns: Sequence[int]) -> int:
    wanted = _MOST_ROWS if len(columns) == 1 else _FEW_ROWS
    return max(_FEWEST_ROWS, min(wanted, _MOST_CELLS // max(sum(columns), 1)))


def _view(entry: Published, table: Table, portal: Portal, rows: int, language: Language) -> TableView:
    fields = table.schema.fields
    missing = [frozenset(missing_values(table.schema, field)) for field in fields]
    profile = portal.profiles.get((entry.name, table.name))
    first = profile.first[:rows] if profile else ()
    return TableView(
        table=table,
        columns=columns_of(table.schema, language),
        rows=tuple(tuple(map(_cell, row, fields, missing, [language] * len(fields))) for row in first),
        total=profile.rows if profile else None,
        withheld=dict(entry.cut).get(table.name, 0),
        files=tuple(file for file in portal.distributions.get(entry.name, ()) if file.table == table.name),
    )


def columns_of(schema: Schema, language: Language) -> tuple[Column, ...]:
    """The columns with their rules in words."""
    return tuple(
        Column(field, is_numeric(field), tuple(_rules(field, schema, language)), _pattern(field))
        for field in schema.fields
    )


def is_numeric(field: Field) -> bool:
    """Whether a column's values are amounts, which stand right-aligned; codes are none, though made of digits."""
    return field.type in ("integer", "number") and not field.categories


def _cell(text: str | None, field: Field, missing: frozenset[str], language: Language) -> Cell:
    if text is None:
        return Cell("", missing=True)
    if text in missing:
        return Cell(text, missing=True)
    shown = _shortened(text)
    for category in field.categories:
        if category.value == text and (label := category.label.get(language)) not in ("", text):
            return Cell(label, code=shown, value=shown)
    # Without a unit the digits may be a year or a code, which nobody groups.
    if is_numeric(field) and field.unit and _PLAIN_NUMBER.fullmatch(text) and len(text) < _LONGEST:
        return Cell(format_number(Decimal(text)), value=text)
    return Cell(shown)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _rules(field: Field, schema: Schema, language: Language) -> Iterator[str]:
    t = interface(language)
    limits = _limits(field)
    if schema.primary_key == (field.name,):
        yield t("rule-key")
    elif field.name in schema.primary_key:
        yield t("rule-part-of-key")
    elif limits.get("unique") is True:
        yield t("rule-unique")
    if limits.get("required") is True and schema.primary_key != (field.name,):
        yield t("rule-required")
    yield from _span("rule", limits.get("minimum"), limits.get("maximum"), language)
    yield from _span("rule-length", limits.get("minLength"), limits.get("maxLength"), language)
    for key in schema.foreign_keys:
        if field.name in key.fields and key.table:
            yield t("rule-leads-to", table=key.table)


def _span(key: str, least: Any, most: Any, language: Language) -> Iterator[str]:
    t = interface(language)
    if least is not None and most is not None:
        yield t(f"{key}-between", least=least, most=most)
    elif least is not None:
        yield t(f"{key}-least", least=least)
    elif most is not None:
        yield t(f"{key}-most", most=most)


def _pattern(field: Field) -> str:
    pattern = _limits(field).get("pattern")
    return _shortened(pattern) if isinstance(pattern, str) else ""


def _limits(field: Field) -> dict[str, Any]:
    found = field.standard.get("constraints")
    return found if isinstance(found, dict) else {}


def formats(files: Sequence[Distribution]) -> list[str]:
    """The formats in which tables and files can be had, each once, the common ones first."""
    found = {format_of(file) for file in files if file.table}
    common = [name for name in ("csv", "xlsx", "parquet") if name in found]
    return common + sorted(found - set(common))


def format_of(file: Distribution) -> str:
    """A file's format by the ending of its name; what browsers would run bears `.txt` after its own ending."""
    ending = file.path.rpartition(".")[2]
    return file.format if ending == "txt" else ending


def format_title(name: str) -> str:
    """A file format as people write it."""
    return _FORMATS.get(name, name.upper())
