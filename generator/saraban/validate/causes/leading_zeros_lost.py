"""Codes that begin with 0, of which a spreadsheet made numbers."""

from __future__ import annotations

import re

from saraban.model import both
from saraban.validate.causes._case import Case, Cause, Found, Reach

CAUSE = Cause(
    "leading-zeros-lost",
    Reach.CELL,
    both(
        "รหัสใน{column} น่าจะขาดเลข 0 ข้างหน้า ซึ่งหายไปเมื่อเปิดแฟ้มใน Excel: {examples}",
        "codes of {column} seem to have lost the zeros they begin with, as happens in Excel: {examples}",
    ),
    both(
        "เติมเลข 0 ข้างหน้าให้ครบ และจัดรูปแบบคอลัมน์เป็นข้อความ (Text) ก่อนกรอกหรือวางข้อมูล",
        "write the zeros again, in a column that is formatted as text before codes are typed or pasted",
    ),
)
_MOST = 8  # zeros
_DIGITS = re.compile("[1-9][0-9]*")


def find(case: Case) -> Found | None:
    """Digits that are good with zeros before them.

    Where no list of known codes says so, most digits must still be there: 12 may be anything but 0012.
    """
    code = case.plain
    if case.kind not in ("string", "any", "") or not _DIGITS.fullmatch(code):
        return None
    listed = case.fault.type in ("foreign-key", "category-unknown") or bool(case.known())
    most = _MOST if listed else min(_MOST, len(code) - 1)
    return case.mended(*("0" * zeros + code for zeros in range(1, most + 1)))
