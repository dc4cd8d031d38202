"""Tables of the office's services: information requests, the collection calendar, journeys to school."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reference_office import words
from reference_office.chance import about, hits, stream
from reference_office.office import Office
from reference_office.schools import networks
from reference_office.sheets import Cell, Sheet

TODAY = date(2026, 11, 24)


def sheets(office: Office) -> Iterator[Sheet]:
    """Every table of this kind but the zipped one."""
    yield _requests()
    yield _calendar(office)


def _requests() -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    months = [month for year in words.FISCAL_YEARS for month in words.months_of_fiscal_year(year)]
    for number, month in enumerate((*months, "2026-10")):
        for channel, mean in (
            ("counter", 2.2),
            ("letter", 1.6),
            ("email", 1.0 + number * 0.09),
            ("phone", 1.2),
        ):
            chance = stream("requests", month, channel)
            received = about(chance, mean)
            granted = hits(chance, received, 0.8)
            partly = hits(chance, received - granted, 0.5)
            refused = hits(chance, received - granted - partly, 0.4)
            rows.append((
                month, channel, received, granted, partly, refused, received - granted - partly - refused,
                hits(chance, received, 0.94), round(chance.uniform(2, 11), 1) if received else None,
            ))  # fmt: skip
    header = ("month", "channel", "received", "granted", "granted_in_part", "refused", "advised_elsewhere",
              "answered_in_15_days", "mean_days")  # fmt: skip
    return Sheet("information-requests/requests.csv", header, rows)


# (system, work area, round, month and day, years later, share of schools on time)
_DUE = (
    ("DMC", "academic", "1", (6, 10), 0, 0.97), ("DMC", "academic", "2", (11, 10), 0, 0.96),
    ("DMC", "academic", "3", (4, 30), 1, 0.9), ("B-OBEC", "general", "b-obec", (10, 30), 0, 0.93),
    ("EMIS", "general", "1", (6, 30), 0, 0.95), ("EMIS", "general", "2", (11, 30), 0, 0.94),
    ("SchoolMIS", "academic", "1", (10, 31), 0, 0.88), ("SchoolMIS", "academic", "2", (3, 31), 1, 0.86),
    ("SET", "academic", "1", (6, 20), 0, 0.91), ("CCT", "academic", "1", (7, 15), 0, 0.89),
    ("CCT", "academic", "2", (12, 15), 0, 0.92), ("Lunch", "budget", "1", (5, 31), 0, 0.98),
    ("Lunch", "budget", "2", (11, 15), 0, 0.98), ("HRMS", "personnel", "1", (6, 10), 0, 0.99),
    ("P-OBEC", "personnel", "2", (11, 10), 0, 0.97), ("Nutrition", "academic", "1", (7, 10), 0, 0.95),
    ("Nutrition", "academic", "2", (12, 10), 0, 0.94),
)  # fmt: skip


def _calendar(office: Office) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for year in words.YEARS:
        schools = sum(1 for _ in office.of_year(year))
        for system, area, round_, (month, day), later, on_time in _DUE:
            due = date(words.common_era(year) + later, month, day)
            chance = stream("calendar", year, system, round_)
            past = due < TODAY
            punctual = hits(chance, schools, on_time) if past else None
            late = 0 if punctual == schools else chance.choice((1, 1, 2, 5))
            last = due + timedelta(days=late) if past else None
            rows.append((
                year, system, area, round_, due.isoformat(), schools, punctual,
                last.isoformat() if last else None, "done" if past else "due",
            ))  # fmt: skip
    header = (
        "academic_year",
        "system",
        "work_area",
        "round",
        "due_date",
        "schools",
        "schools_on_time",
        "completed_date",
        "status",
    )
    return Sheet("information-calendar/calendar.json", header, sorted(rows, key=lambda row: str(row[4])))


def travel(office: Office) -> Sheet:
    """Journeys to school, by network: the table of the zipped package."""
    modes = (("walk", 0.22), ("bicycle", 0.13), ("motorcycle", 0.41), ("car", 0.09), ("school-van", 0.15))
    rows: list[tuple[Cell, ...]] = []
    for year in words.YEARS:
        for network in networks():
            pupils = sum(
                office.enrolment.school(year, 1, school.code)
                for school in office.of_year(year)
                if school.network == network.code
            )
            chance = stream("travel", year, network.code)
            left = pupils
            for mode, share in modes:
                going = (
                    left
                    if mode == "school-van"
                    else min(left, round(pupils * share * chance.uniform(0.85, 1.15)))
                )
                left -= going
                mean = {"walk": 0.8, "bicycle": 1.6, "motorcycle": 3.4, "car": 5.2, "school-van": 8.5}[mode]
                rows.append((year, network.code, mode, going, round(mean * chance.uniform(0.8, 1.25), 1)))
    return Sheet("journeys.csv", ("academic_year", "network_code", "mode", "pupils", "mean_km"), rows)
