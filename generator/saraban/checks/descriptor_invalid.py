"""The descriptor is no valid data package."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context, _told
from saraban.checks._places import at_pointer
from saraban.model import Dataset, Finding, Rule, Weight, both
from saraban.validate import told_of_descriptor

RULE = Rule(
    "descriptor-invalid",
    Weight.STOPS,
    both("คำอธิบายไม่เป็นไปตามมาตรฐาน Data Package", "the descriptor is no valid data package"),
    both(
        "เครื่องมือของผู้อื่นอ่านคำอธิบายที่ผิดมาตรฐานไม่ได้ การตัดสินเป็นไปตาม Frictionless",
        "tools of others cannot read a descriptor that breaks the standard; Frictionless is the judge",
    ),
    both("แก้ตามที่แนะนำ", "mend it as the message says"),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """What frictionless refuses in the words of the descriptor."""
    for told in told_of_descriptor(_told.judged(dataset, context)):
        place = at_pointer(dataset, context, told.pointer, told.first.table)
        yield RULE.finding(dataset.name, place, told.problem, told.cure)
