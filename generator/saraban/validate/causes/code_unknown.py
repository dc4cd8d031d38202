"""A code that the table it refers to does not have."""

from __future__ import annotations

from saraban.model import both
from saraban.validate.causes._case import Case, Cause, Found, Reach

CAUSE = Cause(
    "code-unknown",
    Reach.KNOWN,
    both(
        "ค่าใน{column} ไม่มีในตารางอ้างอิง {note}: {examples}",
        "values of {column} do not stand in the table they refer to, {note}: {examples}",
    ),
    both(
        "หากพิมพ์ผิด ให้แก้ตามค่าที่ใกล้เคียง หากเป็นค่าใหม่ ให้เพิ่มแถวในตารางอ้างอิง",
        "where it is a slip, write the nearest one; where the value is new, add its row to the other table",
    ),
)


def find(case: Case) -> Found | None:
    """The oracle names the nearest code that the other table has."""
    return Found(near=case.near) if case.fault.type == "foreign-key" and case.near else None
