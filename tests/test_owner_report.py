"""What data owners get back: pages and copies of tables with the wrong cells marked, and where it may lie."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import html
from openpyxl.worksheet.worksheet import Worksheet

from saraban import owner_report, pipeline
from tests.support import saraban

TODAY = date(2026, 11, 24)
CATALOGUE = """
title: ทดสอบ
title_en: Test
publisher: {name: สำนักงานทดสอบ}
vocabulary: plain
work_areas: [{id: academic, title: วิชาการ}]
policy: {signatures: none, public_repository: false}
"""
SCHOOLS = """
title: โรงเรียน <b>
title_en: Schools
access: open
resources:
  - name: schools
    path: schools.csv
    schema:
      primaryKey: [code]
      fields:
        - {name: code, type: string}
        - {name: name, type: string, categories: [{value: วัดใหม่, label: ก}, {value: =1+1, label: ข}]}
        - {name: pupils, type: integer, constraints: {minimum: 1}}
  - name: register
    path: register.csv
    withheld: true
    schema: {fields: [{name: number, type: integer}, {name: person, type: string}]}
"""
ROWS = [
    "code,name,pupils",
    "0101,วัดใหม่,120",
    "0102,วัดเก่า,สิบสอง",
    "0101,=1+1,0",
    "0103,วัดใหม่,7,เกิน",
    "",
]
BUDGET = """
title: งบประมาณ
title_en: Budget
access: internal
resources:
  - name: budget
    path: budget.xlsx
    dialect: {headerRows: [3], excel: {sheet: ข้อมูลปี 2569}}
    schema: {fields: [{name: unit, type: string}, {name: baht, type: integer}]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    home = tmp_path / "root"
    for name, words in (("schools", SCHOOLS), ("budget", BUDGET)):
        (home / "datapackages" / name).mkdir(parents=True)
        (home / "datapackages" / name / "datapackage.yaml").write_text(words, encoding="utf-8")
    (home / "datapackages" / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    schools = home / "datapackages" / "schools"
    (schools / "schools.csv").write_bytes("\n".join(ROWS).encode("cp874"))
    (schools / "register.csv").write_text("number,person\nCANARY-number,CANARY-person\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "ปก"
    sheet = book.create_sheet("ข้อมูลปี 2569")
    for row in (["บัญชีงบประมาณ"], [], ["unit", "baht"], ["0012", 1500], ["0013", "ไม่มี"]):
        sheet.append(row)
    book.save(home / "datapackages" / "budget" / "budget.xlsx")
    return home


def report(root: Path, folder: Path, languages: tuple[str, str] = ("th", "en")) -> owner_report.Written:
    return owner_report.write(folder, pipeline.check(root, TODAY), TODAY, languages)


def _sheets(file: Path) -> tuple[Worksheet, Worksheet]:
    return tuple(openpyxl.load_workbook(file).worksheets)  # type: ignore[return-value]


def _marked(sheet: Worksheet) -> dict[str, str]:
    """The coloured cells, each with its comment."""
    return {
        cell.coordinate: cell.comment.text if cell.comment else ""
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid"
    }


# The copies


def test_wrong_cells_of_a_thai_csv_file_are_coloured_and_commented(root: Path, tmp_path: Path) -> None:
    report(root, tmp_path / "out")
    _, copy = _sheets(tmp_path / "out/schools/schools.xlsx")
    marked = _marked(copy)
    assert marked.keys() == {"C3", "B3", "A4", "C4", "D5"}
    assert "สิบสอง" in marked["C3"]
    assert marked["C3"].index("วิธีแก้ไข") < marked["C3"].index("Cure")
    assert copy["C3"].fill.fgColor.rgb == "FFFFC7CE"
    assert "วัดเก่า" in marked["B3"]
    assert "0101" in marked["A4"]


def test_the_copy_is_the_table_as_it_stands(root: Path, tmp_path: Path) -> None:
    report(root, tmp_path / "out")
    _, copy = _sheets(tmp_path / "out/schools/schools.xlsx")
    rows = [[cell.value for cell in row if cell.value is not None] for row in copy.iter_rows()]
    assert rows == [line.split(",") for line in ROWS if line]
    assert copy["B4"].data_type == "s"  # no formula
    assert copy["A2"].number_format == "@"
    assert copy.freeze_panes == "A2"
    assert copy.oddHeader.center.text == "เอกสารภายใน ห้ามเผยแพร่ / Internal document, not for publication"


def test_rows_and_sheet_are_those_of_the_owners_workbook(root: Path, tmp_path: Path) -> None:
    report(root, tmp_path / "out")
    summary, copy = _sheets(tmp_path / "out/budget/budget.xlsx")
    assert copy.title == "ข้อมูลปี 2569"
    assert copy["A1"].value == "บัญชีงบประมาณ"
    assert copy.freeze_panes == "A4"
    assert _marked(copy).keys() == {"B5"}
    assert copy["A5"].value == "0013"
    assert "แผ่นงาน ข้อมูลปี 2569" in str([cell.value for cell in summary["A"]])


def test_the_summary_leads_to_the_cells(root: Path, tmp_path: Path) -> None:
    report(root, tmp_path / "out")
    summary, copy = _sheets(tmp_path / "out/schools/schools.xlsx")
    assert summary.title == "สรุป - Summary"
    assert summary["A1"].value == "เอกสารภายใน ห้ามเผยแพร่ / Internal document, not for publication"
    links = {
        link.location for row in summary.iter_rows() for cell in row if (link := cell.hyperlink) is not None
    }
    assert links == {f"'{copy.title}'!{address}" for address in _marked(copy)}
    said = [cell.value for row in summary.iter_rows() for cell in row]
    assert {"สิบสอง", "วัดเก่า"} <= {*said}


def test_a_large_table_is_cut_to_its_wrong_rows(root: Path, tmp_path: Path) -> None:
    rows = [f"{number:06},วัดใหม่,1" for number in range(50_010)]
    rows[50_000] = "050000,วัดใหม่,มาก"
    file = root / "datapackages/schools/schools.csv"
    file.write_text("\n".join(["code,name,pupils", *rows]) + "\n", encoding="utf-8")
    report(root, tmp_path / "out")
    summary, copy = _sheets(tmp_path / "out/schools/schools.xlsx")
    assert [[cell.value for cell in row] for row in copy.iter_rows()] == [
        ["แถว / Row", "code", "name", "pupils"],
        ["50002", "050000", "วัดใหม่", "มาก"],
    ]
    assert _marked(copy).keys() == {"D2"}
    assert "เฉพาะแถวที่ต้องแก้ไข" in str([cell.value for cell in summary["A"]])


def test_of_very_many_wrong_cells_the_copy_says_how_many_it_marks(root: Path, tmp_path: Path) -> None:
    file = root / "datapackages/schools/schools.csv"
    file.write_text("code,name,pupils\n" + "".join(f"{i},วัดใหม่,x\n" for i in range(1_500)), encoding="utf-8")
    report(root, tmp_path / "out")
    summary, copy = _sheets(tmp_path / "out/schools/schools.xlsx")
    marked = len(_marked(copy))
    assert f"พบทั้งหมด 1,500 แห่ง สำเนานี้ระบายสีและแสดงรายการไว้ {marked:,} แห่งแรก" in str(
        [cell.value for cell in summary["A"]]
    )


def test_odd_cells_make_a_sound_workbook(root: Path, tmp_path: Path) -> None:
    odd = ['<r>&</r>,"a\x07b\r\nc",x', "_x0041_,https://example.org/,{=1}", "'0,  ก  ,๑๒"]
    file = root / "datapackages/schools/schools.csv"
    file.write_text("\n".join(["code,name,pupils", *odd]) + "\n", encoding="utf-8", newline="")
    report(root, tmp_path / "out")
    _, copy = _sheets(tmp_path / "out/schools/schools.xlsx")
    assert copy["A2"].value.rstrip("\u200b") == "<r>&</r>"
    assert copy["C3"].value == "{=1}"
    assert copy["B4"].value == "  ก  "
    assert {"C2", "C3"} <= _marked(copy).keys()


def test_equal_input_gives_equal_bytes(root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        report(root, tmp_path / name)
    one, two = (
        {file.relative_to(tmp_path / name): file.read_bytes() for file in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two


# The pages


@pytest.mark.parametrize("languages", [("th", "en"), ("en", "th")])
def test_pages_are_whole_and_fetch_nothing(root: Path, tmp_path: Path, languages: tuple[str, str]) -> None:
    report(root, tmp_path / "out", languages)
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert len(pages) == 3
    for file in pages:
        text = file.read_text(encoding="utf-8")
        page = html.document_fromstring(text)
        html.HTMLParser(recover=False).feed(text)
        assert page.get("lang") == languages[0]
        assert "เอกสารภายใน ห้ามเผยแพร่" in page.text_content()
        assert "Internal document, not for publication" in page.text_content()
        assert not page.xpath("//script | //link | //img | //iframe")
        for link in page.xpath("//a/@href"):
            assert (file.parent / link).is_file()
        ids = page.xpath("//@id")
        assert len(ids) == len({*ids})
        assert {*" ".join(page.xpath("//@aria-labelledby")).split()} <= {*ids}


def test_values_are_shown_in_full_and_never_as_markup(root: Path, tmp_path: Path) -> None:
    long = "<script>alert(1)</script>" + "ย" * 300
    (root / "datapackages/schools/register.csv").write_text(f"number,person\n{long},x\n", encoding="utf-8")
    report(root, tmp_path / "out")
    page = html.parse(tmp_path / "out/schools/index.html").getroot()
    assert long in page.text_content()  # of a withheld table
    assert "โรงเรียน <b>" in page.findtext(".//h1")


def test_withheld_values_are_in_the_report_and_nowhere_else(root: Path, tmp_path: Path) -> None:
    told = saraban("check", "--report", tmp_path / "out", cwd=root)
    assert "CANARY" not in told.stdout + told.stderr
    _, copy = _sheets(tmp_path / "out/schools/register.xlsx")
    assert (copy["A2"].value, copy["B2"].value) == ("CANARY-number", "CANARY-person")
    assert "CANARY-number" in (tmp_path / "out/schools/index.html").read_text(encoding="utf-8")


# The command and its folder


def test_check_writes_the_report_and_keeps_its_exit_code(root: Path, tmp_path: Path) -> None:
    told = saraban("check", "--format", "json", "--report", tmp_path / "out", cwd=root)
    assert told.returncode == 1
    assert told.stdout.startswith("[")
    assert "2 ชุด" in told.stderr
    assert (tmp_path / "out/index.html").is_file()


@pytest.mark.parametrize(
    "place", ["", "site/report", "site_src", "data/x", "datapackages/schools", ".saraban/r", "public", ".."]
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_places_that_are_published_or_read_are_refused(root: Path, place: str, language: str) -> None:
    before = sorted(root.rglob("*"))
    told = saraban("--lang", language, "check", "--report", root / place, cwd=root)
    assert told.returncode == 2
    assert {"th": "เอกสารภายใน", "en": "internal"}[language] in told.stderr
    assert sorted(root.rglob("*")) == before


def test_a_site_elsewhere_is_refused(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "www"
    (site / "assets").mkdir(parents=True)
    (site / "assets/saraban.css").touch()
    (site / "search-index.json").touch()
    assert saraban("check", "--report", site / "report", cwd=root).returncode == 2
    assert not (site / "report").exists()


def test_what_is_not_ours_is_never_touched(root: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("x", encoding="utf-8")
    assert saraban("check", "--report", precious, cwd=root).returncode == 2
    assert [file.name for file in precious.iterdir()] == ["thesis.txt"]


def test_a_second_report_replaces_the_first(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report(root, out)
    (out / "schools/answer.txt").write_text("from the owner", encoding="utf-8")
    shutil.rmtree(root / "datapackages/budget")
    (root / "datapackages/schools/register.csv").write_text("number,person\n1,x\n", encoding="utf-8")
    report(root, out)
    left = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    assert left == {
        ".saraban-report.json",
        "index.html",
        "schools/answer.txt",
        "schools/index.html",
        "schools/schools.xlsx",
    }
    assert not (out / "budget").exists()


def test_a_copy_that_somebody_changed_is_kept(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report(root, out)
    (out / "schools/schools.xlsx").write_bytes(b"mended here by mistake")
    before = {file: file.read_bytes() for file in out.rglob("*.*")}
    (root / "datapackages/schools/schools.csv").write_text("code,name,pupils\n1,วัดใหม่,x\n", encoding="utf-8")
    told = saraban("--lang", "en", "check", "--report", out, cwd=root)
    assert told.returncode == 2
    assert "schools/schools.xlsx" in told.stderr
    assert {file: file.read_bytes() for file in out.rglob("*.*")} == before
    (out / "schools/schools.xlsx").unlink()
    assert saraban("check", "--report", out, cwd=root).returncode == 1


def test_git_is_told_to_ignore_the_report(root: Path) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    told = saraban("--lang", "en", "check", "--report", "reports", cwd=root)
    assert "Warning" in told.stderr
    assert (root / "reports/.gitignore").read_text(encoding="utf-8") == "*\n"
    again = saraban("--lang", "en", "check", "--report", "reports", cwd=root)
    assert "Warning" not in again.stderr
    seen = subprocess.run(
        ["git", "-C", str(root), "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True
    )
    assert "reports" not in seen.stdout


def test_a_catalogue_without_findings_has_a_page_that_says_so(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / "datapackages/budget")
    shutil.rmtree(root / "datapackages/schools")
    written = report(root, tmp_path / "out")
    assert written.datasets == 0
    assert (tmp_path / "out/index.html").is_file()
