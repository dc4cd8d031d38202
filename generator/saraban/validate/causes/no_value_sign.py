"""A sign or a word for "no value" that the schema does not know as one."""

from __future__ import annotations

from saraban.cells import missing_values
from saraban.model import both
from saraban.thai import fold
from saraban.validate.causes._case import KEYS, REFUSED, Case, Cause, Found, Reach

CAUSE = Cause(
    "no-value-sign",
    Reach.CELL,
    both(
        "{column} มีเครื่องหมายหรือคำที่ใช้แทนการไม่มีข้อมูล: {examples}",
        "{column} has signs or words that stand for “no value”: {examples}",
    ),
    both(
        "เว้นเซลล์ว่างไว้ หรือเพิ่มเครื่องหมายหรือคำนี้ใน missingValues",
        "leave the cells empty, or add the sign or word to missingValues",
    ),
)
_SIGNS = ("-", "--", "---", ".", "..", "...", "…", "*", "?")
_WORDS = (
    "ไม่มี", "ไม่มีข้อมูล", "ไม่ระบุ", "ไม่ทราบ", "ไม่ปรากฏ", "ว่าง",
    "n/a", "#n/a", "n.a.", "na", "nil", "none", "null", "no data", "unknown",
)  # fmt: skip
_FOLDED = frozenset(map(fold, (*_SIGNS, *_WORDS)))


def stands_for_nothing(cell: str) -> bool:
    """Whether people write this where there is no value."""
    return fold(cell) in _FOLDED


def find(case: Case) -> Found | None:
    """Such a sign in a column that may be empty. ไม่มี in a column of true and false means false."""
    fault, field = case.fault, case.field
    if field is None or fault.type not in (*REFUSED, *KEYS) or not stands_for_nothing(fault.cell):
        return None
    means_false = field.type == "boolean" and fault.cell.strip() not in _SIGNS
    if means_false or field.name in case.table.schema.primary_key:
        return None
    texts = missing_values(case.table.schema, field)
    right = "" if "" in texts else next(iter(texts), "")
    return Found(right=right) if case.reads(right) else None
