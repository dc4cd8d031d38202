"""How `saraban check` tells its findings: the table in narrow columns, and JUnit XML."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from saraban.interface import interface
from saraban.thai.width import width
from tests.support import catalogue_from, saraban

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def broken(tmp_path: Path, frames_cache: Path) -> Path:
    case = CASES / "broken packages do not take the others down" / "input"
    return catalogue_from(case, tmp_path / "root", frames_cache)


# The table: read back by its columns


def _cells(shown: str, language: str) -> Iterator[list[str]]:
    """The rows of the table, each column's lines joined; spaces are left out, since lines end at some."""
    t = interface(language)
    starts: list[int] = []
    row: list[str] = []
    for line in shown.splitlines():
        if line.startswith(t("table-weight")):
            places = [line.index(t(key)) for key in ("table-weight", "table-place", "table-problem", "cure")]
            starts = [width(line[:place]) for place in places] + [1000]
        elif line.startswith(tuple(t(weight).strip() for weight in ("stops", "warns", "note"))):
            row = ["", "", "", ""]
        elif not line and row:
            yield row
            row = []
        if row:
            for place, (first, last) in enumerate(pairwise(starts)):
                row[place] += "".join(_between(line, first, last).split())


def _between(line: str, first: int, last: int) -> str:
    return "".join(
        letter for i, letter in enumerate(line) if first <= width(line[: i + 1]) - (width(letter) or 1) < last
    )


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("columns", [60, 80, 132])
def test_the_table_says_every_word_in_few_columns(broken: Path, language: str, columns: int) -> None:
    found = json.loads(saraban("check", "--format", "json", cwd=broken).stdout)
    shown = saraban("--lang", language, "check", cwd=broken, COLUMNS=str(columns)).stdout
    table, _, last = shown.rstrip().rpartition("\n")
    assert max(width(line) for line in table.splitlines()) < columns
    assert "\x1b" not in shown
    assert all(
        str(sum(finding["weight"] == weight for finding in found)) in last
        for weight in ("stops", "warns", "note")
    )
    rows = list(_cells(shown, language))
    said = [
        ("".join(finding["problem"][language].split()) + f"[{finding['rule']}]", finding["cure"][language])
        for finding in found
    ]
    assert [(row[2], row[3]) for row in rows] == [(problem, "".join(cure.split())) for problem, cure in said]


def test_a_very_narrow_terminal_has_the_parts_below_each_other(broken: Path) -> None:
    shown = saraban("--lang", "th", "check", "bad-rows", cwd=broken, COLUMNS="40").stdout
    assert max(width(line) for line in shown.splitlines()[:-1]) <= 40
    assert "วิธีแก้ไข:" in shown
    assert "[table-invalid]" in shown


def test_places_are_those_of_a_spreadsheet(broken: Path) -> None:
    told = saraban("check", "--format", "json", "bad-rows", cwd=broken)
    finding = next(finding for finding in json.loads(told.stdout) if finding["field"] == "pupils")
    assert (finding["row"], finding["column"], finding["sheet"]) == (2, "B", "")
    shown = saraban("--lang", "th", "check", "bad-rows", cwd=broken, COLUMNS="200").stdout
    assert "ตาราง counts, แถว 2, คอลัมน์ B pupils" in " ".join(shown.split())


def test_colours_only_on_a_terminal(broken: Path) -> None:
    for wish, coloured in (("", True), ("1", False)):
        ours, theirs = pty.openpty()
        environment = {**os.environ, "NO_COLOR": wish, "TERM": "xterm"}
        process = subprocess.Popen(
            [sys.executable, "-m", "saraban", "check", "bad-rows"], cwd=broken, stdout=theirs, env=environment
        )
        os.close(theirs)
        shown = b""
        while block := _read(ours):
            shown += block
        process.wait(30)
        os.close(ours)
        assert (b"\x1b[31m" in shown) == coloured
        assert "ต้องแก้ไข".encode() in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so at the end
        return b""


def test_no_terminal_is_steered_by_what_a_file_holds(broken: Path) -> None:
    (broken / "datapackages/bad-rows/datapackage.yaml").write_text(
        'title: "a\\e[2Jb"\nresources: [{name: t, path: t.csv, schema: {fields: [{name: "c\\e]0;d"}]}}]\n',
        encoding="utf-8",
    )
    for form in ("text", "junit", "json"):
        shown = saraban("check", "--format", form, "bad-rows", cwd=broken).stdout
        assert "\x1b" not in shown
        assert shown


# JUnit


def test_check_as_junit(broken: Path) -> None:
    told = saraban("--lang", "en", "check", "--format", "junit", cwd=broken)
    assert told.returncode == 1
    suites = etree.fromstring(told.stdout)
    found = json.loads(saraban("check", "--format", "json", cwd=broken).stdout)
    for suite in suites:
        stops = {f["rule"] for f in found if f["dataset"] == suite.get("name") and f["weight"] == "stops"}
        assert {
            case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None
        } == stops
        assert suite.get("failures") == str(len(stops))
        assert suite.get("tests") == str(len(suite.findall("testcase")))
    names = [suite.get("name") for suite in suites]
    assert {"good", "bad-rows", "not-yaml"} <= {*names}
    assert int(suites.get("failures")) == sum(int(suite.get("failures")) for suite in suites)
    case = suites.xpath("testsuite[@name='bad-rows']/testcase[@name='table-invalid']")[0]
    assert case.get("file") == "datapackages/bad-rows/t.csv"
    assert "pupils" in case.findtext("failure")
    passed = suites.xpath("testsuite[@name='good']/testcase[@name='table-invalid']")[0]
    assert len(passed) == 0


def test_junit_says_what_only_warns(broken: Path) -> None:
    file = broken / "datapackages/good/datapackage.yaml"
    words = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^licenses:\n- .*\n", "", words), encoding="utf-8")
    suites = etree.fromstring(saraban("check", "--format", "junit", "good", cwd=broken).stdout)
    (case,) = suites.xpath("//testcase[@name='licence-missing']")
    assert case.find("failure") is None
    assert "datapackage.yaml" in case.findtext("system-out")


def test_mistakes_of_the_catalogue_as_junit(broken: Path) -> None:
    settings = broken / "datapackages/catalogue.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "titel: x\n", encoding="utf-8")
    told = saraban("check", "--format", "junit", cwd=broken)
    assert told.returncode == 1
    assert etree.fromstring(told.stdout).xpath("string(testsuite/testcase/@name)") == "catalogue-mistake"
