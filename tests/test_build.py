"""Builds: the same input gives the same bytes, an unchanged file is not written again, a failed build harms nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from saraban import pipeline
from saraban.inspect import Refused, leaks
from tests.support import catalogue_from

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 24)


@pytest.fixture
def root(tmp_path: Path, frames_cache: Path) -> Path:
    return catalogue_from(CASES / "verified open data is published" / "input", tmp_path / "one", frames_cache)


def _bytes(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def _inodes(site: Path) -> dict[str, int]:
    return {
        file.relative_to(site).as_posix(): file.stat().st_ino for file in site.rglob("*") if file.is_file()
    }


def test_two_builds_of_the_same_input_are_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "two"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns(".saraban"))
    pipeline.build(root, TODAY)
    pipeline.build(other, TODAY)
    assert _bytes(root / "site") == _bytes(other / "site")


def test_an_unchanged_file_is_linked_and_not_written(root: Path) -> None:
    pipeline.build(root, TODAY)
    before = _inodes(root / "site")
    pipeline.build(root, TODAY)
    assert _inodes(root / "site") == before


def test_a_change_touches_what_it_concerns(root: Path) -> None:
    pipeline.build(root, TODAY)
    before = _bytes(root / "site")
    notes = root / "datapackages/pupils/notes.md"
    notes.write_text("หมายเหตุใหม่", encoding="utf-8")
    pipeline.build(root, TODAY)
    after = _bytes(root / "site")
    changed = {path for path in before if before[path] != after[path]}
    assert "datasets/pupils/index.html" in changed
    assert not {
        path for path in changed if path.startswith(("glossary/", "request/", "assets/", "procedure/"))
    }
    assert "datasets/pupils/counts.csv" not in changed


def test_a_file_damaged_in_the_site_is_made_again(root: Path) -> None:
    pipeline.build(root, TODAY)
    page = root / "site/index.html"
    good = page.read_bytes()
    page.unlink()
    page.write_bytes(b"damaged")
    pipeline.build(root, TODAY)
    assert page.read_bytes() == good


@pytest.mark.parametrize("room", ["verdicts", "profiles", "downloads"])
def test_a_damaged_cache_is_made_again(root: Path, room: str) -> None:
    pipeline.build(root, TODAY)
    good = _bytes(root / "site")
    for file in (root / ".saraban" / room).rglob("*"):
        if file.is_file():
            file.unlink()
            file.write_bytes(b"{")
    shutil.rmtree(root / "site")
    pipeline.build(root, TODAY)
    assert _bytes(root / "site") == good


def test_a_refused_build_leaves_the_last_site(root: Path) -> None:
    pipeline.build(root, TODAY)
    before = _bytes(root / "site")
    (root / "site_src/th/glossary/index.md").write_text(
        "# x\n\n<img src='//evil.example/x.png'>\n", encoding="utf-8"
    )
    with pytest.raises(Refused):
        pipeline.build(root, TODAY)
    assert _bytes(root / "site") == before
    assert sorted(path.name for path in root.iterdir() if path.name.startswith("site")) == [
        "site",
        "site_src",
    ]


def test_what_becomes_withheld_is_gone_from_the_next_site(root: Path) -> None:
    """Neither cache nor last site may bring back what a new descriptor withholds."""
    settings = root / "datapackages/catalogue.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("required", "none"), encoding="utf-8")
    table = root / "datapackages/pupils/t.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("12", "987654"), encoding="utf-8")
    pipeline.build(root, TODAY)
    assert any(b"987654" in content for content in _bytes(root / "site").values())
    descriptor = root / "datapackages/pupils/datapackage.yaml"
    text = descriptor.read_text(encoding="utf-8")
    descriptor.write_text(
        text.replace("name: pupils\n      type", "name: pupils\n      withheld: true\n      type"),
        encoding="utf-8",
    )
    assert "withheld: true" in descriptor.read_text(encoding="utf-8")
    pipeline.build(root, TODAY)
    site = _bytes(root / "site")
    assert "datasets/pupils/counts.csv" in site
    assert not any(b"987654" in content for content in site.values())


def test_an_access_taken_back_takes_the_files_away(root: Path) -> None:
    pipeline.build(root, TODAY)
    descriptor = root / "datapackages/pupils/datapackage.yaml"
    text = descriptor.read_text(encoding="utf-8").replace("access: open", "access: secret")
    descriptor.write_text(text, encoding="utf-8")
    pipeline.build(root, TODAY)
    assert not (root / "site/datasets/pupils").exists()
    assert not (root / "site/en/datasets/pupils").exists()
    assert list((root / ".saraban/downloads").iterdir()) == []


def test_a_build_cut_off_between_its_renames_loses_nothing(root: Path) -> None:
    pipeline.build(root, TODAY)
    before = _bytes(root / "site")
    (root / "site").rename(root / ".site.saraban-old")
    (root / "site_src/th/glossary/index.md").write_text(
        "# x\n\n<img src='//evil.example/x.png'>\n", encoding="utf-8"
    )
    with pytest.raises(Refused):
        pipeline.build(root, TODAY)
    assert _bytes(root / "site") == before


def test_two_builds_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build(root, TODAY)
    monkeypatch.setattr(pipeline, "_PATIENCE", 0)
    with FileLock(root / ".saraban" / "lock"), pytest.raises(pipeline.Busy):
        pipeline.build(root, TODAY)


def test_a_real_word_is_no_leak(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("CANARY ISLANDS", encoding="utf-8")
    assert list(leaks.hiding(file)) == []
    file.write_text("x CANARY-secret", encoding="utf-8")
    assert list(leaks.hiding(file)) == [""]


def test_a_file_that_nobody_can_look_into_is_held(root: Path) -> None:
    """One odd plain file holds its dataset and takes nothing else down."""
    home = root / "datapackages/odd"
    home.mkdir()
    (home / "datapackage.yaml").write_text(
        "name: odd\naccess: open\ndata_category: ข้อมูลสาธารณะ\nhomepage: 'http://[x'\n"
        "resources: [{name: t, path: t.parquet, format: bin}]\n",
        encoding="utf-8",
    )
    (home / "t.parquet").write_bytes(b"PAR1 not a table")
    settings = root / "datapackages/catalogue.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("required", "none"), encoding="utf-8")
    checked = pipeline.build(root, TODAY)
    states = {verdict.name: type(verdict.outcome).__name__ for verdict in checked.verdicts}
    assert states == {"odd": "Held", "pupils": "Published"}


def test_a_missing_frame_is_told(root: Path) -> None:
    shutil.rmtree(root / "site_src/en/datasets/_dataset")
    with pytest.raises(Refused) as caught:
        pipeline.build(root, TODAY)
    assert {finding.rule for finding in caught.value.findings} == {"frame-missing"}
