"""The imaginary schools: where they stand, what they teach, and what happened to them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reference_office import words
from reference_office.chance import stream
from reference_office.places import DISTRICTS, OFFICE, PROVINCE, Subdistrict, subdistricts

# How many schools of each size there are when the series begins: (number, fewest pupils, most).
_SIZES = (
    (7, 12, 20), (15, 22, 40), (20, 42, 60), (18, 62, 80), (14, 82, 100), (12, 102, 120),
    (22, 125, 200), (12, 205, 295), (7, 310, 480), (4, 520, 900), (1, 1840, 1860),
)  # fmt: skip
_MOVES = {
    "studying-elsewhere": "นักเรียนไปเรียนรวมที่",
    "merged": "รวมเข้ากับ",
    "closed": "เลิกโรงเรียน นักเรียนย้ายไป",
}
_NETWORKS_OF = {"3701": 3, "3702": 2, "3703": 2, "3704": 1, "3705": 2, "3706": 2, "3707": 1}


@dataclass(frozen=True, slots=True)
class School:
    """A school as the register of the last year shows it."""

    number: int
    name: str
    name_en: str
    place: Subdistrict
    network: str
    grades: tuple[int, ...]
    size: int  # pupils when the series begins
    founded: date
    lat: float
    lon: float

    @property
    def code(self) -> str:
        """Ten digits: affiliation, province, and a running number that begins with 9 (none such is real)."""
        return f"10{PROVINCE}9{self.number:05}"

    @property
    def smis(self) -> str:
        """Eight digits: province, area 99 (there is none), running number."""
        return f"{PROVINCE}99{self.number:04}"

    @property
    def expansion(self) -> bool:
        """Whether it also teaches lower secondary grades (โรงเรียนขยายโอกาส)."""
        return 311 in self.grades

    @property
    def distance(self) -> float:
        """Kilometres by road to the office, roughly."""
        north = (self.lat - OFFICE[0]) * 111.0
        east = (self.lon - OFFICE[1]) * 111.0 * math.cos(math.radians(OFFICE[0]))
        return round(math.hypot(north, east) * 1.28 + 0.6, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a school; `to` is the school that took its pupils."""

    school: School
    date: date
    kind: str  # founded, renamed, expanded, studying-elsewhere, merged, closed
    note: str = ""
    to: School | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A group of schools that work together."""

    code: str
    name: str
    name_en: str
    district: str


def networks() -> tuple[Network, ...]:
    """The school networks, numbered within their district."""
    return tuple(
        Network(
            f"{district.code[2:]}{number}",
            f"เครือข่ายสมมติ{district.name} {number}",
            f"Sommot Network {district.name_en} {number}",
            district.code,
        )
        for district in DISTRICTS
        for number in range(1, _NETWORKS_OF[district.code] + 1)
    )


def make_schools() -> tuple[School, ...]:
    """All schools that existed at any time in the series, by code."""
    chance = stream("schools")
    places = [place for district in DISTRICTS for place in _places(district.schools, subdistricts(district))]
    sizes = [chance.randint(least, most) for number, least, most in _SIZES for _ in range(number)]
    biggest = sizes.pop()
    chance.shuffle(sizes)
    sizes.insert(0, biggest)  # the first school stands in the provincial town
    names = iter(_names(len(places)))
    return tuple(
        _school(number, place, sizes[number - 1], next(names)) for number, place in enumerate(places, 1)
    )


def _places(schools: int, among: tuple[Subdistrict, ...]) -> Iterator[Subdistrict]:
    for number in range(schools):
        yield among[number * len(among) // schools]


def _names(number: int) -> Iterator[tuple[str, str]]:
    """Names in the patterns that real ones follow, each with the word สมมติ. The first is the town's large school."""
    chance = stream("names")
    villages = [
        (f"บ้านสมมติ{land}{thing}", f"Ban Sommot {land_en} {thing_en}")
        for land, land_en in words.LANDFORMS
        for thing, thing_en in words.THINGS
    ]
    chance.shuffle(villages)
    others = [(f"วัดสมมติ{name}", f"Wat Sommot {name_en}") for name, name_en in words.TEMPLES]
    others += [(f"สมมติ{name}", f"Sommot {name_en}") for name, name_en in words.FOUNDATIONS]
    others += [
        (f"ชุมชนสมมติ{land}{thing}", f"Chumchon Sommot {land_en} {thing_en}")
        for (land, land_en), (thing, thing_en) in zip(words.LANDFORMS[:9], words.THINGS[5:14], strict=True)
    ]
    rest = villages[: number - len(others) - 2]
    rest.append(rest[3])  # two schools of one name in different sub-districts: only the code tells them apart
    mixed = others + rest
    chance.shuffle(mixed)
    yield "อนุบาลสมมติแสงดาว", "Anuban Sommot Saeng Dao"
    yield from mixed


def _school(number: int, place: Subdistrict, size: int, name: tuple[str, str]) -> School:
    chance = stream("school", number)
    expansion = 90 < size < 700 and chance.random() < 0.5
    nursery = chance.random() < (0.1 if size > 400 else 0.25)
    grades = (*((111,) if nursery else ()), 112, 113, *words.PRIMARY, *(words.SECONDARY if expansion else ()))
    of_district = [network.code for network in networks() if network.district == place.district.code]
    lat, lon = _point(place, number)
    founded = date(chance.randint(1921, 1983), chance.choice((5, 6, 7, 11)), chance.randint(1, 28))
    position = int(place.code[4:]) % len(of_district)
    return School(number, *name, place, of_district[position], grades, size, founded, lat, lon)


def _point(place: Subdistrict, number: int) -> tuple[float, float]:
    """A made-up point: one direction for each sub-district, a little scatter for each school."""
    if number == 1:
        return OFFICE[0] + 0.006, OFFICE[1] - 0.004
    north, south, west, east = place.district.spread
    chance = stream("place", place.code)
    up, right = chance.uniform(-south, north), chance.uniform(-west, east)
    chance = stream("point", number)
    lat = place.district.centre[0] + up + chance.uniform(-0.03, 0.03)
    lon = place.district.centre[1] + right + chance.uniform(-0.03, 0.015)
    return round(lat, 5), round(lon, 5)


def make_events(schools: tuple[School, ...]) -> tuple[Event, ...]:
    """What happened: foundations, and the few changes that a series of figures must cope with."""
    small = [school for school in schools if school.size <= 20]
    primary = [school for school in schools if 42 <= school.size <= 80 and not school.expansion]
    empty_long, empty_later, empty_now, closed = small[0], small[3], small[5], small[6]
    merged, renamed = primary[9], primary[14]
    staying = tuple(s for s in schools if s not in (empty_long, empty_later, empty_now, closed, merged))
    events = [Event(school, school.founded, "founded", "จัดตั้งโรงเรียน") for school in schools]
    events += [
        Event(school, date(1991 + school.number % 9, 5, 16), "expanded", "เปิดสอนระดับมัธยมศึกษาตอนต้น")
        for school in schools
        if school.expansion
    ]
    events += [
        _moved(empty_long, staying, date(2021, 5, 16), "studying-elsewhere"),
        _moved(empty_later, staying, date(2024, 5, 16), "studying-elsewhere"),
        _moved(empty_now, staying, date(2026, 5, 16), "studying-elsewhere"),
        _moved(merged, staying, date(2024, 5, 16), "merged"),
        _moved(closed, staying, date(2025, 5, 16), "closed"),
        Event(renamed, date(2024, 9, 1), "renamed", f"ชื่อเดิม {former_name(renamed)[0]}"),
    ]
    return tuple(sorted(events, key=lambda event: (event.date, event.school.code)))


def former_name(school: School) -> tuple[str, str]:
    """What a renamed school was called before."""
    return f"{school.name} (สมมติอุปถัมภ์)", f"{school.name_en} (Sommot Uppatham)"


def _moved(school: School, staying: tuple[School, ...], when: date, kind: str) -> Event:
    """Its pupils go to the nearest school of the district that is not tiny."""
    near = min(
        (other for other in staying if other.size > 42 and other.place.district == school.place.district),
        key=lambda other: math.hypot(other.lat - school.lat, other.lon - school.lon),
    )
    return Event(school, when, kind, f"{_MOVES[kind]}{near.name}", near)
