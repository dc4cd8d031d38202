"""How numbers and days look as text, for the formats that hold them as values.

What is not of these forms stays text: a value must come out of a file as it went in. The expressions are those of
RE2 and of Python alike.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from saraban.model import Field

# No leading noughts: 007 is a code, whatever its column is called.
INTEGER = r"[+-]?(?:0|[1-9][0-9]*)"
# Exponents of two digits cannot leave the range of a double.
NUMBER = r"[+-]?(?:(?:0|[1-9][0-9]{0,40})(?:\.[0-9]{0,60})?|\.[0-9]{1,60})(?:[eE][+-]?[0-9]{1,2})?"
YEAR = "[0-9]{4}"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
DATETIME = f"{DATE}[T ]{TIME}"
# The longest numbers that a double (Parquet, spreadsheets) gives back digit by digit.
DIGITS = 15

_NUMBER = re.compile(NUMBER)
_DATE = re.compile(DATE)
_DAY = re.compile("(?:%[Ymd]|[^%A-Za-z0-9])+")


def group_char(field: Field) -> str:
    """What stands between groups of digits; empty when nothing does."""
    given = field.standard.get("groupChar")
    return given if isinstance(given, str) else ""


def decimal_char(field: Field) -> str:
    """What stands before the decimals."""
    given = field.standard.get("decimalChar")
    return given if isinstance(given, str) and given and field.type == "number" else "."


def pattern(field: Field) -> str:
    """The publisher's own pattern of a column of days or times, in `strftime`'s words; empty for ISO ones."""
    given = field.standard.get("format")
    return given if isinstance(given, str) and "%" in given else ""


def is_day(form: str) -> bool:
    """Whether a pattern tells year, month and day once each, in digits, which every reader takes alike."""
    once = all(form.count(part) == 1 for part in ("%Y", "%m", "%d"))
    return once and bool(_DAY.fullmatch(form))


def number(text: str, field: Field) -> float | None:
    """The number that the text of a numeric column says, where a double holds it digit by digit."""
    plain = text.strip(" ")
    if mark := group_char(field):
        plain = plain.replace(mark, "")
    if (mark := decimal_char(field)) != ".":
        if "." in plain:
            return None
        plain = plain.replace(mark, ".")
    if not _NUMBER.fullmatch(plain):
        return None
    digits = re.split("[eE]", plain)[0].replace(".", "").strip("+-0")
    return float(plain) if len(digits) <= DIGITS else None


def day(text: str, field: Field) -> date | None:
    """The day that the text of a date column says."""
    form = pattern(field)
    try:
        if not form:
            return date.fromisoformat(text) if _DATE.fullmatch(text) else None
        return datetime.strptime(text, form).date() if is_day(form) else None
    except ValueError:
        return None
