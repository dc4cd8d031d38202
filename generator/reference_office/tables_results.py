"""Tables of results: national tests, graduates and what they do next, dropouts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from reference_office import words
from reference_office.chance import hits, stream
from reference_office.office import Office
from reference_office.places import DISTRICTS
from reference_office.schools import School
from reference_office.sheets import HIDDEN, Cell, Sheet, hide_small, ratio, two_decimals

Rows = list[tuple[Cell, ...]]
ENDED = words.YEARS[:-1]  # academic years that have come to their end

_ONET = {
    216: (("thai", 53.0), ("mathematics", 29.0), ("science", 38.0), ("english", 36.0)),
    313: (("thai", 51.5), ("mathematics", 24.0), ("science", 31.5), ("english", 30.0)),
}
_NT = (("thai", 55.5), ("mathematics", 48.0))
_RT = (("reading-aloud", 71.0), ("reading-comprehension", 74.0))


def sheets(office: Office) -> Iterator[Sheet]:
    """Every table of this kind."""
    onet: Rows = []
    for grade, subjects in _ONET.items():
        onet += _scores(office, grade, subjects, turnout=0.86)
    header = ("academic_year", "school_code", "grade", "subject", "examinees", "mean", "sd")
    yield Sheet("onet/onet-schools.csv", header, onet)
    yield _office_means(onet)
    nt = [(row[0], row[1], *row[3:]) for row in _scores(office, 213, _NT, turnout=0.96)]
    yield Sheet("nt/nt.csv", ("academic_year", "school_code", "ability", "examinees", "mean", "sd"), nt)
    rt = [(row[0], row[1], *row[3:]) for row in _scores(office, 211, _RT, turnout=0.97)]
    # As an old program of the office saves it: Windows-874.
    thai = ("ปีการศึกษา", "รหัสโรงเรียน", "ทักษะ", "ผู้เข้าสอบ", "คะแนนเฉลี่ย", "ส่วนเบี่ยงเบนมาตรฐาน")
    named: Rows = [(*row[:2], _SKILLS[str(row[2])], *row[3:]) for row in rt]
    yield Sheet("rt/rt.csv", thai, named, encoding="cp874", newline="\r\n")
    yield from _graduates(office)
    yield from _dropouts(office)


_SKILLS = {"reading-aloud": "อ่านออกเสียง", "reading-comprehension": "อ่านรู้เรื่อง"}


def _scores(office: Office, grade: int, subjects: tuple[tuple[str, float], ...], turnout: float) -> Rows:
    """Mean and spread by school; with fewer than five examinees both the number and the figures are hidden."""
    rows: Rows = []
    for year in ENDED:
        for school in office.of_year(year):
            pupils = office.enrolment.count(year, 2, school.code, grade)
            if not pupils:
                continue
            strength = stream("strength", school.code).gauss(0, 4.5)
            examinees = hits(stream("examinees", year, school.code, grade), pupils, turnout)
            for subject, level in subjects:
                chance = stream("scores", year, school.code, grade, subject)
                expected = level + (year - 2565) * 0.6 + strength
                rows.append((year, school.code, grade, subject, *_result(chance, examinees, expected)))
    return rows


def _result(chance: Random, examinees: int, expected: float) -> tuple[Cell, Cell, Cell]:
    """Examinees, mean and standard deviation of one school and subject."""
    if examinees < 5:
        return (HIDDEN, HIDDEN, HIDDEN) if examinees else (0, None, None)
    mean = expected + chance.gauss(0, 14 / examinees**0.5)
    spread = max(4.0, chance.gauss(13, 1.6))
    return examinees, two_decimals(min(max(mean, 5), 99)), two_decimals(spread)


def _office_means(onet: Rows) -> Sheet:
    """Means of the office, weighted by examinees: not the mean of the schools' means."""
    rows: Rows = []
    for year in ENDED:
        for grade, subjects in _ONET.items():
            for subject, _ in subjects:
                these = [
                    r
                    for r in onet
                    if (r[0], r[2], r[3]) == (year, grade, subject) and isinstance(r[5], Decimal)
                ]
                examinees = sum(int(str(row[4])) for row in these)
                points = sum(int(str(row[4])) * Decimal(str(row[5])) for row in these)
                rows.append((year, grade, subject, len(these), examinees, ratio(float(points), examinees, 1)))
    header = ("academic_year", "grade", "subject", "schools", "examinees", "mean")
    return Sheet("onet/onet-office.csv", header, rows)


def _graduated(office: Office, year: int, school: School, grade: int) -> tuple[int, int]:
    boys, girls = office.enrolment.pair(year, 2, school.code, grade)
    chance = stream("graduates", year, school.code, grade)
    return hits(chance, boys, 0.99), hits(chance, girls, 0.995)


_NEXT = {
    216: (
        ("same-office", 0.27),
        ("secondary-office", 0.59),
        ("private", 0.04),
        ("local-authority", 0.06),
        ("other-province", 0.035),
    ),
    313: (
        ("secondary-office", 0.46),
        ("vocational", 0.33),
        ("private", 0.03),
        ("non-formal", 0.08),
        ("other-province", 0.03),
    ),
}
# New pupils of ม.1 in a district, of all affiliations, per pupil who finished ป.6 there: towns draw in, villages lose.
_PULL = {"3701": 1.13, "3702": 0.9, "3703": 0.97, "3704": 1.02, "3705": 0.93, "3706": 0.96, "3707": 0.86}


def _graduates(office: Office) -> Iterator[Sheet]:
    graduates: Rows = []
    destinations: Rows = []
    transition: Rows = []
    for year in ENDED:
        finished: dict[tuple[str, int], int] = {}
        for grade in (216, 313):
            for school in office.of_year(year):
                if grade not in school.grades or not office.enrolment.count(year, 2, school.code, grade):
                    continue
                pair = _graduated(office, year, school, grade)
                graduates += [
                    (year, school.code, grade, sex, n) for sex, n in zip(words.SEXES, pair, strict=True)
                ]
                key = (school.place.district.code, grade)
                finished[key] = finished.get(key, 0) + sum(pair)
            destinations += _destinations(
                year, grade, sum(n for key, n in finished.items() if key[1] == grade)
            )
        for district in DISTRICTS:
            left = finished[district.code, 216]
            pull = _PULL[district.code] * stream("pull", year, district.code).uniform(0.97, 1.03)
            transition.append(
                (year + 1, district.code, left, round(left * pull), ratio(round(left * pull), left))
            )
    yield Sheet(
        "graduates/graduates.csv", ("academic_year", "school_code", "grade", "sex", "graduates"), graduates
    )
    yield Sheet(
        "graduates/destinations.csv", ("academic_year", "grade", "destination", "graduates"), destinations
    )
    header = ("academic_year", "district_code", "finished_p6_year_before", "new_m1", "transition_rate")
    yield Sheet("graduates/transition.csv", header, transition)


def _destinations(year: int, grade: int, finished: int) -> Iterator[tuple[Cell, ...]]:
    chance = stream("destinations", year, grade)
    left = finished
    for destination, share in _NEXT[grade]:
        here = round(finished * share * chance.uniform(0.95, 1.05))
        here = min(left, here)
        left -= here
        yield year, grade, destination, here
    yield year, grade, "not-continuing", left


_CAUSES = (
    ("migration", 0.31),
    ("poverty", 0.22),
    ("family", 0.14),
    ("adjustment", 0.12),
    ("work", 0.08),
    ("health", 0.05),
    ("marriage", 0.04),
    ("other", 0.04),
)
_BANDS = (
    ("p1-p3", (211, 212, 213), 0.0022),
    ("p4-p6", (214, 215, 216), 0.003),
    ("m1-m3", words.SECONDARY, 0.021),
)


def _dropouts(office: Office) -> Iterator[Sheet]:
    """By cause and group of grades; single schools would show single children."""
    rates: Rows = []
    causes: Rows = []
    for year in ENDED:
        for band, grades, share in _BANDS:
            pupils = sum(
                office.enrolment.count(year, 1, s.code, g) for s in office.of_year(year) for g in grades
            )
            chance = stream("dropouts", year, band)
            gone = hits(chance, pupils, share)
            rates.append((year, band, pupils, gone, ratio(gone, pupils)))
            picked = chance.choices([c for c, _ in _CAUSES], [w for _, w in _CAUSES], k=gone)
            counts = hide_small(picked.count(cause) for cause, _ in _CAUSES)
            causes += [
                (year, band, cause, HIDDEN if shown is None else shown)
                for (cause, _), shown in zip(_CAUSES, counts, strict=True)
            ]
    yield Sheet(
        "dropouts/dropout-rates.csv", ("academic_year", "grades", "pupils", "dropouts", "rate"), rates
    )
    yield Sheet("dropouts/dropout-causes.csv", ("academic_year", "grades", "cause", "dropouts"), causes)
