"""A date whose year can only be a Buddhist one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from saraban.checks import Context, _told
from saraban.checks._places import tables
from saraban.model import Dataset, Field, Finding, Rule, Table, Weight, both
from saraban.thai.years import is_buddhist
from saraban.validate import Fault, values

RULE = Rule(
    "year-buddhist-in-date",
    Weight.WARNS,
    both("ปีพุทธศักราชในคอลัมน์วันที่", "a Buddhist year in a date"),
    both(
        "วันที่ในแฟ้มข้อมูลใช้ปีคริสต์ศักราชตามมาตรฐาน โปรแกรมอื่นจะเข้าใจปี 2569 ว่าเป็นอนาคตอีก 543 ปี",
        "dates in data files are in the Common Era: other programs take 2569 for a year 543 years ahead",
    ),
    both(
        "เปลี่ยนเป็นปีคริสต์ศักราช (ลบ 543) หรือใช้ type: integer และบอกในชื่อคอลัมน์ว่าเป็น พ.ศ.",
        "write the Common Era year (less 543), or say type: integer and tell in the column's title that it is B.E.",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each column with such years among the first rows."""
    for table in tables(dataset):
        for field in table.schema.fields:
            if field.type in _DATED:
                yield from _told.findings(RULE, dataset, context, _buddhist(table, field))


_DATED = ("date", "datetime", "year", "yearmonth")
_SAMPLE = 1_000  # rows


def _buddhist(table: Table, field: Field) -> Iterator[Fault]:
    for number, (value,) in islice(values(table, [field.name]), _SAMPLE):
        year = getattr(value, "year", value)
        if isinstance(year, int) and is_buddhist(year):
            cell = value.isoformat() if isinstance(value, date) else str(year)
            column = field.position + 1
            yield Fault(
                RULE.name, table=table.name, row=number, fields=(field.name,), cell=cell, column=column
            )
