"""Files that are no tables: the office's own form in Excel, and maps of the schools."""

from __future__ import annotations

import json
from pathlib import Path

import xlsxwriter

from reference_office import words
from reference_office.office import Office
from reference_office.places import DISTRICTS, OFFICE
from reference_office.pupils import rooms
from reference_office.schools import School
from reference_office.sheets import MADE

_STAGE_NAMES = {"pre-primary": "ก่อนประถมศึกษา", "primary": "ประถมศึกษา", "lower-secondary": "มัธยมศึกษาตอนต้น"}
_COLOURS = {"primary": "#1f5fa8", "expansion": "#b4531a"}


def write(office: Office, folder: Path) -> None:
    """Write every file of this kind below `folder`."""
    _form(office, folder / "pupils-by-grade" / f"form-{words.LAST_YEAR}-1.xlsx")
    (folder / "schools" / "schools.geojson").write_text(_geojson(office), encoding="utf-8")
    (folder / "schools" / "map.svg").write_text(_map(office), encoding="utf-8")


def _form(office: Office, file: Path) -> None:
    """The table as offices keep it: a title, three header rows with merged cells, a row for the total."""
    year = words.LAST_YEAR
    with xlsxwriter.Workbook(str(file)) as book:
        book.set_properties({"created": MADE, "title": "ข้อมูลสมมติ"})
        page = book.add_worksheet(f"ตาราง 1 ปี {year}")
        head = book.add_format(
            {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
        )
        cell, last = (
            book.add_format({"border": 1}),
            book.add_format({"border": 1, "bold": True, "bg_color": "#eeeeee"}),
        )
        columns = 2 + 4 * len(words.GRADES)
        title = f"จำนวนนักเรียนและห้องเรียน จำแนกตามอำเภอ ชั้น และเพศ ปีการศึกษา {year} (ข้อมูล ณ 10 มิถุนายน {year}) — ข้อมูลสมมติ"
        page.merge_range(0, 0, 0, columns - 1, title, head)
        for column, words_ in enumerate(("ที่", "อำเภอ")):
            page.merge_range(1, column, 3, column, words_, head)
        column = 2
        for stage, grades in words.STAGES.items():
            page.merge_range(1, column, 1, column + 4 * len(grades) - 1, _STAGE_NAMES[stage], head)
            for grade in grades:
                page.merge_range(2, column, 2, column + 3, words.GRADE_NAMES[grade], head)
                page.write_row(3, column, ("ชาย", "หญิง", "รวม", "ห้อง"), head)
                column += 4
        lines = [_form_line(office, district.code) for district in DISTRICTS]
        for number, (district, line) in enumerate(zip(DISTRICTS, lines, strict=True), start=1):
            page.write_row(3 + number, 0, (number, district.name, *line), cell)
        page.merge_range(4 + len(lines), 0, 4 + len(lines), 1, "รวมทั้งสิ้น", last)
        page.write_row(4 + len(lines), 2, [sum(values) for values in zip(*lines, strict=True)], last)
        page.freeze_panes(4, 2)
        page.set_column(1, 1, 20)
        page.set_column(2, columns - 1, 5)


def _form_line(office: Office, district: str) -> list[int]:
    """Boys, girls, both and rooms, grade by grade."""
    year = words.LAST_YEAR
    codes = [school.code for school in office.of_year(year) if school.place.district.code == district]
    line: list[int] = []
    for grade in words.GRADES:
        pairs = [office.enrolment.pair(year, 1, code, grade) for code in codes]
        boys, girls = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        of_grade = (rooms(office.enrolment, year, code).get(grade, (0, False))[0] for code in codes)
        line += [boys, girls, boys + girls, sum(of_grade)]
    return line


def _geojson(office: Office) -> str:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [school.lon, school.lat]},
            "properties": {
                "school_code": school.code,
                "school_name": school.name,
                "school_name_en": school.name_en,
            },
        }
        for school in office.of_year(words.LAST_YEAR)
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return '{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n"


def _map(office: Office) -> str:
    """A plain drawing: a dot for each school, as large as its pupils, and the names of the districts."""
    dots = "\n".join(_dot(office, school) for school in office.of_year(words.LAST_YEAR))
    names = "\n".join(
        f'<text x="{_x(district.centre[1]):.1f}" y="{_y(district.centre[0]):.1f}">{district.name}</text>'
        for district in DISTRICTS
    )
    x, y = _x(OFFICE[1]), _y(OFFICE[0])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 800" role="img" font-family="Sarabun, sans-serif">\n'
        "<title>แผนผังที่ตั้งโรงเรียน (ข้อมูลสมมติ)</title>\n"
        "<desc>จุดแต่ละจุดคือโรงเรียนหนึ่งแห่ง ขนาดของจุดตามจำนวนนักเรียน สีน้ำเงินคือประถมศึกษา สีน้ำตาลคือขยายโอกาส</desc>\n"
        '<rect width="640" height="800" fill="#fbfaf7"/>\n'
        f'<g fill-opacity="0.75">\n{dots}\n</g>\n'
        f'<path d="M{x - 7:.1f} {y:.1f}h14M{x:.1f} {y - 7:.1f}v14" stroke="#111" stroke-width="2"/>\n'
        f'<g font-size="17" text-anchor="middle" fill="#222">\n{names}\n</g>\n</svg>\n'
    )


def _dot(office: Office, school: School) -> str:
    pupils = office.enrolment.school(words.LAST_YEAR, 1, school.code)
    colour = _COLOURS["expansion" if school.expansion else "primary"] if pupils else "#999999"
    radius = 2.5 + pupils**0.5 / 3
    return f'<circle cx="{_x(school.lon):.1f}" cy="{_y(school.lat):.1f}" r="{radius:.1f}" fill="{colour}"/>'


def _x(lon: float) -> float:
    return (lon - 104.38) * 950


def _y(lat: float) -> float:
    return (16.32 - lat) * 1000
