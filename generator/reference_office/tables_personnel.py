"""Tables of personnel: teachers, staffing against the standard, retirement, other staff, training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reference_office import words
from reference_office.chance import about, stream
from reference_office.office import Office
from reference_office.places import DISTRICTS
from reference_office.schools import networks
from reference_office.sheets import Cell, Sheet, ratio
from reference_office.staff import standard

Rows = list[tuple[Cell, ...]]


def sheets(office: Office) -> Iterator[Sheet]:
    """Every table of this work area."""
    yield _teachers(office)
    yield _staffing(office)
    yield _retirement(office)
    yield _support(office)
    yield _training()


def _teachers(office: Office) -> Sheet:
    rows: Rows = []
    for year in words.YEARS:
        for school in office.of_year(year):
            posts = Counter(
                (post.position, post.standing, post.sex) for post in office.staff[year, school.code]
            )
            rows += [(year, school.code, *kind, number) for kind, number in sorted(posts.items())]
    header = ("academic_year", "school_code", "position", "standing", "sex", "persons")
    return Sheet("teachers/teachers.csv", header, rows)


def _staffing(office: Office) -> Sheet:
    """The standard is a column: read it, do not compute it."""
    rows: Rows = []
    for year in words.YEARS:
        for school in office.of_year(year):
            wanted = standard(office.enrolment, year, school)
            actual = len(office.staff[year, school.code])
            pupils = office.enrolment.school(year, 1, school.code)
            rows.append((
                year, school.code, pupils, wanted, actual, actual - wanted, ratio(actual - wanted, wanted),
                ratio(pupils, actual, 1),
            ))  # fmt: skip
    header = ("academic_year", "school_code", "pupils", "standard", "actual", "difference", "difference_percent",
              "pupils_per_teacher")  # fmt: skip
    return Sheet("staffing/staffing.csv", header, rows)


def _retirement(office: Office) -> Sheet:
    """Teachers retire at the end of the fiscal year in which they turn sixty."""
    counted: Counter[tuple[int, str, str, str]] = Counter()
    for school in office.of_year(words.LAST_YEAR):
        for post in office.staff[words.LAST_YEAR, school.code]:
            year = words.LAST_YEAR + 60 - min(post.age, 59)
            group = "leader" if "director" in post.position else "teacher"
            counted[year, school.place.district.code, group, post.sex] += 1
    rows: Rows = [
        (year, district.code, group, sex, counted[year, district.code, group, sex])
        for year in range(2570, 2580)
        for district in DISTRICTS
        for group in ("leader", "teacher")
        for sex in words.SEXES
    ]
    return Sheet(
        "retirement/retirement.csv", ("fiscal_year", "district_code", "group", "sex", "persons"), rows
    )


def _support(office: Office) -> Sheet:
    kinds = (("government-employee", 0.35), ("contract-teacher", 0.6), ("clerk", 0.45), ("janitor", 0.5),
             ("permanent-employee", 0.12), ("special-needs-aide", 0.3))  # fmt: skip
    rows: Rows = []
    for year in words.YEARS:
        for school in office.of_year(year):
            pupils = office.enrolment.school(year, 1, school.code)
            for kind, share in kinds:
                lasting = stream("support", school.code, kind).random()
                number = (
                    0 if pupils == 0 else int(lasting < share) + (pupils // 400 if kind != "clerk" else 0)
                )
                if number:
                    rows.append((year, school.code, kind, number))
    return Sheet("support-staff/support-staff.tsv", ("academic_year", "school_code", "kind", "persons"), rows)


def _training() -> Sheet:
    topics = (("digital", 30, 6), ("active-learning", 42, 12), ("assessment", 28, 6), ("inclusive", 16, 12),
              ("english", 20, 18), ("safety", 24, 3))  # fmt: skip
    rows: Rows = []
    for year in words.FISCAL_YEARS:
        for quarter in (1, 2, 3, 4):
            for network in networks():
                for topic, mean, hours in topics:
                    persons = about(
                        stream("training", year, quarter, network.code, topic),
                        mean * (0.5 + 0.25 * quarter) / 2,
                    )
                    rows.append((year, quarter, network.code, topic, persons, persons * hours))
    header = ("fiscal_year", "quarter", "network_code", "topic", "persons", "person_hours")
    return Sheet("training-hours/training.csv", header, rows)
