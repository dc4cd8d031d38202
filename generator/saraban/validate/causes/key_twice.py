"""The same key in two rows."""

from __future__ import annotations

import re

from saraban.model import both
from saraban.validate.causes._case import KEYS, Case, Cause, Found, Reach

CAUSE = Cause(
    "key-twice",
    Reach.KNOWN,
    both(
        "ค่าใน{column} ต้องไม่ซ้ำกัน แต่มีค่าซ้ำ: {examples}",
        "values of {column} must differ, but stand there twice: {examples}",
    ),
    both(
        "ลบแถวที่ซ้ำ หรือแก้ค่าของแถวใดแถวหนึ่ง หากซ้ำกันได้จริง ให้แก้ primaryKey, uniqueKeys หรือ constraints.unique",
        "remove one of the rows, or mend its value; where values may be the same, correct primaryKey, uniqueKeys or"
        " constraints.unique",
    ),
)
_EARLIER = re.compile(r"the same as in the row at position ([0-9]+)")


def find(case: Case) -> Found | None:
    """The note names the earlier row."""
    named = _EARLIER.search(case.fault.note)
    return Found(twin=int(named[1])) if named and case.fault.type in KEYS else None
