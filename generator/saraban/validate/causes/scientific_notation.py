"""Long codes that a spreadsheet took for numbers and shortened."""

from __future__ import annotations

import re

from saraban.model import both
from saraban.validate.causes._case import KEYS, REFUSED, Case, Cause, Found, Reach

CAUSE = Cause(
    "scientific-notation",
    Reach.CELL,
    both(
        "Excel ย่อรหัสหรือตัวเลขยาวใน{column} จนเลขหลักท้ายหายไป: {examples}",
        "a spreadsheet shortened long codes or numbers of {column}, and their last digits are lost: {examples}",
    ),
    both(
        "แปลงกลับไม่ได้ ให้กรอกใหม่จากต้นฉบับ โดยจัดรูปแบบคอลัมน์เป็นข้อความ (Text) ก่อนกรอกหรือวางข้อมูล",
        "they cannot be restored: enter them again from the source, in a column that is formatted as text before they"
        " are typed or pasted",
    ),
)
_SHORTENED = re.compile(r"[1-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}")


def find(case: Case) -> Found | None:
    """1.23E+12 in a column of codes or whole numbers; a column of decimal numbers may mean it."""
    fault = case.fault
    meant = case.kind == "number" and fault.type == "constraint-error"
    refused = fault.type in (*REFUSED, *KEYS) and not meant
    return Found() if refused and _SHORTENED.fullmatch(case.plain) else None
