"""Tables as a page shows them: the first rows, cell by cell, and what each column means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from saraban.cells import missing_values
from saraban.interface import interface
from saraban.model import Distribution, Field, FieldProfile, Language, Published, Schema, Table
from saraban.portal import Portal
from saraban.thai.numbers import format_number

_LONGEST = 160  # characters of a cell; a map in a cell has millions
_FORMATS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "zip": "ZIP", "geojson": "GeoJSON"}
# Attributes of a cell, by whether its column is one of amounts; made once, since pages have many cells.
_SHOWN = {False: Markup(), True: Markup(' class="sb-number"')}
_MISSING = {False: Markup(' class="sb-missing"'), True: Markup(' class="sb-number sb-missing"')}
_VALUE = Markup(' data-value="%s"')
_PLAIN_NUMBER = re.compile(r"-?[0-9]{4,}(\.[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """`code` is what the file holds where `text` is its label; `attributes` are those of its element.

    Its `data-value` is what sorting compares where that is not `text`.
    """

    text: str
    code: str = ""
    attributes: Markup = Markup()


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `rules` are its constraints in words, `pattern` the one that no words can say.

    `figures` say what its values are like.
    """

    field: Field
    numeric: bool
    rules: tuple[str, ...]
    pattern: str
    figures: tuple[str, ...] = ()

    @property
    def means(self) -> bool:
        """Whether more can be said of it than name, type and unit."""
        said = self.field.description or self.rules or self.pattern or self.field.categories
        return bool(said or self.figures)


@dataclass(frozen=True, slots=True)
class TableView:
    """One table of a dataset. `total` is None where nobody counted; `withheld` how many columns were cut."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int | None
    withheld: int
    files: tuple[Distribution, ...]

    @property
    def more_columns(self) -> int:
        """How many columns the page leaves out."""
        return len(self.table.schema.fields) - len(self.columns)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of each table one page shows, so that a phone can bear it; downloads and descriptor hold all."""

    rows: int
    columns: int
    codes: int  # of one code list


def limits(tables: Sequence[Table]) -> Limits:
    """The more tables, columns and code lists a dataset has, the less is shown of each."""
    shapes = [table.schema.fields for table in tables if table.tabular]
    columns = _share(1_500, len(shapes), least=5, most=200)
    shown = [field for fields in shapes for field in fields[:columns]]
    return Limits(
        rows=_share(4_000, len(shown), least=3, most=20 if len(shapes) == 1 else 10),
        columns=columns,
        codes=_share(4_000, sum(bool(field.categories) for field in shown), least=5, most=100),
    )


def _share(room: int, among: int, least: int, most: int) -> int:
    return max(least, min(most, room // max(among, 1)))


def table_views(entry: Published, portal: Portal, language: Language) -> list[TableView]:
    """The tables in their owner's order."""
    within = limits(entry.tables)
    return [_view(entry, table, portal, within, language) for table in entry.tables]


def _view(entry: Published, table: Table, portal: Portal, within: Limits, language: Language) -> TableView:
    fields = table.schema.fields[: within.columns]
    missing = [frozenset(missing_values(table.schema, field)) for field in fields]
    profile = portal.profiles.get((entry.name, table.name))
    first = profile.first[: within.rows] if profile else ()
    return TableView(
        table=table,
        columns=columns_of(table.schema, within, language, profile.fields if profile else ()),
        rows=tuple(tuple(map(_cell, row, fields, missing, [language] * len(fields))) for row in first),
        total=profile.rows if profile else None,
        withheld=dict(entry.cut).get(table.name, 0),
        files=tuple(file for file in portal.distributions.get(entry.name, ()) if file.table == table.name),
    )


def columns_of(
    schema: Schema, within: Limits, language: Language, profiles: Sequence[FieldProfile] = ()
) -> tuple[Column, ...]:
    """The columns that are shown, with their rules and figures in words."""
    known = {profile.name: profile for profile in profiles}
    return tuple(
        Column(
            field,
            is_numeric(field),
            tuple(_rules(field, schema, language)),
            _pattern(field),
            tuple(_figures(known[field.name], language)) if field.name in known else (),
        )
        for field in schema.fields[: within.columns]
    )


def _figures(profile: FieldProfile, language: Language) -> Iterator[str]:
    """What the values are like, in words."""
    t = interface(language)
    if profile.missing:
        yield t("figure-missing", n=format_number(Decimal(profile.missing)))
    if profile.different:
        yield t("figure-different", n=format_number(Decimal(profile.different)))
    if profile.least is not None and profile.greatest is not None:
        yield t("figure-range", least=profile.least, greatest=profile.greatest)


def is_numeric(field: Field) -> bool:
    """Whether a column's values are amounts, which stand right-aligned; codes are none, though made of digits."""
    return field.type in ("integer", "number") and not field.categories


def _cell(text: str | None, field: Field, missing: frozenset[str], language: Language) -> Cell:
    number = is_numeric(field)
    if text is None or text in missing:
        return Cell(text or "", attributes=_MISSING[number])
    shown = _shortened(text)
    for category in field.categories:
        if category.value == text and (label := category.label.get(language)) not in ("", text):
            return Cell(label, shown, _SHOWN[number] + _VALUE % shown)
    # Without a unit the digits may be a year or a code, which nobody groups.
    if number and field.unit and _PLAIN_NUMBER.fullmatch(text) and len(text) < _LONGEST:
        return Cell(format_number(Decimal(text)), attributes=_SHOWN[number] + _VALUE % text)
    return Cell(shown, attributes=_SHOWN[number])


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
