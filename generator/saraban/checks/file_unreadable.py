"""A file is not what it is said to be."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import troubles
from saraban.model import Dataset, Finding, Problem, Rule, Text, Trouble, Weight, both
from saraban.validate import shown

RULE = Rule(
    "file-unreadable",
    Weight.STOPS,
    both("อ่านแฟ้มไม่ได้", "a file cannot be read"),
    both(
        "แฟ้มที่เปิดไม่ได้จะตรวจและเผยแพร่ไม่ได้",
        "a file that cannot be opened can neither be checked nor published",
    ),
    both(
        "เปิดแฟ้มตรวจดู บันทึกใหม่ในรูปแบบที่ระบุ และดูว่าผู้อื่นอ่านแฟ้มได้",
        "open the file, save it anew in the format that is stated, and see that it may be read",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """A finding for each such path."""
    for _, finding in troubles(dataset, context, RULE, Trouble.UNREADABLE, _words):
        yield finding


def _words(problem: Problem) -> Text:
    return both(
        f"อ่าน “{shown(problem.path, 200)}” ไม่ได้: {shown(problem.detail, 200)}",
        f"“{shown(problem.path, 200)}” cannot be read: {shown(problem.detail, 200)}",
    )
