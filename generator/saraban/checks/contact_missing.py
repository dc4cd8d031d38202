"""Nobody is named who answers questions."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "contact-missing",
    Weight.WARNS,
    both("ไม่มีหน่วยที่ติดต่อได้", "nobody to ask"),
    both("ผู้ใช้ข้อมูลที่พบข้อสงสัยต้องถามได้", "those who use the data need somebody to ask"),
    both(
        "เพิ่ม maintainer: กลุ่มงานที่รับผิดชอบ และ maintainer_email ของกลุ่มงาน (ไม่ใช่ของบุคคล)",
        "add maintainer: the unit that answers, and its maintainer_email (never a person's own)",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    if not dataset.record.maintainer and not dataset.record.email:
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
