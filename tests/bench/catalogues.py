"""Makes catalogues of any number of small datasets, for measuring."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from saraban import starter

_DESCRIPTOR = """\
$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: d{number:05d}
title: ชุดข้อมูลสำหรับวัดความเร็ว {number}
title_en: Dataset for measuring {number}
description: ตัวเลขสมมติสำหรับวัดความเร็วของการสร้างเว็บไซต์
description_en: Imaginary figures to measure the build with.
access: open
data_category: ข้อมูลสาธารณะ
work_area: {area}
level: school
academic_year: {year}
licenses: [{{name: CC-BY-4.0}}]
resources:
  - name: counts
    path: counts.csv
    schema:
      primaryKey: [code]
      fields:
        - {{name: code, type: string, title: รหัส, title_en: Code, constraints: {{pattern: "10[0-9]{{8}}"}}}}
        - {{name: grade, type: string, title: ชั้น, title_en: Grade}}
        - {{name: pupils, type: integer, title: นักเรียน, title_en: Pupils, unit: คน, unit_en: persons}}
        - {{name: rooms, type: integer, title: ห้อง, title_en: Rooms}}
"""
_AREAS = ("general", "academic", "budget", "personnel")


def catalogue(folder: Path, datasets: int, rows: int = 20) -> Path:
    """A catalogue in `folder` with so many datasets of so many rows, none of them signed."""
    starter.new(folder, date(2026, 11, 24))
    settings = folder / "datapackages/catalogue.yaml"
    text = settings.read_text(encoding="utf-8").replace("signatures: required", "signatures: none")
    settings.write_text(text, encoding="utf-8")
    for number in range(datasets):
        home = folder / f"datapackages/d{number:05d}"
        home.mkdir()
        values = _DESCRIPTOR.format(number=number, area=_AREAS[number % 4], year=2565 + number % 5)
        (home / "datapackage.yaml").write_text(values, encoding="utf-8")
        lines = [f"10329{number:05d}"[:10] if row == 0 else f"1033{row:06d}" for row in range(rows)]
        body = "".join(
            f"{code},ป.{row % 6 + 1},{(number * 7 + row * 13) % 40},1\n" for row, code in enumerate(lines)
        )
        (home / "counts.csv").write_text("code,grade,pupils,rooms\n" + body, encoding="utf-8")
    return folder
