"""An integer with a sign between thousands, which frictionless does not read."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_resource
from saraban.model import Dataset, Finding, Rule, Weight, both
from saraban.validate import described

RULE = Rule(
    "group-char-ignored",
    Weight.WARNS,
    both("ไม่รองรับเครื่องหมายคั่นหลักพันของจำนวนเต็ม", "groupChar of an integer is not read"),
    both(
        "มาตรฐานอนุญาต groupChar ในคอลัมน์ integer แต่ Frictionless ไม่อ่าน ค่าอย่าง 1,234 จึงถูกตัดสินว่าผิด",
        "the standard allows it, but Frictionless does not read it: a value such as 1,234 is refused",
    ),
    both(
        "เขียนจำนวนโดยไม่มีเครื่องหมายคั่น แล้วลบ groupChar หรือใช้ type: number ซึ่งอ่าน groupChar ได้",
        "write the numbers without it and remove groupChar, or say type: number, where groupChar is read",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each such field."""
    for entry in described(dataset):
        for field in entry.table.schema.fields:
            if field.type == "integer" and "groupChar" in field.standard:
                place = in_resource(dataset, context, entry, "schema", "fields", field.position)
                problem = both(
                    f"คอลัมน์ “{field.name}” เป็น integer และมี groupChar ค่าที่มีเครื่องหมายคั่นจะถูกตัดสินว่าผิด",
                    f"“{field.name}” is an integer with groupChar: values written with it are refused",
                )
                yield RULE.finding(dataset.name, place, problem)
