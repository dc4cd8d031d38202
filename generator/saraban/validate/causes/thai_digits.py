"""Thai digits where the column, or the tools that read it, know Arabic ones only."""

from __future__ import annotations

from saraban.model import both
from saraban.thai import to_arabic
from saraban.validate.causes._case import Case, Cause, Found, Reach

CAUSE = Cause(
    "thai-digits",
    Reach.CELL,
    both(
        "ค่าใน{column} เขียนด้วยเลขไทย: {examples}",
        "values of {column} are written in Thai digits: {examples}",
    ),
    both("เขียนด้วยเลขอารบิก (0–9)", "write Arabic digits (0–9)"),
)


def find(case: Case) -> Found | None:
    """The value is good once its digits are Arabic."""
    cell = case.fault.cell
    return None if to_arabic(cell) == cell else case.mended(to_arabic(cell), case.plain)
