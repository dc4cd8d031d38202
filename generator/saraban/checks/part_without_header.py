"""A part of a CSV table whose first line is not the header."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from saraban.checks import Context
from saraban.checks._places import in_part, parted
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "part-without-header",
    Weight.STOPS,
    both("ส่วนของตาราง CSV ไม่มีหัวตาราง", "a part of a CSV table has no header"),
    both(
        "Frictionless ข้ามบรรทัดแรกของส่วนถัดไปในตาราง CSV แถวข้อมูลแรกจึงหายไปโดยไม่มีข้อความเตือน",
        "Frictionless skips the first line of each later part of a CSV table: a row of data would be lost",
    ),
    both(
        "ใส่หัวตารางเดียวกันในบรรทัดแรกของทุกส่วน",
        "put the same header into the first line of every part",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Every later part that begins otherwise than the first one."""
    for table in parted(dataset):
        if table.format != "csv" or table.dialect.get("header") is False:
            continue
        header = _first_line(table.parts[0].file)
        for part in table.parts[1:]:
            if part.bytes and _first_line(part.file) != header:
                problem = both(
                    f"บรรทัดแรกของ “{part.path}” ไม่ใช่หัวตารางของ “{table.parts[0].path}”",
                    f"“{part.path}” does not begin with the header of “{table.parts[0].path}”",
                )
                yield RULE.finding(dataset.name, in_part(dataset, context, table, part), problem)


def _first_line(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.readline(1 << 20).removeprefix(codecs.BOM_UTF8).strip()
