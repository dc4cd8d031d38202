"""Thai letters that look right and are typed otherwise: เ twice for แ, ํ and า for ำ, marks in another order."""

from __future__ import annotations

from saraban.model import both
from saraban.thai import normalise
from saraban.validate.causes._case import Case, Cause, Found, Reach, visible

CAUSE = Cause(
    "thai-typing",
    Reach.CELL,
    both(
        "ค่าใน{column} ดูเหมือนถูกต้อง แต่พิมพ์สระหรือวรรณยุกต์ผิดตัวหรือผิดลำดับ: {examples}",
        "values of {column} look right, but their Thai vowels or tone marks are typed otherwise: {examples}",
    ),
    both(
        "พิมพ์ค่าใหม่ เช่น ใช้ แ แทน เ สองตัว ใช้ ำ แทน ํ กับ า และพิมพ์สระก่อนวรรณยุกต์",
        "type the values anew: แ and not เ twice, ำ and not ํ with า, the vowel before the tone mark",
    ),
)


def find(case: Case) -> Found | None:
    """The value is good once it is typed as it should be."""
    seen = visible(case.fault.cell)
    return None if normalise(seen) == seen else case.mended(normalise(seen))
