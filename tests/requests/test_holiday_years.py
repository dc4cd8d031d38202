"""Holidays in a file a year: they join those of the catalogue, and a mistake in one is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from saraban.catalogue import Mistakes, catalogue_at

CATALOGUE = """
title: คลัง
publisher: {name: สำนักงาน}
holidays: [{date: 2026-12-10, title: จากบัญชีข้อมูล}]
"""


def at(root: Path, text: str) -> Path:
    folder = root / "datapackages" / "holidays"
    folder.mkdir(parents=True)
    (folder.parent / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "2026.yaml").write_text(text, encoding="utf-8")
    return root


def test_a_file_a_year_joins_the_catalogue(tmp_path: Path) -> None:
    said = "year: 2026\nholidays:\n- {date: 2026-10-23, title: ปิยมหาราช}\n- {date: 2026-12-10, title: ซ้ำ}\n"
    found = catalogue_at(at(tmp_path, said)).settings.holidays
    assert [(day.date, day.title.primary) for day in found] == [
        (date(2026, 10, 23), "ปิยมหาราช"),
        (date(2026, 12, 10), "จากบัญชีข้อมูล"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("year: 2026\nholidays:\n- {date: 2026-02-30, title: ไม่มี}\n", 3),
        ("year: 2026\nholidays:\n- {date: 2027-01-01, title: ปีอื่น}\n", 3),
        ("year: 2026\nholidays: [\n", 3),
        ("year: 2026\nholliday: []\n", 2),
        ("- 1\n", None),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(Mistakes) as told:
        catalogue_at(at(tmp_path, text))
    (finding,) = told.value.findings
    assert (finding.place.file, finding.place.line) == ("datapackages/holidays/2026.yaml", line)
