"""A package without a resource."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "no-tables",
    Weight.STOPS,
    both("ไม่มีตาราง", "no tables"),
    both(
        "ชุดข้อมูลที่ไม่มีตารางไม่มีสิ่งใดให้เผยแพร่หรือให้ขอ",
        "a dataset without tables has nothing to publish, or to ask for",
    ),
    both(
        "เพิ่ม resources: [{name: …, path: …}] ในคำอธิบาย",
        "add resources: [{name: …, path: …}] to the descriptor",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding where `resources` names none."""
    if not dataset.tables:
        place = in_descriptor(dataset, context, "resources")
        yield RULE.finding(dataset.name, place, RULE.title)
