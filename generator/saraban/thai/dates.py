"""Dates as Thai and English readers write them. Source of the names: CLDR, Gregorian months of th and en."""

from __future__ import annotations

from datetime import date

from saraban.model import Language
from saraban.thai.years import in_era

# fmt: off
_THAI = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
         "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")
_THAI_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_ENGLISH = ("January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December")
_ENGLISH_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# fmt: on


def long_date(day: date, language: Language) -> str:
    """10 มิถุนายน 2569; 10 June 2026 in every other language."""
    return _written(day, language, _THAI if language == "th" else _ENGLISH)


def short_date(day: date, language: Language) -> str:
    """10 มิ.ย. 2569; 10 Jun 2026 in every other language."""
    return _written(day, language, _THAI_SHORT if language == "th" else _ENGLISH_SHORT)


def _written(day: date, language: Language, months: tuple[str, ...]) -> str:
    return f"{day.day} {months[day.month - 1]} {in_era(day.year, language)}"
