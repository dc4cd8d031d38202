"""The first sheet of a copy: what the document is, the findings, and each wrong cell with a link to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from saraban.model import Weight
from saraban.owner_report.copy import Copy
from saraban.owner_report.entries import Entry, Report, Spot
from saraban.owner_report.wording import Wording
from saraban.report import printable, where
from saraban.thai.dates import long_date
from saraban.validate import shown

_WIDTHS = (6, 14, 26, 44, 44, 44, 44, 10)
_INK = {Weight.STOPS: "#9C0006", Weight.WARNS: "#7A4600", Weight.NOTE: "#1F3A68"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What the summary speaks of: `sheet` is where the copy stands in the workbook."""

    report: Report
    copy: Copy
    sheet: str
    say: Wording


def write(book: Workbook, name: str, subject: Subject) -> None:
    """Write the sheet."""
    sheet = book.add_worksheet(name)
    for column, wide in enumerate(_WIDTHS):
        sheet.set_column(column, column, wide)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C" + subject.say.both("report-internal"))
    looks = _looks(book)
    row = 0
    for text, look in _head(subject):
        sheet.write_string(row, 0, text, looks[look])
        row += 1
    row = _findings(sheet, row + 1, subject, looks)
    _cells(sheet, row + 1, subject, looks)


def _looks(book: Workbook) -> dict[str, Any]:
    wrapped = {"text_wrap": True, "valign": "top"}
    looks = {
        "warning": {"bold": True, "font_color": "#9C0006", "font_size": 12},
        "title": {"bold": True, "font_size": 14},
        "plain": {},
        "head": {**wrapped, "bold": True, "bg_color": "#E8EDF4", "bottom": 1},
        "text": {**wrapped, "num_format": "@"},
        "link": {**wrapped, "font_color": "#1A4F96", "underline": 1},
        **{weight.value: {**wrapped, "bold": True, "font_color": ink} for weight, ink in _INK.items()},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _head(subject: Subject) -> Iterator[tuple[str, str]]:
    """The lines above the tables, each with its look."""
    report, copy, say = subject.report, subject.copy, subject.say
    yield say.both("report-internal"), "warning"
    title = report.dataset.record.title.get(report.languages[0])
    yield printable(f"{say.tongues[0]('report-title')}: {title} ({report.dataset.name})"), "title"
    for t in say.tongues:
        files = ", ".join(part.path for part in copy.table.parts) or report.dataset.descriptor
        of_sheet = f", {t('place-sheet', of=copy.sheet)}" if copy.sheet else ""
        day = long_date(report.today, t.language)
        yield printable(t("report-of", file=files + of_sheet, table=copy.table.name, date=day)), "plain"
    for t in say.tongues:
        yield t("report-mend-yours"), "plain"
        if len(copy.table.parts) > 1:
            yield t("report-parts"), "plain"
        if not copy.whole:
            yield t("report-only-wrong-rows"), "plain"


def _findings(sheet: Any, row: int, subject: Subject, looks: dict[str, Any]) -> int:
    """The table of findings; the row below it comes back."""
    say = subject.say
    words = [f"{t(key)} ({t.language})" for t in say.tongues for key in ("table-problem", "cure")]
    head = [
        say.both("report-number"),
        say.both("table-weight"),
        say.both("table-place"),
        *words,
        say.both("report-count"),
    ]
    _row(sheet, row, head, looks["head"])
    for entry in subject.report.of_table(subject.copy.table.name):
        row += 1
        finding = entry.finding
        problems = [words.get(t.language) for t in say.tongues for words in (finding.problem, finding.cure)]
        _row(sheet, row, ["", "", "", *map(printable, problems)], looks["text"])
        sheet.write_number(row, 0, entry.number, looks["text"])
        sheet.write_string(row, 1, say.both(finding.weight.value), looks[finding.weight.value])
        _place(sheet, row, entry, subject, looks)
        sheet.write_number(row, len(_WIDTHS) - 1, entry.count, looks["text"])
    return row + 1


def _place(sheet: Any, row: int, entry: Entry, subject: Subject, looks: dict[str, Any]) -> None:
    if entry.spots:
        _link(sheet, row, entry.spots[0], subject, looks)
    else:
        text = where(entry.finding.place, subject.say.tongues[0])
        sheet.write_string(row, 2, printable(text), looks["text"])


def _cells(sheet: Any, row: int, subject: Subject, looks: dict[str, Any]) -> None:
    """A line for each wrong cell."""
    say = subject.say
    spots = [
        (entry, spot) for entry in subject.report.of_table(subject.copy.table.name) for spot in entry.spots
    ]
    kept = sum(entry.count for entry in subject.report.of_table(subject.copy.table.name) if entry.spots)
    sheet.write_string(row, 0, say.both("report-cells"), looks["title"])
    for t in say.tongues if kept > len(spots) else ():
        row += 1
        words = t("report-cells-more", of=f"{kept:,}", first=f"{len(spots):,}")
        sheet.write_string(row, 0, words, looks["plain"])
    row += 1
    keys = ("report-number", "table-weight", "table-place", "report-value")
    _row(sheet, row, [say.both(key) for key in keys], looks["head"])
    for entry, spot in spots:
        row += 1
        weight = entry.finding.weight
        sheet.write_number(row, 0, entry.number, looks["text"])
        sheet.write_string(row, 1, say.both(weight.value), looks[weight.value])
        _link(sheet, row, spot, subject, looks)
        if spot.value is not None:
            sheet.write_string(row, 3, shown(spot.value, 32_000) or say.both("report-empty"), looks["text"])


def _link(sheet: Any, row: int, spot: Spot, subject: Subject, looks: dict[str, Any]) -> None:
    t = subject.say.tongues[0]
    words = [t("place-row", of=spot.row)]
    if spot.letters or spot.fields:
        words.append(t("place-column", of=" ".join(filter(None, (spot.letters, spot.fields)))))
    text = printable(", ".join(words))
    if spot.row not in subject.copy.at:
        sheet.write_string(row, 2, text, looks["text"])
        return
    address = subject.copy.address(spot.row, spot.columns[0] if spot.columns else 1)
    name = subject.sheet.replace("'", "''")
    sheet.write_url(row, 2, f"internal:'{name}'!{address}", looks["link"], text[:255])


def _row(sheet: Any, row: int, texts: Sequence[str], look: Any) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, look)
