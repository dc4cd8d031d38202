"""A second header row, such as sexes under a merged cell, or the real header below a title."""

from __future__ import annotations

from saraban.model import both
from saraban.thai import fold
from saraban.validate.causes._case import REFUSED, Case, Cause, Found, Reach
from saraban.validate.causes.no_value_sign import stands_for_nothing
from saraban.validate.faults import Fault

CAUSE = Cause(
    "second-header",
    Reach.ROW,
    both(
        "มีหัวตารางมากกว่าหนึ่งแถว แถวต่อไปนี้เป็นหัวตาราง ไม่ใช่ข้อมูล: {examples}",
        "the header has more than one row; these are no data: {examples}",
    ),
    both(
        "ให้หัวตารางเหลือแถวเดียว โดยมีชื่อคอลัมน์ตาม schema.fields แล้วลบแถวอื่น หากหัวตารางอยู่แถวอื่น"
        " ให้ระบุ dialect.headerRows",
        "keep one header row, with the names of schema.fields, and remove the others; where the header stands in"
        " another row, state dialect.headerRows",
    ),
)
_ROWS = 2  # below the header, where another one may stand


def find(case: Case) -> Found | None:
    """One of the first rows holds words where the rows below it have values: two of them, or a column's own name."""
    row, last = case.fault.row, _header(case)
    if row is None or not last < row <= last + _ROWS:
        return None
    mistyped = [fault for fault in case.in_row if fault.type == "type-error"]
    named = any(_is_name(fault, case) for fault in case.in_row if fault.type in REFUSED)
    if not all(_is_words(fault) for fault in mistyped):
        return None
    below = [fault for fault in case.in_table if (fault.row or 0) > last + _ROWS and _is_words(fault)]
    odd = {fault.fields for fault in mistyped} - {fault.fields for fault in below}
    return Found() if named or len(odd) > 1 else None


def _header(case: Case) -> int:
    """The last row of the header; 0 when there is none."""
    rows = case.table.dialect.get("headerRows", [1])
    numbers = [number for number in rows if isinstance(number, int)] if isinstance(rows, list) else [1]
    return 0 if case.table.dialect.get("header") is False else max(numbers, default=1)


def _is_words(fault: Fault) -> bool:
    """ชาย and ป.1 are words; 20 คน is a value with its unit."""
    cell = fault.cell.strip()
    return fault.type in REFUSED and cell[:1].isalpha() and not stands_for_nothing(cell)


def _is_name(fault: Fault, case: Case) -> bool:
    fields = (field for field in case.table.schema.fields if field.name in fault.fields)
    names = {name for field in fields for name in (field.name, field.title.get("th"), field.title.get("en"))}
    return fold(fault.cell) in {fold(name) for name in names if name}
