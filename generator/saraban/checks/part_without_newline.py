"""A part of a table that does not end its last line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from saraban.checks import Context
from saraban.checks._places import in_part, parted
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "part-without-newline",
    Weight.STOPS,
    both("ส่วนของตารางไม่จบบรรทัด", "a part of a table does not end its last line"),
    both(
        "เมื่อต่อส่วนต่าง ๆ เข้าด้วยกัน แถวสุดท้ายของส่วนนี้จะติดกับแถวแรกของส่วนถัดไป",
        "when the parts are put together, its last row is glued to the first row of the next part",
    ),
    both(
        "เปิดแฟ้มด้วยโปรแกรมแก้ข้อความ ขึ้นบรรทัดใหม่ท้ายแฟ้ม แล้วบันทึก",
        "open the file in a text editor, end the last line, and save",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Every such part but the last."""
    for table in parted(dataset):
        for part in table.parts[:-1]:
            if part.bytes and not _is_ended(_end(part.file), table.encoding):
                problem = both(
                    f"“{part.path}” ไม่ขึ้นบรรทัดใหม่ท้ายแฟ้ม", f"“{part.path}” does not end with a new line"
                )
                yield RULE.finding(dataset.name, in_part(dataset, context, table, part), problem)


def _is_ended(end: bytes, encoding: str) -> bool:
    return end in (b"\n\0", b"\0\n") if "16" in encoding else end.endswith(b"\n")


def _end(file: Path) -> bytes:
    """The last two bytes: a new line is one or two, in whatever order."""
    with file.open("rb") as stream:
        stream.seek(max(-2, -file.stat().st_size), os.SEEK_END)
        return stream.read()
