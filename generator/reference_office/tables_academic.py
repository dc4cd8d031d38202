"""Tables of academic affairs: pupils, class rooms, attendance, admissions."""

from __future__ import annotations

from collections.abc import Iterator

from reference_office import words
from reference_office.chance import hits, stream
from reference_office.office import Office
from reference_office.places import DISTRICTS
from reference_office.pupils import rooms
from reference_office.sheets import HIDDEN, Cell, Sheet, hide_small

Rows = list[tuple[Cell, ...]]


def sheets(office: Office) -> Iterator[Sheet]:
    """Every table of this kind."""
    yield from _pupils(office)
    yield by_grade(office)
    yield _classrooms(office)
    yield _attendance(office)
    yield _nutrition(office)
    yield _admission(office)


def _pupils(office: Office) -> Iterator[Sheet]:
    """One file a year: the parts of one table, each with its header."""
    for year in words.YEARS:
        rows: Rows = [
            (year, round_, school.code, grade, sex, pupils)
            for round_ in (1, 2)
            for school in office.of_year(year)
            for grade in office.enrolment.grades(year, round_, school.code)
            for sex, pupils in zip(
                words.SEXES, office.enrolment.pair(year, round_, school.code, grade), strict=True
            )
        ]
        header = ("academic_year", "round", "school_code", "grade", "sex", "pupils")
        yield Sheet(f"pupils/pupils-{year}.csv", header, rows)


def by_grade(office: Office) -> Sheet:
    """Pupils of the office by district, grade and sex."""
    rows: Rows = []
    for year in words.YEARS:
        for round_ in (1, 2):
            for district in DISTRICTS:
                codes = [s.code for s in office.of_year(year) if s.place.district == district]
                for grade in words.GRADES:
                    pairs = [office.enrolment.pair(year, round_, code, grade) for code in codes]
                    for index, sex in enumerate(words.SEXES):
                        rows.append(
                            (year, round_, district.code, grade, sex, sum(pair[index] for pair in pairs))
                        )
    header = ("academic_year", "round", "district_code", "grade", "sex", "pupils")
    return Sheet("pupils-by-grade/pupils-by-grade.csv", header, rows)


def _classrooms(office: Office) -> Sheet:
    rows: Rows = []
    for year in words.YEARS:
        for school in office.of_year(year):
            for grade, (number, shared) in rooms(office.enrolment, year, school.code).items():
                pupils = office.enrolment.count(year, 1, school.code, grade)
                rows.append((year, school.code, grade, pupils, number, shared))
    header = ("academic_year", "school_code", "grade", "pupils", "rooms", "shares_a_room")
    types = (
        "academic_year INTEGER, school_code VARCHAR, grade INTEGER, pupils INTEGER, rooms INTEGER, "
        "shares_a_room BOOLEAN"
    )
    return Sheet("classrooms/classrooms.parquet", header, rows, types=types)


def _attendance(office: Office) -> Sheet:
    """Person-days by month: the largest table of the office."""
    rows: Rows = []
    for year in words.YEARS:
        for month, days in words.school_months(year):
            round_ = 1 if 5 <= month <= 10 else 2
            # Rain and influenza in August and September, harvest in November.
            season = 1.5 if month in (8, 9) else 1.3 if month == 11 else 1.0
            for school in office.of_year(year):
                chance = stream("attendance", year, month, school.code)
                for grade in office.enrolment.grades(year, round_, school.code):
                    due = days * office.enrolment.count(year, round_, school.code, grade)
                    if not due:
                        continue
                    late = round(due * 0.018 * chance.uniform(0.3, 1.7))
                    leave = round(due * 0.026 * season * chance.uniform(0.4, 1.6))
                    absent = round(due * 0.009 * season * chance.uniform(0.2, 1.9))
                    present = due - late - leave - absent
                    rows += [
                        (year, month, school.code, grade, status, number)
                        for status, number in (("P", present), ("T", late), ("L", leave), ("A", absent))
                    ]
    header = ("academic_year", "month", "school_code", "grade", "status", "person_days")
    return Sheet("attendance/attendance.csv", header, rows)


_STATES = (
    ("thin", 0.041),
    ("rather-thin", 0.06),
    ("normal", 0.735),
    ("plump", 0.052),
    ("overweight", 0.058),
    ("obese", 0.054),
)


def _nutrition(office: Office) -> Sheet:
    """Weight for height by district and stage; small counts are hidden."""
    rows: Rows = []
    for year in words.YEARS:
        for round_ in (1, 2):
            for district in DISTRICTS:
                schools = [s for s in office.of_year(year) if s.place.district == district]
                for name, grades in words.STAGES.items():
                    pupils = sum(
                        office.enrolment.count(year, round_, s.code, g) for s in schools for g in grades
                    )
                    chance = stream("nutrition", year, round_, district.code, name)
                    measured = left = hits(chance, pupils, 0.975)
                    counts = []
                    for state, share in _STATES:
                        here = (
                            0
                            if state == "normal"
                            else min(left, round(measured * share * chance.uniform(0.7, 1.3)))
                        )
                        left -= here
                        counts.append(here)
                    counts[2] = left
                    for (state, _), shown in zip(_STATES, hide_small(counts), strict=True):
                        rows.append(
                            (year, round_, district.code, name, state, HIDDEN if shown is None else shown)
                        )
    header = ("academic_year", "round", "district_code", "stage", "state", "pupils")
    return Sheet("nutrition/nutrition.csv", header, rows)


def _admission(office: Office) -> Sheet:
    """Places offered and taken in the entry grades of the last year."""
    rows: Rows = []
    year = words.LAST_YEAR
    for school in office.of_year(year):
        for grade in (112, 211, 311):
            if grade not in school.grades or office.empty(school, year):
                continue
            chance = stream("admission", school.code, grade)
            taken = office.enrolment.count(year, 1, school.code, grade)
            places = max(10, -(-(taken + chance.randint(0, 14)) // 10) * 10)
            asked = taken + (chance.randint(5, 60) if school.size > 500 else chance.randint(0, 3))
            rows.append((school.code, grade, places, asked, taken))
    header = ("school_code", "grade", "places", "applicants", "admitted")
    return Sheet("admission-plan-2569/admission.csv", header, rows)
