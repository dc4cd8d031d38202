"""A row of totals among the rows of data."""

from __future__ import annotations

import re

from saraban.model import both
from saraban.thai import fold
from saraban.validate.causes._case import Case, Cause, Found, Reach, permitted, visible
from saraban.validate.faults import Fault

CAUSE = Cause(
    "total-row",
    Reach.ROW,
    both("มีแถวผลรวมปนอยู่ในข้อมูล: {examples}", "rows of totals stand among the data: {examples}"),
    both(
        "ลบแถวผลรวมออกจากแฟ้ม ให้เหลือเฉพาะแถวข้อมูล ผู้ใช้ข้อมูลคำนวณผลรวมเองได้",
        "remove these rows from the file: those who use the data can add up the others",
    ),
)
_SURE = frozenset(map(fold, ("รวมทั้งสิ้น", "รวมทั้งหมด", "ผลรวม", "ยอดรวม", "grand total")))
_LIKELY = frozenset(map(fold, ("รวม", "ทั้งหมด", "total", "totals", "sum", "subtotal", "sub total")))
_PARTIAL = tuple(map(fold, ("รวมทุก", "รวมระดับ", "รวมชั้น", "รวมจำนวน", "รวมอำเภอ")))
_FROM_DIGITS = re.compile("[0-9].*")


def find(case: Case) -> Found | None:
    """A row that begins with a word for totals.

    รวม may also be a value like others, next to ชาย and หญิง: it is none when a column permits it, or when it is the
    only sign that the row is no data.
    """
    label = _bare(case.fault.label)
    likely = label in _SURE or label in _LIKELY or label.startswith(_PARTIAL)
    if case.fault.row is None or not likely or label in _permitted(case):
        return None
    return Found() if label in _SURE or any(_is_out_of_place(fault, label) for fault in case.in_row) else None


def _bare(text: str) -> str:
    """The words alone: รวม for "รวม 12 โรงเรียน" and for "รวม:"."""
    return _FROM_DIGITS.sub("", fold(visible(text))).strip(" :.*=()-")


def _permitted(case: Case) -> set[str]:
    return {_bare(value) for field in case.table.schema.fields for value in permitted(field)}


def _is_out_of_place(fault: Fault, label: str) -> bool:
    """The label stands where a code or a number should, or nothing stands there at all."""
    if fault.type in ("extra-cell", "blank-row"):
        return False
    return not fault.cell.strip(", ") or _bare(fault.cell) == label
