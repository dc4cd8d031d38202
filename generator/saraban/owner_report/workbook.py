"""The Excel copy of a table: a summary with links, then the rows as they stand with the wrong cells marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from saraban.downloads.sheets import sheet_name
from saraban.model import Weight
from saraban.owner_report import summary
from saraban.owner_report.copy import Copy
from saraban.owner_report.entries import Report
from saraban.owner_report.wording import Wording, wording
from saraban.report import printable
from saraban.thai.width import width

# Fill and letters of a marked cell, heaviest weight first; the comment's corner marks it for those who see no colour.
COLOURS = {
    Weight.STOPS: {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    Weight.WARNS: {"bg_color": "#FFEB9C", "font_color": "#7A4600"},
    Weight.NOTE: {"bg_color": "#DDEBF7", "font_color": "#1F3A68"},
}
_HEAVIEST = list(COLOURS)
_LONGEST = 32_767  # characters of a cell
_WIDEST, _NARROWEST = 50, 6
_FOR_WIDTHS = 500  # rows
_COMMENT = (45, 340, 19)  # characters a line; pixels of its width; pixels of a line's height
_LINE_BREAK = re.compile("\r\n?")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Mark:
    weight: Weight
    words: str


Marks = Mapping[
    int, Mapping[int, list[_Mark]]
]  # row of the file → its column, from 1 (0: the whole row) → marks


def write_workbook(file: Path, report: Report, copy: Copy) -> None:
    """Write the workbook. The same table and findings give the same bytes; nothing in it is a formula."""
    say = wording(report.languages)
    options = {
        "constant_memory": True,
        "tmpdir": str(file.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(str(file), options) as book:
        book.set_properties(
            {
                "title": printable(f"{report.dataset.name} {copy.table.name}")[:255],
                "comments": say.both("report-internal"),
                "created": datetime(2000, 1, 1),  # any fixed moment: equal input gives equal bytes
            }
        )
        taken: set[str] = set()
        first = sheet_name(say.both("report-summary"), taken)
        name = sheet_name(copy.sheet or copy.table.name, taken)
        summary.write(book, first, summary.Subject(report, copy, name, say))
        _table(book, name, report, copy, say)


def _table(book: Workbook, name: str, report: Report, copy: Copy, say: Wording) -> None:
    sheet = book.add_worksheet(name)
    marks = _marks(report, copy, say)
    looks = _Looks(book)
    if copy.header and max(copy.header) in copy.at:
        sheet.freeze_panes(copy.at[max(copy.header)] + 1, copy.shift)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_header("&C" + say.both("report-internal"))
    sheet.set_landscape()
    for column, wide in enumerate(_widths(copy)):
        sheet.set_column(column, column, wide)
    for number, cells in copy.rows:
        marked = marks.get(number, {})
        place = copy.at[number]
        if copy.shift:
            head = say.both("report-row") if number in copy.header else str(number)
            sheet.write_string(place, 0, head, looks.of(None, True))
        for column in range(1, max(len(cells), *marked, 1) + 1):
            here = [*marked.get(column, ()), *marked.get(0, ())]
            text = cells[column - 1] if column <= len(cells) else ""
            look = looks.of(_heaviest(here), number in copy.header)
            _cell(sheet, (place, column - 1 + copy.shift), text, look, bool(here))
            if told := [*marked.get(column, ()), *(marked.get(0, ()) if column == 1 else ())]:
                _comment(sheet, (place, column - 1 + copy.shift), told)


def _marks(report: Report, copy: Copy, say: Wording) -> Marks:
    found: dict[int, dict[int, list[_Mark]]] = defaultdict(lambda: defaultdict(list))
    for entry in report.of_table(copy.table.name):
        for spot in entry.spots:
            mark = _Mark(entry.finding.weight, say.told(spot.problem, entry.finding.cure))
            for column in spot.columns or (0,):
                found[spot.row][column].append(mark)
    return found


def _heaviest(marks: list[_Mark]) -> Weight | None:
    return min((mark.weight for mark in marks), key=_HEAVIEST.index, default=None)


class _Looks:
    """The formats of cells, each made once: all text, so that a code keeps its noughts when it is edited."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[Weight | None, bool], Any] = {}

    def of(self, weight: Weight | None, header: bool) -> Any:
        key = weight, header
        if key not in self.made:
            colours = COLOURS[weight] if weight else {}
            self.made[key] = self.book.add_format(
                {"num_format": "@", "bold": header, "valign": "top", **colours}
            )
        return self.made[key]


def _cell(sheet: Any, place: tuple[int, int], text: str, look: Any, marked: bool) -> None:
    if text:
        sheet.write_string(*place, cell_text(text), look)
    elif marked:
        sheet.write_blank(*place, "", look)


def cell_text(text: str) -> str:
    """The text as a cell can hold it: no longer than 32,767 characters, and never taken for XML."""
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    plain = _SURROGATE.sub("\ufffd", _LINE_BREAK.sub("\n", cut))
    # The library takes this for rich text that it made itself, and would write it unescaped.
    return plain + "\u200b" if plain.startswith("<r>") and plain.endswith("</r>") else plain


def _comment(sheet: Any, place: tuple[int, int], marks: list[_Mark]) -> None:
    text = printable("\n\n".join(dict.fromkeys(mark.words for mark in marks)))[:_LONGEST]
    each, wide, high = _COMMENT
    lines = sum(width(line) // each + 1 for line in text.split("\n"))
    size = {"width": wide, "height": high * (lines + 1), "font_size": 10}
    sheet.write_comment(*place, text, {"author": "saraban", "start_col": place[1] + 1, **size})


def _widths(copy: Copy) -> Iterator[int]:
    """As wide as the first rows ask for, within limits."""
    widths: dict[int, int] = defaultdict(int)
    for _, cells in copy.rows[:_FOR_WIDTHS]:
        for column, text in enumerate(cells):
            lines = text[:1000].splitlines() or [""]
            widths[column] = max(widths[column], *(width(line) for line in lines))
    if copy.shift:
        yield 12
    for column in range(len(widths)):
        yield min(max(widths[column] + 2, _NARROWEST), _WIDEST)
