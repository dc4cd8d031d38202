"""Nothing says who may have the data."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "access-missing",
    Weight.WARNS,
    both("ไม่ระบุว่าผู้ใดเข้าถึงได้", "nothing says who may have the data"),
    both(
        "สิ่งที่ไม่ได้อนุญาตไว้ชัดเจนจะไม่เผยแพร่ ชุดข้อมูลนี้จะถูกพักไว้",
        "what is not clearly permitted is not published: this dataset is held",
    ),
    both(
        "เพิ่ม access: open, on-request, internal หรือ secret หรือกำหนดค่าปริยายใน policy.defaults.access",
        "add access: open, on-request, internal or secret, or a default in policy.defaults.access",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding for the dataset."""
    record = dataset.record
    if record.access is None and not record.access_stated:
        yield RULE.finding(dataset.name, in_descriptor(dataset, context), RULE.title)
