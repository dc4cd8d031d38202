"""Commas between thousands, as people read numbers and spreadsheets show them."""

from __future__ import annotations

import re

from saraban.model import both
from saraban.validate.causes._case import Case, Cause, Found, Reach

CAUSE = Cause(
    "thousands-comma",
    Reach.CELL,
    both(
        "ตัวเลขใน{column} มีจุลภาคคั่นหลักพัน: {examples}",
        "numbers of {column} have commas between thousands: {examples}",
    ),
    both(
        "เขียนตัวเลขโดยไม่มีจุลภาค (ใน Excel ให้จัดรูปแบบเซลล์เป็นตัวเลขที่ไม่ใช้เครื่องหมายคั่นหลักพันก่อนบันทึก)"
        ' หรือระบุ groupChar: ","',
        "write the numbers without commas (in Excel format the cells as numbers without a thousands separator before"
        ' saving), or state groupChar: ","',
    ),
)
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")  # 0,125 is no thousand


def find(case: Case) -> Found | None:
    """A number in groups of three digits, in a column that does not speak of groups."""
    said = case.field.standard if case.field else {}
    if case.kind not in ("integer", "number") or "groupChar" in said or said.get("decimalChar", ".") != ".":
        return None
    return case.mended(case.plain.replace(",", "")) if GROUPED.fullmatch(case.plain) else None
