"""PyThaiNLP, a library of others, gives the same answers where it answers the same question."""

from __future__ import annotations

from datetime import datetime

import pytest
from pythainlp.util import (
    arabic_digit_to_thai_digit,
    collate,
    convert_years,
    normalize,
    remove_tonemark,
    thai_digit_to_arabic_digit,
    thai_strftime,
)

from saraban import thai

MISTYPED = [
    "น\u0e4d\u0e32ใจ",
    "น\u0e4d\u0e49\u0e32ดื่ม",
    "น\u0e49\u0e4d\u0e32ดื่ม",
    "เเม่น้ำ",
    "ท\u0e48\u0e35ดิน",
    "ผ\u0e49\u0e39เรียน",
    "สิทธ\u0e4c\u0e34",
    "ข้อ\u200bมูล",
    "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา",
]
# No two of these differ first in a tone mark: there PyThaiNLP says of itself that it is only almost right.
WORDS = """
    กลุ่ม การเงิน แกนนำ ไกล ขนาด เขต ครู คะแนน งบประมาณ จำนวน ชั้นเรียน เด็ก ดนตรี ตำบล เทอม ที่ดิน ทุน โรงเรียน เรียน
    รายงาน ฤดู ลูกจ้าง เวลา วิทยฐานะ ศึกษา สนาม เสมอ แสดง ห้องเรียน ใหญ่ ใหม่ อำเภอ เอกชน โอกาส
"""


@pytest.mark.parametrize("typed", MISTYPED)
def test_repairs(typed: str) -> None:
    assert thai.normalise(typed) == normalize(typed)


@pytest.mark.parametrize("text", ["จำนวนนักเรียนที่ได้รับทุน", "แหล่งน้ำในพื้นที่", "ผู้บริหาร ๔ ฝ่าย"])
def test_folding_drops_at_least_the_tone_marks(text: str) -> None:
    assert thai.fold(text) == thai_digit_to_arabic_digit(remove_tonemark(text))


def test_order() -> None:
    words = sorted(WORDS.split())  # the order of code points is not that of the dictionary
    assert sorted(words, key=thai.collation_key) == collate(words) != words


def test_digits() -> None:
    assert thai.to_thai("10 มิ.ย. 2569") == arabic_digit_to_thai_digit("10 มิ.ย. 2569")


@pytest.mark.parametrize("month", range(1, 13))
def test_dates(month: int) -> None:
    day = datetime(2026, month, 9)
    assert thai.long_date(day, "th") == thai_strftime(day, "%-d %B %Y")
    assert thai.short_date(day, "th") == thai_strftime(day, "%-d %b %Y")


def test_years() -> None:
    assert thai.in_era(2026, "th") == int(convert_years("2026", src="ad", target="be"))
