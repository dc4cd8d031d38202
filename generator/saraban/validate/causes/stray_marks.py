"""Spaces and invisible characters around a value, often pasted along with it."""

from __future__ import annotations

from saraban.model import both
from saraban.validate.causes._case import Case, Cause, Found, Reach, visible

CAUSE = Cause(
    "stray-marks",
    Reach.CELL,
    both(
        "มีช่องว่างหรืออักขระที่มองไม่เห็นติดอยู่กับค่าใน{column}: {examples}",
        "spaces or invisible characters stand at values of {column}: {examples}",
    ),
    both(
        "พิมพ์ค่าใหม่โดยไม่มีช่องว่างหน้าและหลัง (อักขระที่มองไม่เห็นมักติดมาจากการคัดลอกจากเว็บหรือ PDF)",
        "type the values anew, without spaces around them (invisible characters come along with what is copied from"
        " web pages and PDF files)",
    ),
)


def find(case: Case) -> Found | None:
    """The value is good once they are gone."""
    if visible(case.fault.cell) == case.fault.cell:
        return None
    return case.mended(visible(case.fault.cell), case.plain)
