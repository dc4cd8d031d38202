"""Nothing says what the data is."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "description-missing",
    Weight.WARNS,
    both("ไม่มีคำอธิบาย", "no description"),
    both(
        "ผู้ค้นหาตัดสินใจจากคำอธิบายว่าเป็นข้อมูลที่ต้องการหรือไม่",
        "those who search tell by the description whether it is what they look for",
    ),
    both(
        "เพิ่ม description: เป็นข้อมูลอะไร ของใคร ครอบคลุมสิ่งใด นับอย่างไร",
        "add description: what is counted, about whom, how, and what is left out",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    if not dataset.record.description:
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
