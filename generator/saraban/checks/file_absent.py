"""A file that the descriptor names is not here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from saraban.checks import Context
from saraban.checks._places import troubles
from saraban.model import Access, Dataset, Finding, Problem, Rule, Text, Trouble, Weight, both
from saraban.validate import shown

RULE = Rule(
    "file-absent",
    Weight.STOPS,
    both("ไม่พบแฟ้ม", "a file is not here"),
    both(
        "ชุดข้อมูลเปิดต้องมีแฟ้มครบ ข้อมูลที่ไม่เปิดเผยอาจมีเฉพาะคำอธิบายก็ได้",
        "open data needs all its files; data that is not public may come as metadata alone",
    ),
    both(
        "วางแฟ้มตามเส้นทางในคำอธิบาย (ตัวพิมพ์ใหญ่เล็กต้องตรงกัน) หรือแก้เส้นทาง",
        "put the file where the descriptor says (capital letters count), or correct the path",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each absent file; no more than a note where the data need not be here."""
    needed = dataset.record.access is Access.OPEN and dataset.record.embargo is None
    for entry, finding in troubles(dataset, context, RULE, Trouble.ABSENT, _words):
        stops = needed and not entry.table.withheld
        yield finding if stops else replace(finding, weight=Weight.NOTE, cure=_NO_CURE)


_NO_CURE = both("ไม่ต้องดำเนินการ หากตั้งใจให้มีเฉพาะคำอธิบาย", "nothing to do if metadata alone is meant to be here")


def _words(problem: Problem) -> Text:
    return both(f"ไม่พบแฟ้ม “{shown(problem.path, 200)}”", f"the file “{shown(problem.path, 200)}” is missing")
