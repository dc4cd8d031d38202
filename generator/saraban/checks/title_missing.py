"""The dataset has only its technical name."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "title-missing",
    Weight.WARNS,
    both("ไม่มีชื่อชุดข้อมูล", "no title"),
    both(
        "หากไม่มีชื่อ ผู้อ่านจะเห็นเพียงชื่อโฟลเดอร์",
        "without a title people read the name of a folder",
    ),
    both("เพิ่ม title: เป็นชื่อที่คนทั่วไปเข้าใจ", "add title: a name that people understand"),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    if not dataset.standard.get("title"):
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
