"""Rows with the same unique key."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context, _told
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "unique-key-repeated",
    Weight.STOPS,
    both("คีย์ที่ต้องไม่ซ้ำกลับซ้ำ", "a unique key stands there twice"),
    both(
        "uniqueKeys บอกว่าค่าต้องไม่ซ้ำกัน แถวที่มีค่าว่างในคีย์ไม่นับ (Frictionless ไม่ตรวจข้อนี้)",
        "uniqueKeys promises different values, empty ones left aside (Frictionless does not look)",
    ),
    both("แก้หรือลบแถวที่ซ้ำ หรือแก้ uniqueKeys", "mend or remove the rows, or correct uniqueKeys"),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each key with such rows, with the first ones."""
    found = _told.judged(dataset, context)
    own = [fault for fault in found.left_out if fault.type == RULE.name]
    yield from _told.findings(RULE, dataset, context, own, found.more)
