"""The holidays of each year in a file of its own, `datapackages/holidays/2027.yaml`: a new year is a new file."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field called date hides the type
from pathlib import Path

from pydantic import Field, ValidationError

from saraban import yaml_lines
from saraban.model import Finding, Place, Text, Weight, both
from saraban.settings import Holiday
from saraban.settings_base import Settings, Words

FOLDER = "datapackages/holidays"


class HolidayYear(Settings):
    """One file: the days of one year on which the office is closed."""

    year: int = Field(description="The year of the Common Era; that of every day in the file.")
    source: Words = Field(Text(), description="Who announced them, and where.")
    confirmed: Day | None = Field(
        None, description="The day on which the office compared them with the source."
    )
    holidays: tuple[Holiday, ...] = Field((), description="The days.")


def holiday_years(root: Path) -> tuple[tuple[HolidayYear, ...], tuple[Finding, ...]]:
    """Every file that is sound, and what is wrong with the others."""
    years: list[HolidayYear] = []
    findings: list[Finding] = []
    for file in sorted((root / FOLDER).glob("*.yaml")):
        shown = file.relative_to(root).as_posix()
        try:
            document = yaml_lines.load(file.read_text(encoding="utf-8-sig"))
            year = HolidayYear.model_validate(document.value)
        except yaml_lines.Unreadable as error:
            findings.append(_finding(shown, error.line, error.detail))
        except (OSError, UnicodeDecodeError) as error:
            findings.append(_finding(shown, None, str(error)))
        except ValidationError as error:
            findings += [
                _finding(
                    shown, document.line(list(of["loc"])), f"{'.'.join(map(str, of['loc']))}: {of['msg']}"
                )
                for of in error.errors()
            ]
        else:
            years.append(year)
            findings += [
                _finding(shown, document.line(["holidays", i, "date"]), f"{holiday.date} ≠ {year.year}")
                for i, holiday in enumerate(year.holidays)
                if holiday.date.year != year.year
            ]
    return tuple(years), tuple(findings)


def _finding(file: str, line: int | None, detail: str) -> Finding:
    return Finding(
        "holidays-mistake",
        Weight.STOPS,
        Place(file, line=line),
        both(f"วันหยุดใช้ไม่ได้: {detail}", f"the holidays cannot be used: {detail}"),
        both(
            "แก้บรรทัดนี้ให้เป็น {date: ปี ค.ศ.-เดือน-วัน, title: …} ของปีที่ระบุใน year:",
            "mend the line: {date: year-month-day, title: …}, of the year that year: names",
        ),
    )
