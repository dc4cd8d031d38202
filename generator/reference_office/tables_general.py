"""Tables of general administration: the school register, its history, buildings and services."""

from __future__ import annotations

from collections.abc import Iterator

from reference_office import words
from reference_office.chance import stream
from reference_office.office import Office
from reference_office.places import DISTRICTS, PROVINCES, region, subdistricts
from reference_office.schools import School, networks
from reference_office.sheets import Cell, Sheet

SIZE_BANDS: tuple[tuple[Cell, ...], ...] = (
    ("0", 0, 0, "0", "ไม่มีนักเรียน", "No pupils"),
    ("1", 1, 120, "S", "ขนาดที่ 1 (1–120 คน)", "Class 1 (1–120 pupils)"),
    ("2", 121, 200, "M", "ขนาดที่ 2 (121–200 คน)", "Class 2 (121–200 pupils)"),
    ("3", 201, 300, "M", "ขนาดที่ 3 (201–300 คน)", "Class 3 (201–300 pupils)"),
    ("4", 301, 499, "M", "ขนาดที่ 4 (301–499 คน)", "Class 4 (301–499 pupils)"),
    ("5", 500, 1499, "", "ขนาดที่ 5 (500–1,499 คน)", "Class 5 (500–1,499 pupils)"),
    ("6", 1500, 2499, "", "ขนาดที่ 6 (1,500–2,499 คน)", "Class 6 (1,500–2,499 pupils)"),
    ("7", 2500, None, "XL", "ขนาดที่ 7 (2,500 คนขึ้นไป)", "Class 7 (2,500 pupils or more)"),
)


def sheets(office: Office) -> Iterator[Sheet]:
    """Every table of this work area."""
    yield Sheet(
        "provinces/provinces.csv",
        ("province_code", "province_name", "province_name_en", "region"),
        [(code, name, name_en, region(code)) for code, name, name_en in PROVINCES],
    )
    yield from _register(office)
    yield _history(office)
    yield _buildings(office)
    yield _utilities(office)
    yield _computers(office)


def _register(office: Office) -> Iterator[Sheet]:
    yield Sheet(
        "schools/districts.csv",
        ("subdistrict_code", "subdistrict_name", "subdistrict_name_en", "district_code", "district_name",
         "district_name_en", "postcode"),
        [
            (place.code, place.name, place.name_en, district.code, district.name, district.name_en, district.postcode)
            for district in DISTRICTS
            for place in subdistricts(district)
        ],
    )  # fmt: skip
    yield Sheet(
        "schools/networks.csv",
        ("network_code", "network_name", "network_name_en", "district_code"),
        [(network.code, network.name, network.name_en, network.district) for network in networks()],
    )
    yield Sheet(
        "schools/size-bands.csv",
        ("size_7", "pupils_from", "pupils_to", "size_4", "size_name", "size_name_en"),
        SIZE_BANDS,
    )
    yield Sheet(
        "schools/schools.csv",
        ("school_code", "smis_code", "school_name", "school_name_en", "subdistrict_code", "network_code", "kind",
         "lowest_grade", "highest_grade", "pupils", "size_7", "size_4", "distance_km", "latitude", "longitude",
         "status"),
        [_school(office, school) for school in office.of_year(words.LAST_YEAR)],
    )  # fmt: skip


def _school(office: Office, school: School) -> tuple[Cell, ...]:
    pupils = office.enrolment.school(words.LAST_YEAR, 1, school.code)
    status = "no-pupils" if office.empty(school, words.LAST_YEAR) else "open"
    return (
        school.code, school.smis, school.name, school.name_en, school.place.code, school.network,
        "expansion" if school.expansion else "primary", school.grades[0], school.grades[-1], pupils,
        words.size_7(pupils), words.size_4(pupils), school.distance, school.lat, school.lon, status,
    )  # fmt: skip


def _history(office: Office) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (number, event.school.code, event.school.name, event.date.isoformat(), event.date.year + 543, event.kind,
         event.to.code if event.to else None, event.note)
        for number, event in enumerate(office.events, start=1)
    ]  # fmt: skip
    header = (
        "event_no",
        "school_code",
        "school_name",
        "event_date",
        "event_year_be",
        "event",
        "to_school_code",
        "note",
    )
    return Sheet("school-history/events.csv", header, rows)


_KINDS = (
    ("classroom", "สปช. 105/29", 4), ("classroom", "สปช. 102/26 ขนาด 3 ห้องเรียน", 3), ("classroom", "สปช. 2/28", 6),
    ("classroom", "ป.1 ฉ", 3), ("multipurpose", "สปช. 203/26", 0), ("multipurpose", "แบบสร้างเอง", 0),
    ("canteen", "แบบโรงอาหาร 260 ที่นั่ง", 0), ("toilet", "สปช. 601/26 ขนาด 4 ที่นั่ง", 0),
    ("toilet", "สปช. 604/45 ขนาด 6 ที่นั่ง", 0), ("teacher-house", "สปช. 301/26", 0), ("sports", "ลานกีฬา คสล.", 0),
)  # fmt: skip
_PRICES = {"classroom": 520_000, "multipurpose": 640_000, "canteen": 480_000, "toilet": 160_000,
           "teacher-house": 210_000, "sports": 190_000}  # fmt: skip


def _buildings(office: Office) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for school in office.of_year(words.LAST_YEAR):
        chance = stream("buildings", school.code)
        # Every school has classrooms, a hall and a toilet; larger ones have more.
        wanted = [0, 4, 7] + [chance.randrange(len(_KINDS)) for _ in range(1 + min(9, school.size // 60))]
        for number, index in enumerate(sorted(wanted), start=1):
            kind, design, planned = _KINDS[index]
            built = max(school.founded.year + 543, chance.randint(2516, 2566))
            age = words.LAST_YEAR - built
            condition = "good" if age < 20 else "fair" if age < 38 or chance.random() < 0.5 else "poor"
            actual = planned - (1 if planned > 3 and chance.random() < 0.15 else 0)
            cost = round(_PRICES[kind] * (0.55 + (built - 2516) / 70) * chance.uniform(0.85, 1.2), -2)
            rows.append((
                school.code, number, kind, design, planned or None, actual if planned else None, built, age, int(cost),
                chance.choice(("government", "government", "government", "donation", "local")), condition,
                "in-use" if condition != "poor" or chance.random() < 0.7 else "awaiting-demolition",
            ))  # fmt: skip
    header = (
        "school_code",
        "building_no",
        "building_kind",
        "design",
        "rooms_by_design",
        "rooms_actual",
        "year_built_be",
        "age_years",
        "cost_baht",
        "fund_source",
        "condition",
        "status",
    )
    # With a byte order mark and CRLF, as Excel saves "CSV UTF-8".
    return Sheet("buildings/buildings.csv", header, rows, encoding="utf-8-sig", newline="\r\n")


def _utilities(office: Office) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for year in words.YEARS:
        for school in office.of_year(year):
            lasting = stream("utilities", school.code)
            remote, since = lasting.random() < 0.12, lasting.choice((2563, 2564, 2566, 2567))
            water = lasting.choice(("piped", "village", "village", "well", "rain"))
            fast = year >= since
            chance = stream("utilities", school.code, year)
            satellite = remote and year <= 2566
            speed = 20 if satellite else chance.choice((500, 1000) if fast else (30, 50, 100))
            rows.append((
                year, school.code, "solar" if remote and year < 2567 else "grid", water,
                "มี" if water in ("piped", "village") or chance.random() < 0.6 else "ไม่มี",
                "satellite" if satellite else "fibre" if fast else "dsl", speed,
            ))  # fmt: skip
    header = (
        "academic_year",
        "school_code",
        "electricity",
        "water",
        "enough_water",
        "internet",
        "speed_mbps",
    )
    return Sheet("utilities/utilities.csv", header, rows)


_DEVICES = (
    ("desktop", 14, 0.78),
    ("notebook", 26, 0.85),
    ("tablet", 30, 0.7),
    ("projector", 60, 0.8),
    ("dltv-set", 90, 0.82),
)


def _computers(office: Office) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for school in office.of_year(words.LAST_YEAR):
        chance = stream("computers", school.code)
        pupils = office.enrolment.school(words.LAST_YEAR, 1, school.code)
        for device, per, works in _DEVICES:
            number = 0 if pupils == 0 else max(1, round(pupils / per * chance.uniform(0.7, 1.4)))
            working = sum(chance.random() < works for _ in range(number))
            newest = chance.randint(2558, 2568) if number else None
            rows.append((school.code, device, number, working, number - working, newest))
    header = ("school_code", "device", "devices", "working", "broken", "newest_year_be")
    return Sheet("computers/computers.xlsx", header, rows)
