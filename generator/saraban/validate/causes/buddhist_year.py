"""A Buddhist year in a date, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from saraban.model import both
from saraban.thai import is_buddhist, long_date, short_date, to_common_era
from saraban.validate.causes._case import Case, Cause, Found, Reach

CAUSE = Cause(
    "buddhist-year",
    Reach.CELL,
    both(
        "ปีใน{column} เป็นพุทธศักราช: {examples}",
        "years of {column} are Buddhist: {examples}",
    ),
    both(
        "เปลี่ยนเป็นปีคริสต์ศักราช (ลบ 543) หรือใช้ type: integer และบอกในชื่อคอลัมน์ว่าเป็น พ.ศ.",
        "write the Common Era year (less 543), or say type: integer and tell in the column's title that it is B.E.",
    ),
)


def find(case: Case) -> Found | None:
    """The date is good once 543 is taken from its year."""
    if case.kind not in ("date", "datetime", "year", "yearmonth") or case.field is None:
        return None
    form = case.field.standard.get("format", "default")
    return case.mended(*_written(case.plain, case.kind, form if isinstance(form, str) else "default"))


_ERA = r"(?:พ\.? ?ศ\.? ?|B\.?E\.? ?)?"
_TIME = r"(?:(?:T| +)(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:Z| ?น\.?)?)?"
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})" + _TIME),
    re.compile(r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})" + _TIME),
    re.compile(r"(?P<day>[0-9]{1,2})[ -]*(?P<month>[^0-9 -]+)[ -]*" + _ERA + "(?P<year>[0-9]{2,4})" + _TIME),
)
_MONTHS = (
    re.compile("(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})"),
    re.compile("(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})"),
    re.compile("(?P<month>[^0-9 -]+)[ -]*" + _ERA + "(?P<year>[0-9]{2,4})"),
)
_SHAPES = {"date": _DATES, "datetime": _DATES, "yearmonth": _MONTHS}
_YEAR = re.compile(_ERA + "(?P<year>[0-9]{4})")
_NAMES = {
    (language, form(date(2000, month, 1), language).split()[1].lower()): month
    for month in range(1, 13)
    for language in ("th", "en")
    for form in (long_date, short_date)
}


def _written(text: str, kind: str, form: str) -> Iterator[str]:
    """The value in the Common Era, as the column writes it."""
    if kind == "year":
        if (found := _YEAR.fullmatch(text)) and is_buddhist(int(found["year"])):
            yield str(to_common_era(int(found["year"])))
        return
    for found in filter(None, (shape.fullmatch(text) for shape in _SHAPES[kind])):
        moment = _moment(found.groupdict())
        if moment is None:
            continue
        if kind == "yearmonth":
            yield f"{moment:%Y-%m}"
        elif "%" in form:
            yield moment.strftime(form)
        elif kind == "datetime":
            yield f"{moment.isoformat()}Z"
        elif moment.time() == time():  # spreadsheets write a day as its midnight
            yield moment.date().isoformat()


def _moment(parts: dict[str, str | None]) -> datetime | None:
    """The day with its time, if its year is a Buddhist one. In Thai words a year of two digits is: 10 มิ.ย. 69."""
    name, year = (parts["month"] or "").lower(), int(parts["year"] or 0)
    month = int(name) if name.isdecimal() else _NAMES.get(("th", name)) or _NAMES.get(("en", name))
    if year < 100 and ("th", name) in _NAMES:
        year += 2500
    if month is None or not is_buddhist(year):
        return None
    hours, minutes, seconds = f"{parts.get('time') or '0:00'}:00".split(":")[:3]
    try:
        return datetime(
            to_common_era(year), month, int(parts.get("day") or 1), int(hours), int(minutes), int(seconds)
        )
    except ValueError:
        return None
