"""Excel workbooks: cover, notes, dictionary and the data, codes as text and numbers as numbers.

Excel keeps fifteen digits of a number and turns what looks like a date or a formula into one; so a cell becomes a
number or a day only where the field is one and nothing is lost, and stays text otherwise. Only a line break within
a cell becomes that of spreadsheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from saraban.downloads import labels, lexical, sheets
from saraban.downloads.exact import Exact
from saraban.downloads.work import Work
from saraban.model import Distribution, Field, Table
from saraban.thai.width import width

FORMAT = "xlsx"
ORDER = 20

_MOST_ROWS = 1_048_575  # below the header
_MOST_COLUMNS = 16_384
_LONGEST = 32_767  # characters of a cell
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets do not agree on the calendar
_WIDEST, _NARROWEST = 60, 8
_LINE_BREAK = re.compile("\r\n?")
_NUMERIC = ("integer", "number", "year")


def make(work: Work) -> Iterator[Distribution]:
    """One file a table; none where the table is larger than a sheet or a cell can be.

    Cost: one pass over the rows, one row in memory; by far the slowest of the formats.
    """
    for table, exact in work.tables():
        columns = len(table.schema.fields)
        if exact.rows <= _MOST_ROWS and columns <= _MOST_COLUMNS and exact.longest <= _LONGEST:
            file = work.folder / f"{work.names.stems[table.name]}.xlsx"
            _write(work, table, exact, file)
            yield work.distribution(table.name, FORMAT, file)


def _write(work: Work, table: Table, exact: Exact, file: Path) -> None:
    options = {
        "constant_memory": True,
        "tmpdir": str(exact.file.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "use_zip64": True,
    }
    catalogue = work.catalogue
    primary = catalogue.primary
    with Workbook(str(file), options) as book:
        book.set_properties(
            {
                "title": work.published.record.title.primary[:255],
                "author": catalogue.settings.publisher.name.primary[:255],
                "created": datetime(2000, 1, 1),  # any fixed moment: equal input gives equal bytes
            }
        )
        taken = {sheets.sheet_name(name.get(primary), set()).casefold() for name in _BEFORE}
        _prose(book, labels.COVER.get(primary), sheets.cover(work.published, table, catalogue), (24, 70, 70))
        if work.published.record.notes:
            _prose(book, labels.NOTES.get(primary), sheets.notes(work.published), (120,))
        _dictionary(book, labels.DICTIONARY.get(primary), list(sheets.dictionary(table, catalogue)))
        first = work.profiles[work.published.name, table.name].first
        _data(book, sheets.sheet_name(table.name, taken), table, exact, first)


_BEFORE = (labels.COVER, labels.NOTES, labels.DICTIONARY)


def _prose(book: Workbook, name: str, rows: sheets.Rows, widths: Sequence[int]) -> None:
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            strong = len(widths) > 1 and column == 0
            _text(sheet, number, column, text[:_LONGEST], bold if strong else wrapped)


def _dictionary(book: Workbook, name: str, rows: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    _head(book, sheet, rows, len(rows) - 1)
    for number, row in enumerate(rows[1:], start=1):
        for column, text in enumerate(row):
            _text(sheet, number, column, text[:_LONGEST])


def _data(
    book: Workbook, name: str, table: Table, exact: Exact, first: Sequence[Sequence[str | None]]
) -> None:
    sheet = book.add_worksheet(name)
    fields = table.schema.fields
    header = [field.name for field in fields]
    _head(book, sheet, [header, *([cell or "" for cell in row] for row in first)], exact.rows)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(exact, start=1):
        for column, (text, field) in enumerate(zip(row, fields, strict=True)):
            if field.type in _NUMERIC and (value := lexical.number(text, field)) is not None:
                sheet.write_number(number, column, value)
            elif field.type == "date" and (found := _day(text, field)):
                sheet.write_datetime(number, column, found, day)
            else:
                _text(sheet, number, column, text)


def _day(text: str, field: Field) -> date | None:
    found = lexical.day(text, field)
    return found if found and found >= _FIRST_DAY else None


def _head(book: Workbook, sheet: Any, rows: Sequence[Sequence[str]], last: int) -> None:
    """The header: frozen, filtered, its columns as wide as the first rows ask for."""
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    header = rows[0]
    for column in range(len(header)):
        widest = max(width(line) for row in rows for line in row[column].splitlines() or [""])
        sheet.set_column(column, column, min(max(widest + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(header) - 1)
    for column, text in enumerate(header):
        _text(sheet, 0, column, text, bold)


def _text(sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
    # An empty cell is left out, which readers take for "no value". Inside a cell, spreadsheets break lines with LF.
    if text:
        plain = _LINE_BREAK.sub("\n", text)
        if plain.startswith("<r>") and plain.endswith("</r>"):  # the library would take it for its own XML
            plain += "\u200b"
        sheet.write_string(row, column, plain, form)
