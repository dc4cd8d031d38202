"""A value that is none of those the column permits, but much like one of them."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from saraban.model import both
from saraban.thai import fold
from saraban.validate.causes._case import Case, Cause, Found, Reach

CAUSE = Cause(
    "value-unknown",
    Reach.KNOWN,
    both(
        "ค่าใน{column} ไม่อยู่ในค่าที่คอลัมน์นี้กำหนดไว้: {examples}",
        "values of {column} are none of those that the column permits: {examples}",
    ),
    both(
        "หากพิมพ์ผิด ให้แก้ตามค่าที่ใกล้เคียง หากเป็นค่าใหม่ ให้เพิ่มใน enum หรือ categories ของคอลัมน์",
        "where it is a slip, write the nearest one; where the value is new, add it to the column's enum or categories",
    ),
)
_ALIKE = 0.6  # of the letters
_MOST = 100  # permitted values that are compared: every slip is compared with each of them


def find(case: Case) -> Found | None:
    """A permitted value is near."""
    fault = case.fault
    listed = fault.type == "category-unknown" or (
        fault.type == "constraint-error" and fault.note.startswith('constraint "enum"')
    )
    near = case.near or _nearest(fault.cell, case.known()) if listed else ""
    return Found(near=near) if near else None


@lru_cache(maxsize=4_096)  # one slip is made in many rows
def _nearest(text: str, known: tuple[str, ...]) -> str:
    folded = _folded(known)
    if len(folded) > _MOST:
        return folded.get(fold(text), "")
    found = get_close_matches(fold(text), folded, 1, _ALIKE)
    return folded[found[0]] if found else ""


@lru_cache
def _folded(known: tuple[str, ...]) -> dict[str, str]:
    return {fold(value): value for value in reversed(known)}
