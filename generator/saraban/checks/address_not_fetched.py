"""A resource lies on the web, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import troubles
from saraban.model import Dataset, Finding, Problem, Rule, Text, Trouble, Weight, both
from saraban.validate import shown

RULE = Rule(
    "address-not-fetched",
    Weight.STOPS,
    both("ข้อมูลอยู่บนเว็บไซต์อื่น", "the data lies on another web site"),
    both(
        "ข้อมูลที่ผู้ตรวจสอบรับรองต้องเป็นข้อมูลที่อยู่ตรงหน้า ที่อยู่บนเว็บอาจเปลี่ยนหรือหายไปได้ จึงไม่ดึงข้อมูลจากเว็บ",
        "what is signed must be at hand: an address may change or vanish, so nothing is fetched",
    ),
    both(
        "ดาวน์โหลดแฟ้มมาวางในโฟลเดอร์ของชุดข้อมูล แล้วแก้ path (บันทึกที่มาไว้ใน sources)",
        "download the file into the dataset's folder and give its path (the address belongs into sources)",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """A finding for each such path."""
    for _, finding in troubles(dataset, context, RULE, Trouble.REMOTE, _words):
        yield finding


def _words(problem: Problem) -> Text:
    return both(
        f"“{shown(problem.path, 200)}” เป็นที่อยู่บนเว็บ", f"“{shown(problem.path, 200)}” is an address on the web"
    )
