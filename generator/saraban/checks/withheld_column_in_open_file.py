"""An open table with withheld columns lies in a repository that the public reads."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_table
from saraban.checks._tracked import is_open, tracked_path
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "withheld-column-in-open-file",
    Weight.STOPS,
    both(
        "คอลัมน์ที่ไม่เปิดเผยอยู่ในแฟ้มที่สาธารณชนอ่านได้",
        "a withheld column lies in a file that the public can read",
    ),
    both(
        "เว็บไซต์ตัดคอลัมน์ออกแล้ว แต่แฟ้มต้นฉบับในคลังสาธารณะยังมีอยู่",
        "the site cuts the column, but the file in the public repository still holds it",
    ),
    both(
        "แยกคอลัมน์ออกจากแฟ้ม หรือนำแฟ้มออกจาก git หากคลังไม่สาธารณะ ให้ตั้ง policy.public_repository: false",
        "take the column out of the file, or the file out of git; "
        "if the repository is not public, set policy.public_repository: false",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each such table, with the columns."""
    if not context.catalogue.policy.public_repository or not is_open(dataset, context):
        return
    for table in dataset.tables:
        columns = ", ".join(field.name for field in table.schema.fields if field.withheld)
        if columns and not table.withheld and (path := tracked_path(dataset, table)):
            problem = both(
                f"git ติดตาม “{path}” ซึ่งมีคอลัมน์ที่ไม่เปิดเผย: {columns}",
                f"git tracks “{path}”, which holds withheld columns: {columns}",
            )
            yield RULE.finding(dataset.name, in_table(dataset, context, table, field=columns), problem)
