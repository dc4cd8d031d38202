"""The dataset belongs to none of the catalogue's work areas."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "work-area-missing",
    Weight.WARNS,
    both("ไม่ระบุกลุ่มงาน", "no work area"),
    both(
        "ชุดข้อมูลที่ไม่มีกลุ่มงานจะไม่อยู่ในหน้ากลุ่มงานใด",
        "without a work area it stands on no work area's page",
    ),
    both("เพิ่ม work_area: รหัสกลุ่มงานใน catalogue.yaml", "add work_area: an id of catalogue.yaml"),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    if context.catalogue.settings.work_areas and not dataset.record.work_area:
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
