"""Pupils by school, grade and sex: cohorts that move up a grade each year and thin out slowly."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from reference_office import words
from reference_office.chance import about, hits, stream
from reference_office.schools import Event, School

Pair = tuple[int, int]  # boys, girls
Now = dict[tuple[str, int], Pair]  # by (school code, grade)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Pupils by (academic year, round, school code, grade); a grade that a school teaches is always there."""

    cells: Mapping[tuple[int, int, str, int], Pair]

    def pair(self, year: int, round_: int, code: str, grade: int) -> Pair:
        """Boys and girls of one cell."""
        return self.cells.get((year, round_, code, grade), (0, 0))

    def count(self, year: int, round_: int, code: str, grade: int) -> int:
        """Pupils of one cell."""
        return sum(self.pair(year, round_, code, grade))

    def school(self, year: int, round_: int, code: str) -> int:
        """Pupils of a school."""
        return sum(self.count(year, round_, code, grade) for grade in words.GRADES)

    def grades(self, year: int, round_: int, code: str) -> tuple[int, ...]:
        """Grades that the school offers in that round, with or without pupils."""
        return tuple(grade for grade in words.GRADES if (year, round_, code, grade) in self.cells)


def make_enrolment(schools: tuple[School, ...], events: tuple[Event, ...]) -> Enrolment:
    """Five years of two rounds each."""
    cells: dict[tuple[int, int, str, int], Pair] = {}
    now = {(school.code, grade): _first(school, grade) for school in schools for grade in school.grades}
    for year in words.YEARS:
        if year > words.YEARS[0]:
            now = _next_year(now, schools, year)
        _move(now, events, year)
        for round_ in (1, 2):
            if round_ == 2:
                now = {key: _drift(pair, "drift", year, *key) for key, pair in now.items()}
            cells.update({(year, round_, *key): pair for key, pair in now.items()})
    return Enrolment(cells)


def present(school: School, events: tuple[Event, ...], year: int) -> bool:
    """Whether the school stands in the register of an academic year (without pupils, perhaps)."""
    gone = [e for e in events if e.school == school and e.kind in ("merged", "closed")]
    return not gone or gone[0].date.year + 543 > year


def empty_since(school: School, events: tuple[Event, ...]) -> int | None:
    """The academic year from which all its pupils study at another school."""
    moved = [e for e in events if e.school == school and e.kind == "studying-elsewhere"]
    return moved[0].date.year + 543 if moved else None


def _split(chance_key: tuple[object, ...], pupils: int) -> Pair:
    boys = hits(stream("sex", *chance_key), pupils, 0.513)
    return boys, pupils - boys


def _first(school: School, grade: int) -> Pair:
    """The first year's pupils of a grade: fewer in the lower grades, as births fall."""
    weights = {g: _weight(g) for g in school.grades}
    mean = school.size * weights[grade] / sum(weights.values())
    return _split((school.code, grade), about(stream("first", school.code, grade), mean))


def _weight(grade: int) -> float:
    if grade == 111:
        return 0.35
    if grade in words.SECONDARY:
        return 1.0
    return 0.86 + 0.03 * words.GRADES.index(grade)


def _drift(pair: Pair, *key: object) -> Pair:
    """A few leave, a few come."""
    chance = stream(*key)
    boys, girls = (n - hits(chance, n, 0.010) + hits(chance, n, 0.008) for n in pair)
    return boys, girls


def _next_year(now: Now, schools: tuple[School, ...], year: int) -> Now:
    # Pupils who finished primary in schools without a next grade, by district.
    leavers: dict[str, int] = defaultdict(int)
    for school in schools:
        if not school.expansion:
            leavers[school.place.district.code] += sum(now.get((school.code, 216), (0, 0)))
    takers = {d: sum(s.expansion and s.place.district.code == d for s in schools) for d in leavers}
    moved: Now = {}
    for school in schools:
        for grade in school.grades:
            before = words.GRADES[words.GRADES.index(grade) - 1] if grade != 111 else 0
            if before not in school.grades:
                moved[school.code, grade] = _entry(school, grade, year)
            elif grade == 311:
                district = school.place.district.code
                share = 0.08 * leavers[district] / max(takers[district], 1)
                own = _drift(now.get((school.code, before), (0, 0)), "up", year, school.code, grade)
                stay = stream("stay", year, school.code)
                boys, girls = (hits(stay, n, 0.72) for n in own)
                more = _split((year, school.code, "more"), about(stay, share))
                moved[school.code, grade] = (boys + more[0], girls + more[1])
            else:
                pair = _drift(now.get((school.code, before), (0, 0)), "up", year, school.code, grade)
                moved[school.code, grade] = _joined(pair, school, grade, year)
    return moved


def _entry(school: School, grade: int, year: int) -> Pair:
    """New pupils in the lowest grade, a little fewer each year."""
    per_grade = school.size * _weight(grade) / sum(_weight(g) for g in school.grades)
    mean = per_grade * 0.975 ** (year - words.YEARS[0])
    return _split((year, school.code, grade), about(stream("entry", year, school.code, grade), mean))


def _joined(pair: Pair, school: School, grade: int, year: int) -> Pair:
    """Children who come into the second nursery year and into the first grade from elsewhere."""
    extra = {112: 1.7, 211: 0.04}.get(grade, 0.0)
    chance = stream("joined", year, school.code, grade)
    more = about(chance, sum(pair) * extra) if extra * sum(pair) >= 0.5 else 0
    boys, girls = _split((year, school.code, grade, "joined"), more)
    return pair[0] + boys, pair[1] + girls


def _move(now: Now, events: tuple[Event, ...], year: int) -> None:
    """Pupils of a school that was merged, closed or emptied before this year's first round sit at another one."""
    for event in events:
        if event.to is None or event.date.year + 543 > year:
            continue
        gone = event.kind in ("merged", "closed")
        for grade in words.GRADES:
            key = (event.school.code, grade)
            pair = now.get(key, (0, 0))
            target = (event.to.code, grade if (event.to.code, grade) in now else 112)
            if sum(pair):
                now[target] = (now[target][0] + pair[0], now[target][1] + pair[1])
            if key in now and not gone:
                now[key] = (0, 0)
            elif key in now:
                del now[key]


def rooms(enrolment: Enrolment, year: int, code: str) -> dict[int, tuple[int, bool]]:
    """Class rooms by grade (round 1), and whether the grade sits with the one before it (ชั้นเรียนรวม)."""
    found: dict[int, tuple[int, bool]] = {}
    tiny = 0 < enrolment.school(year, 1, code) <= 40
    open_room = False
    for grade in enrolment.grades(year, 1, code):
        pupils = enrolment.count(year, 1, code, grade)
        shares = tiny and open_room and pupils > 0 and words.stage(grade) == "primary"
        found[grade] = (0, True) if shares else (math.ceil(pupils / (30 if grade < 200 else 40)), False)
        open_room = pupils > 0 and not shares
    return found
