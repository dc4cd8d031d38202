"""A table does not keep what its schema promises."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context, _told
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "table-invalid",
    Weight.STOPS,
    both("ตารางไม่ตรงกับ schema", "a table breaks its schema"),
    both(
        "ผู้ใช้ข้อมูลเชื่อชนิด เงื่อนไข และคีย์ที่ประกาศไว้ การตัดสินเป็นไปตาม Frictionless",
        "those who use the data rely on the types, rules and keys it declares; Frictionless is the judge",
    ),
    both(
        "แก้ค่าในแถวที่ระบุ หรือแก้ schema หากประกาศไว้ผิด",
        "mend the rows that are named, or the schema where it is wrong",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """What frictionless refuses in the tables, equal errors of one column together."""
    found = _told.judged(dataset, context)
    yield from _told.findings(RULE, dataset, context, found.tables, found.more)
