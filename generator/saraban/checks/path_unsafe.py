"""A path leads out of the package."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import troubles
from saraban.model import Dataset, Finding, Problem, Rule, Text, Trouble, Weight, both
from saraban.validate import shown

RULE = Rule(
    "path-unsafe",
    Weight.STOPS,
    both("เส้นทางออกนอกโฟลเดอร์ของชุดข้อมูล", "a path leads out of the package"),
    both(
        "คำอธิบายจากผู้อื่นอาจชี้ไปยังแฟ้มที่ไม่ควรเปิดเผยของเครื่องนี้",
        "a descriptor from elsewhere could point at files of this machine that are nobody's business",
    ),
    both(
        "วางแฟ้มในโฟลเดอร์ของชุดข้อมูล และเขียนเส้นทางโดยไม่มี .. ~ / นำหน้า หรือทางลัด",
        "put the file into the dataset's folder and give its path without .., ~, a leading / or a link",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """A finding for each such path."""
    for _, finding in troubles(dataset, context, RULE, Trouble.UNSAFE, _words):
        yield finding


def _words(problem: Problem) -> Text:
    return both(
        f"ไม่เปิดเส้นทาง “{shown(problem.path, 200)}” เพราะออกนอกโฟลเดอร์ของชุดข้อมูล",
        f"the path “{shown(problem.path, 200)}” leads out of the dataset's folder and is not opened",
    )
