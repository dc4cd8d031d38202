"""Nothing says what time the data speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "as-of-missing",
    Weight.NOTE,
    both("ไม่ระบุว่าเป็นข้อมูลของวันหรือปีใด", "nothing says what time the data speaks of"),
    both(
        "ตัวเลขที่ไม่มีวันที่อ้างอิงหรือเปรียบเทียบไม่ได้",
        "figures without a date can neither be cited nor compared",
    ),
    both(
        "เพิ่ม as_of: 2026-06-10 (ปีคริสต์ศักราช) หรือ academic_year, fiscal_year, calendar_year",
        "add as_of: 2026-06-10, or academic_year, fiscal_year, calendar_year",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    if not dataset.record.period.years:
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
