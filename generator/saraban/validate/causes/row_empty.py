"""An empty row, whose keys and required values are missing too."""

from __future__ import annotations

from saraban.model import both
from saraban.validate.causes._case import Case, Cause, Found, Reach

CAUSE = Cause(
    "row-empty",
    Reach.ROW,
    both("มีแถวว่างในตาราง: {examples}", "the table has empty rows: {examples}"),
    both(
        "ลบแถวว่างออกจากแฟ้ม (ใน Excel ให้ลบทั้งแถว ไม่ใช่ล้างเฉพาะค่า)",
        "remove the empty rows from the file (in Excel delete the whole rows, not only their contents)",
    ),
)


def find(case: Case) -> Found | None:
    """Frictionless calls the row blank; whatever else is missing in it needs no words of its own."""
    return Found() if any(fault.type == "blank-row" for fault in case.in_row) else None
