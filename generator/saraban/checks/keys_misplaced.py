"""Keys that stand beside the schema, where nothing reads them."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_resource
from saraban.model import Dataset, Finding, Rule, Weight, both
from saraban.validate import described

RULE = Rule(
    "keys-misplaced",
    Weight.WARNS,
    both("คีย์อยู่ผิดที่", "keys stand where nothing reads them"),
    both(
        "primaryKey และ foreignKeys ที่อยู่นอก schema หรือสะกดผิดจะไม่ถูกตรวจ",
        "primaryKey and foreignKeys outside the schema, or misspelt, are not checked",
    ),
    both(
        "ย้ายเข้าไปใน schema ของตาราง โดยใช้ชื่อ primaryKey, uniqueKeys, foreignKeys หรือ missingValues",
        "move them into the table's schema, under the names primaryKey, uniqueKeys, foreignKeys or missingValues",
    ),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each table with such keys."""
    for entry in described(dataset):
        beside = [key for key in (*_KEYS, *_MISSPELT) if key in entry.raw]
        within = [key for key in _MISSPELT if key in entry.table.schema.standard]
        for path, names in (((), beside), (("schema",), within)):
            if names:
                listed = ", ".join(names)
                place = in_resource(dataset, context, entry, *path, names[0])
                problem = both(f"ไม่มีสิ่งใดอ่าน {listed} ที่อยู่ตรงนี้", f"nothing reads {listed} here")
                yield RULE.finding(dataset.name, place, problem)


# Frictionless itself refuses missingValues beside the schema.
_KEYS = ("primaryKey", "uniqueKeys", "foreignKeys")
_MISSPELT = ("primaryKeys", "primary_key", "uniqueKey", "foreignKey", "foreign_keys")
