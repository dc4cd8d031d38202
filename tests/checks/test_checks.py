"""Every rule has a package that passes and one that fails; what a failing one says is in its expected.txt.

A case is a package's folder. `catalogue.yaml` in it stands for the settings below, and `tracked.txt` names the
files that git tracks.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import types
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from saraban import checks, read
from saraban.catalogue import catalogue_at
from saraban.checks._while_reading import RULES as WHILE_READING
from saraban.interface import interface
from saraban.model import Dataset, Finding, Weight
from saraban.report import lines
from tests.support import Expected

TODAY = date(2026, 11, 24)

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.iterdir() if folder.is_dir() and folder.name != "__pycache__")
CHECKED = sorted(checks.rules().keys() - WHILE_READING.keys() - {checks.FAILED.name})
CATALOGUE = """
title: ทดสอบ
title_en: Test
publisher: {name: สำนักงาน}
vocabulary: plain
work_areas: [{id: academic, title: วิชาการ}]
policy: {signatures: none, public_repository: false}
"""


def _found(rule: str, kind: str, home: Path) -> list[Finding]:
    """What one check finds in a case, put into a catalogue of its own."""
    package = home / "datapackages" / "case"
    shutil.copytree(HERE / rule / kind, package)
    (package / "expected.txt").unlink(missing_ok=True)
    settings = package / "catalogue.yaml"
    words = settings.read_text(encoding="utf-8") if settings.exists() else CATALOGUE
    settings.unlink(missing_ok=True)
    (home / "datapackages" / "catalogue.yaml").write_text(words, encoding="utf-8")
    if (package / "tracked.txt").exists():
        tracked = (package / "tracked.txt").read_text(encoding="utf-8").split()
        subprocess.run(["git", "init", "-q", str(home)], check=True)
        subprocess.run(["git", "-C", str(package), "add", "--", *tracked], check=True)
    catalogue = catalogue_at(home)
    (dataset,) = read.datasets(catalogue, home / ".saraban")
    context = checks.Context(catalogue, home / ".saraban", TODAY)
    return list(checks.check_of(rule)(dataset, context))


@pytest.mark.parametrize("rule", CHECKED)
def test_a_rule_has_both_folders(rule: str) -> None:
    assert (HERE / rule / "passes").is_dir()
    assert (HERE / rule / "fails").is_dir()


def test_every_folder_belongs_to_a_rule() -> None:
    assert [folder.name for folder in FOLDERS] == CHECKED


@pytest.mark.parametrize("rule", CHECKED)
def test_passes(rule: str, tmp_path: Path) -> None:
    assert _found(rule, "passes", tmp_path) == []


@pytest.mark.parametrize("rule", CHECKED)
def test_fails(rule: str, tmp_path: Path, expected: Expected) -> None:
    found = _found(rule, "fails", tmp_path)
    said = "\n".join(lines(found, interface("en")))
    expected(HERE / rule / "fails" / "expected.txt", said)
    assert {finding.rule for finding in found} == {rule}
    assert "CANARY" not in said + "\n".join(lines(found, interface("th")))


# The registry


@pytest.mark.parametrize(
    "held",
    [
        {},
        {"RULE": checks.FAILED},
        {"RULE": "check-failed", "check": print},
        {"RULE": checks.rules()["no-tables"], "check": print},
    ],
)
def test_a_file_that_is_no_check_is_refused_loudly(held: dict[str, object]) -> None:
    module = types.ModuleType("saraban.checks.check_failed")
    vars(module).update(held)
    with pytest.raises(checks.Misnamed):
        checks._loaded(module)


def test_every_rule_is_explained_in_both_languages() -> None:
    for name, rule in checks.rules().items():
        assert rule.name == name
        for words in (rule.title, rule.why, rule.cure):
            assert words.has("th")
            assert words.has("en")


def _crashes(_dataset: Dataset, _context: checks.Context) -> Iterator[Finding]:
    raise KeyError("odd")
    yield


def test_a_check_that_fails_stops_its_dataset_and_nothing_else(tmp_path: Path) -> None:
    rule = checks.rules()["no-tables"]
    _found("no-tables", "passes", tmp_path)
    catalogue = catalogue_at(tmp_path)
    (dataset,) = read.datasets(catalogue, tmp_path / ".saraban")
    (finding,) = checks._run(rule, _crashes, dataset, checks.Context(catalogue, None, TODAY))
    assert (finding.rule, finding.weight) == ("check-failed", Weight.STOPS)
    assert "no-tables" in finding.problem.get("th")


def test_what_stops_is_told_first(tmp_path: Path) -> None:
    _found("file-absent", "fails", tmp_path)
    catalogue = catalogue_at(tmp_path)
    (dataset,) = read.datasets(catalogue, tmp_path / ".saraban")
    weights = [
        finding.weight for finding in checks.findings(dataset, catalogue, tmp_path / ".saraban", TODAY)
    ]
    assert weights == sorted(weights, key=list(Weight).index)
    assert set(weights) == set(Weight)


def test_a_descriptor_that_cannot_be_read_is_the_one_finding(tmp_path: Path) -> None:
    _found("no-tables", "passes", tmp_path)
    (tmp_path / "datapackages/case/datapackage.yaml").write_text("a: [", encoding="utf-8")
    catalogue = catalogue_at(tmp_path)
    (dataset,) = read.datasets(catalogue, tmp_path / ".saraban")
    assert [finding.rule for finding in checks.findings(dataset, catalogue, None, TODAY)] == [
        "descriptor-unreadable"
    ]


def test_a_tracked_zip_holds_its_tables(tmp_path: Path) -> None:
    _found("withheld-table-tracked", "fails", tmp_path)
    package = tmp_path / "datapackages" / "case"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("datapackage.yaml", "students.csv"):
            archive.write(package / name, name)
    shutil.rmtree(package)
    (tmp_path / "datapackages/case.zip").write_bytes(stream.getvalue())
    subprocess.run(["git", "-C", str(tmp_path), "add", "datapackages/case.zip"], check=True)
    catalogue = catalogue_at(tmp_path)
    (dataset,) = read.datasets(catalogue, tmp_path / ".saraban")
    found = checks.check_of("withheld-table-tracked")(dataset, checks.Context(catalogue, None, TODAY))
    assert [finding.place.file for finding in found] == [
        "datapackages/case.zip"
    ] * 2  # the untracked table is not in it
