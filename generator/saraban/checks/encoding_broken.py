"""A text file's characters cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import troubles
from saraban.model import Dataset, Finding, Problem, Rule, Text, Trouble, Weight, both
from saraban.validate import shown

RULE = Rule(
    "encoding-broken",
    Weight.STOPS,
    both("อ่านตัวอักษรในแฟ้มไม่ได้", "a text file's characters cannot be read"),
    both(
        "หากอ่านตัวอักษรผิด ชื่อและคำภาษาไทยทั้งตารางจะผิด",
        "with the wrong encoding every Thai word of the table would be wrong",
    ),
    both(
        "บันทึกแฟ้มเป็น UTF-8 (ใน Excel: บันทึกเป็น CSV UTF-8) ทุกส่วนของตารางใช้รหัสเดียวกัน หรือระบุ encoding ที่แท้จริง",
        "save the file as UTF-8 (in Excel: CSV UTF-8), all parts of a table alike, or state its true encoding",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """A finding for each such path."""
    for _, finding in troubles(dataset, context, RULE, Trouble.ENCODING, _words):
        yield finding


def _words(problem: Problem) -> Text:
    if not problem.detail:
        return both(
            f"“{shown(problem.path, 200)}” ไม่ใช่ UTF-8 หรือ Windows-874 หรือแต่ละส่วนของตารางใช้รหัสต่างกัน",
            f"“{shown(problem.path, 200)}” is neither UTF-8 nor Windows-874, or the table's parts differ",
        )
    return both(
        f"“{shown(problem.path, 200)}” ไม่ใช่ {problem.detail}",
        f"“{shown(problem.path, 200)}” is not {problem.detail}",
    )
