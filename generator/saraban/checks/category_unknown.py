"""A value that is none of its column's categories."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context, _told
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "category-unknown",
    Weight.STOPS,
    both("ค่าไม่อยู่ในหมวดที่กำหนด", "a value is none of the column's categories"),
    both(
        "categories บอกค่าทั้งหมดที่เป็นไปได้ ค่าอื่นจึงผิด (Frictionless ไม่ตรวจข้อนี้)",
        "categories names all the values there may be, so any other is wrong (Frictionless does not look)",
    ),
    both(
        "แก้ค่า หรือเพิ่มค่าใน categories ของคอลัมน์",
        "mend the values, or add them to the column's categories",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each column with such values, with the first rows."""
    found = _told.judged(dataset, context)
    own = [fault for fault in found.left_out if fault.type == RULE.name]
    yield from _told.findings(RULE, dataset, context, own, found.more)
