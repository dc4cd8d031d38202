"""Nothing says under which terms the data may be used."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "licence-missing",
    Weight.WARNS,
    both("ไม่มีสัญญาอนุญาต", "no licence"),
    both(
        "หากไม่มีสัญญาอนุญาต ผู้อื่นไม่ทราบว่านำข้อมูลไปใช้ได้เพียงใด",
        "without a licence nobody knows what may be done with the data",
    ),
    both(
        "เพิ่ม licenses: [{name: CC-BY-4.0}] หรือสัญญาอนุญาตอื่นที่หน่วยงานกำหนด",
        "add licenses: [{name: CC-BY-4.0}], or the licence that the office has settled on",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    if not dataset.record.licences:
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
