"""A comma where the decimal point should be."""

from __future__ import annotations

import re

from saraban.model import both
from saraban.validate.causes._case import Case, Cause, Found, Reach
from saraban.validate.causes.thousands_comma import GROUPED

CAUSE = Cause(
    "decimal-comma",
    Reach.CELL,
    both(
        "ตัวเลขใน{column} ใช้จุลภาคแทนจุดทศนิยม: {examples}",
        "numbers of {column} have a comma for the decimal point: {examples}",
    ),
    both(
        'เขียนด้วยจุดทศนิยม เช่น 12.5 หากทั้งคอลัมน์ใช้จุลภาค ให้ระบุ decimalChar: ","',
        'write a decimal point, as in 12.5; where the whole column has commas, state decimalChar: ","',
    ),
)
_WITH_COMMA = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+")


def find(case: Case) -> Found | None:
    """12,5 or 1.234,5 in a column whose decimal sign is the point; 1,234 is a number in thousands."""
    said = case.field.standard if case.field else {}
    if case.kind != "number" or "groupChar" in said or "decimalChar" in said:
        return None
    written = case.plain
    if GROUPED.fullmatch(written) or not _WITH_COMMA.fullmatch(written):
        return None
    return case.mended(written.replace(".", "").replace(",", "."))
