"""Where a finding is as a spreadsheet shows it: the sheet, and the letter of the column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from python_calamine import CalamineWorkbook

from saraban import cells
from saraban.model import Finding, Place, Table

_BOOKS = ("xlsx", "xls", "ods")


def letter(column: int) -> str:
    """The name of a column, counted from 1: A … Z, AA …"""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def columns(table: Table) -> Mapping[str, int]:
    """The column of each field, counted from 1; where the file does not have it, its place in the schema.

    Cost: the file is opened and its header read.
    """
    fields = table.schema.fields
    try:
        found = cells.columns(table)
    except cells.CellsUnreadable:
        found = (-1,) * len(fields)
    return {
        field.name: (place if place >= 0 else position) + 1
        for position, (field, place) in enumerate(zip(fields, found, strict=True))
    }


def sheet(table: Table) -> str:
    """The sheet of the workbook that holds the table; empty where the file is no workbook."""
    if table.format not in _BOOKS or not table.parts:
        return ""
    try:
        said = table.dialect.get("ods" if table.format == "ods" else "excel") or table.dialect
        wanted = said.get("sheet", 1)
        if isinstance(wanted, str):
            return wanted
        return str(CalamineWorkbook.from_path(str(table.parts[0].file)).sheet_names[wanted - 1])
    except Exception:  # noqa: BLE001 - damaged workbooks and odd dialects fail in many ways; the checks tell of them
        return ""


def located(findings: Iterable[Finding], tables: Sequence[Table]) -> Iterator[Finding]:
    """The findings; those within a table say in which sheet and column they are.

    Cost: each table with such findings is opened once more.
    """
    named = {table.name: table for table in tables}
    known: dict[str, tuple[str, Mapping[str, int]]] = {}
    for finding in findings:
        place = finding.place
        table = named.get(place.table)
        if table is None or not table.tabular or place.pointer or place.line is not None:
            yield finding
            continue
        if table.name not in known:
            known[table.name] = sheet(table), columns(table)
        yield replace(finding, place=_in_sheet(place, *known[table.name]))


def _in_sheet(place: Place, name: str, known: Mapping[str, int]) -> Place:
    fields = [place.field] if place.field in known else place.field.split(", ")
    letters = [letter(known[field]) for field in fields if field in known]
    return replace(place, sheet=name, column=", ".join(letters))
