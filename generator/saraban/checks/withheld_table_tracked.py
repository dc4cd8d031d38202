"""A table that is not public lies in a repository that is."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_table
from saraban.checks._tracked import is_open, tracked_path
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "withheld-table-tracked",
    Weight.STOPS,
    both(
        "ตารางที่ไม่เปิดเผยอยู่ในคลังที่สาธารณชนอ่านได้",
        "a table that is not public lies in a public repository",
    ),
    both(
        "ผู้ใดก็อ่านคลังสาธารณะได้ รวมถึงประวัติทั้งหมด แม้เว็บไซต์จะไม่แสดง",
        "anyone can read a public repository with all its history, whatever the site shows",
    ),
    both(
        "นำแฟ้มออกด้วย git rm --cached และใส่ใน .gitignore (หากเคยส่งขึ้นไปแล้วให้ล้างประวัติด้วย) "
        "หากคลังไม่สาธารณะ ให้ตั้ง policy.public_repository: false",
        "take it out with git rm --cached and name it in .gitignore (clean the history if it was pushed); "
        "if the repository is not public, set policy.public_repository: false",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each such table."""
    if not context.catalogue.policy.public_repository:
        return
    open_data = is_open(dataset, context)
    for table in dataset.tables:
        if (table.withheld or not open_data) and (path := tracked_path(dataset, table)):
            problem = both(f"git ติดตาม “{path}” ซึ่งไม่เปิดเผย", f"git tracks “{path}”, which is not public")
            yield RULE.finding(dataset.name, in_table(dataset, context, table), problem)
