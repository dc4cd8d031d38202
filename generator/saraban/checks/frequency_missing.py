"""Nothing says when a new edition is due."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "frequency-missing",
    Weight.NOTE,
    both("ไม่ระบุรอบการปรับปรุง", "nothing says how often a new edition is due"),
    both(
        "ผู้ใช้ข้อมูลไม่ทราบว่าข้อมูลยังใหม่อยู่หรือไม่",
        "those who use the data cannot tell whether it is still current",
    ),
    both(
        "เพิ่ม update_frequency_unit ตามรหัสในชุดรหัส และ update_frequency_interval",
        "add update_frequency_unit with a code of the vocabulary, and update_frequency_interval",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    if not dataset.record.frequency.unit:
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
