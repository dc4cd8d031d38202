"""A file is something else than the table that its name promises."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import troubles
from saraban.model import Dataset, Finding, Problem, Rule, Text, Trouble, Weight, both
from saraban.validate import shown

RULE = Rule(
    "file-not-as-said",
    Weight.STOPS,
    both("แฟ้มไม่ใช่ตารางตามที่ระบุ", "a file is not the table it is said to be"),
    both(
        "หน้าเว็บ เอกสาร PDF หรือแฟ้มที่เสียหายซึ่งตั้งชื่อเป็นตาราง เปิดเป็นตารางไม่ได้ และอาจทำให้โปรแกรมอื่นหยุดทำงาน",
        "a web page, a PDF or a damaged file under a table's name is no table, and may bring readers down",
    ),
    both(
        "เปิดแฟ้มตรวจดู แล้วส่งออกเป็น CSV (UTF-8) หรือ XLSX ใหม่จากต้นฉบับ",
        "open the file, look at it, and export it anew from its source as CSV (UTF-8) or XLSX",
    ),
)
_KINDS = {
    "html": both("เป็นหน้าเว็บ (HTML/XML) มิใช่ตาราง", "is a web page (HTML or XML), not a table"),
    "pdf": both("เป็นเอกสาร PDF มิใช่ตาราง", "is a PDF document, not a table"),
    "zip": both("เป็นแฟ้ม ZIP หรือสมุดงาน Excel มิใช่ข้อความ", "is a ZIP file or an Excel workbook, not text"),
    "gzip": both(
        "เป็นแฟ้มที่บีบอัดไว้ (gzip) แต่ชื่อไม่ลงท้ายด้วย .gz", "is compressed (gzip), but its name does not end in .gz"
    ),
    "parquet": both("เป็นแฟ้ม Parquet", "is a Parquet file"),
    "old-office": both("เป็นแฟ้มของ Office รุ่นเก่า (.xls)", "is a file of an old Office (.xls)"),
    "picture": both("เป็นรูปภาพ มิใช่ตาราง", "is a picture, not a table"),
    "nul": both(
        "มีไบต์ว่าง (NUL) ซึ่งไม่มีในข้อความ แฟ้มอาจเสียหายหรือเป็น UTF-16 ที่ไม่ได้ระบุ",
        "holds NUL bytes, which no text has: it is damaged, or UTF-16 that does not say so",
    ),
    "endless-line": both(
        "มีบรรทัดยาวเกิน 64 MiB โดยไม่ขึ้นบรรทัดใหม่", "has a line of more than 64 MiB without a line break"
    ),
    "bomb": both("คลายแล้วมีขนาดเกิน 4 GiB", "holds more than 4 GiB when it is unpacked"),
}


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """A finding for each such file."""
    for _, finding in troubles(dataset, context, RULE, Trouble.OTHER, _words):
        yield finding


def _words(problem: Problem) -> Text:
    kind = _KINDS[problem.detail]
    path = shown(problem.path, 200)
    return both(f"“{path}” {kind.get('th')}", f"“{path}” {kind.get('en')}")
