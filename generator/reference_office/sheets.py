"""A table on its way to a file, and the file formats in which offices keep tables. Same rows, same bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import odswriter
import xlsxwriter

Cell = str | int | float | Decimal | None
HIDDEN = "*"  # what stands where a figure would tell of fewer than five pupils
MADE = datetime(2026, 11, 13, 9, 0, 0, tzinfo=UTC).replace(tzinfo=None)  # xlsx files carry a date of making


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: where it goes below `data/`, its columns and its rows."""

    path: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    encoding: str = "utf-8"
    newline: str = "\n"
    types: str = ""  # of a Parquet file's columns, in SQL


def ratio(part: float, whole: float, scale: int = 100) -> Decimal | None:
    """`part` of `whole` with two decimals, half up as offices round; None where there is nothing to divide by."""
    if not whole:
        return None
    exact = Decimal(str(part)) * scale / Decimal(str(whole))
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def two_decimals(value: float) -> Decimal:
    """A number with two decimals, half up."""
    return Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def hide_small(counts: Iterable[int], least: int = 5) -> list[int | None]:
    """Counts from 1 to `least` - 1 become None; so does the next smallest where one hidden count could be told.

    A hidden count can be told when the row's total is known and no other count of the row is hidden.
    """
    given = list(counts)
    hidden = {i for i, count in enumerate(given) if 0 < count < least}
    others = [(count, i) for i, count in enumerate(given) if i not in hidden and count > 0]
    if len(hidden) == 1 and others:
        hidden.add(min(others)[1])
    return [None if i in hidden else count for i, count in enumerate(given)]


def write(sheet: Sheet, folder: Path) -> None:
    """Write the table in the format that its path names."""
    file = folder / sheet.path
    file.parent.mkdir(parents=True, exist_ok=True)
    {
        ".csv": _write_text,
        ".tsv": _write_text,
        ".json": _write_json,
        ".xlsx": _write_xlsx,
        ".ods": _write_ods,
        ".parquet": _write_parquet,
    }[file.suffix](sheet, file)


def _write_text(sheet: Sheet, file: Path) -> None:
    delimiter = "\t" if file.suffix == ".tsv" else ","
    with file.open("w", encoding=sheet.encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter, lineterminator=sheet.newline)
        writer.writerow(sheet.header)
        writer.writerows(sheet.rows)


def _write_json(sheet: Sheet, file: Path) -> None:
    rows = [
        json.dumps(dict(zip(sheet.header, row, strict=True)), ensure_ascii=False, default=float)
        for row in sheet.rows
    ]
    file.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


def _write_xlsx(sheet: Sheet, file: Path) -> None:
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE})
        page = book.add_worksheet("data")
        page.write_row(0, 0, sheet.header, book.add_format({"bold": True}))
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write_number(number, column, float(value))
        page.freeze_panes(1, 0)


def _write_ods(sheet: Sheet, file: Path) -> None:
    made = io.BytesIO()
    with odswriter.writer(made) as book:
        page = book.new_sheet("data")
        for row in (sheet.header, *sheet.rows):
            page.writerow(list(row))
    with zipfile.ZipFile(made) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]  # `mimetype` stays first
    write_zip(file, entries)


def _write_parquet(sheet: Sheet, file: Path) -> None:
    marks = ", ".join("?" * len(sheet.header))
    with duckdb.connect(config={"threads": "1"}) as base:
        base.execute(f"CREATE TABLE t ({sheet.types})")
        insert = f"INSERT INTO t VALUES ({marks})"  # noqa: S608 - only question marks
        base.executemany(insert, [list(row) for row in sheet.rows])
        base.execute(f"COPY t TO '{file}' (FORMAT parquet, COMPRESSION snappy)")


def write_zip(file: Path, entries: Iterable[tuple[str, bytes]]) -> None:
    """A zip whose bytes depend on its contents alone."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
