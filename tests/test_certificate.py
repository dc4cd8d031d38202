"""The certificate: what a visitor downloads can be checked again, and what was altered is told."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from saraban import pipeline
from saraban.cli import commands
from tests.cases.test_cases import HERE
from tests.support import catalogue_from


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, frames_cache: Path) -> Path:
    root = catalogue_from(
        HERE / "verified open data is published" / "input",
        tmp_path_factory.mktemp("certified") / "root",
        frames_cache,
    )
    pipeline.build(root, date(2026, 11, 24))
    return root / "site"


@pytest.fixture
def downloaded(site: Path, tmp_path: Path) -> Path:
    """The folder of one dataset, as a visitor has it after downloading everything."""
    home = next(site.glob("datasets/*/certificate.json")).parent
    shutil.copytree(home, tmp_path / "downloaded")
    return tmp_path / "downloaded"


def certify(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(commands("en"), ["certify", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


def said(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
    return value


def a_file(folder: Path) -> Path:
    return next(folder.glob("*.csv"))


def test_it_says_who_what_and_which_files(downloaded: Path) -> None:
    certificate = said(downloaded)
    assert certificate["verified"] is True
    assert [(s["role"], s["signed_with"]) for s in certificate["signatures"]] == [
        ("verifier", "statement"),
        ("approver", "statement"),
    ]
    assert certificate["checks"]["run"] == len(certificate["checks"]["results"]) > 20
    assert {entry["name"] for entry in certificate["files"]} == {
        file.name for file in downloaded.iterdir() if file.suffix in (".csv", ".xlsx", ".parquet", ".zip")
    } | {"datapackage.json"}
    assert all(entry["rows"] for entry in certificate["tables"])


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_checks_it_again(downloaded: Path) -> None:
    command = said(downloaded)["check_again"][0].split()
    assert subprocess.run(command, cwd=downloaded, check=False, capture_output=True).returncode == 0
    a_file(downloaded).write_bytes(b"x")
    assert subprocess.run(command, cwd=downloaded, check=False, capture_output=True).returncode == 1


def test_certify_checks_all_that_lies_beside(downloaded: Path) -> None:
    file = a_file(downloaded)
    told = certify(downloaded / "certificate.json")
    assert f"OK       {file.name}" in told
    assert "approver" in told.lower()
    file.write_bytes(file.read_bytes() + b"\n")
    assert f"DIFFERS  {file.name}" in certify(downloaded / "certificate.json", code=1)
    for other in downloaded.iterdir():
        if other.is_file() and other.name != "certificate.json":
            other.unlink()
    assert "UNKNOWN" in certify(downloaded / "certificate.json", code=1)


def test_certify_one_file(downloaded: Path, site: Path, tmp_path: Path) -> None:
    file = a_file(downloaded)
    assert "OK" in certify(file)
    renamed = tmp_path / "my copy.csv"
    shutil.copyfile(file, renamed)
    certify(renamed, code=2)  # no certificate is there
    assert f"as {file.name}" in certify(renamed, "--certificate", downloaded / "certificate.json")
    assert f"as {file.name}" in certify(renamed, "--certificate", site)
    renamed.write_bytes(b"something else")
    assert "UNKNOWN" in certify(renamed, "--certificate", site, code=1)
    file.write_bytes(b"something else")
    assert "DIFFERS" in certify(file, code=1)


@pytest.mark.parametrize(
    "forged",
    [
        "not json",
        "[1]",
        '{"certificate": "saraban-certificate-1"}',
        '{"certificate": "saraban-certificate-1", "files": [{"name": "../root.csv", "sha256": "x"}, 7]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_certificate_certifies_nothing(tmp_path: Path, forged: str) -> None:
    (tmp_path / "certificate.json").write_text(forged, encoding="utf-8")
    (tmp_path / "t.csv").write_text("x", encoding="utf-8")
    for name in ("t.csv", "certificate.json"):
        result = CliRunner().invoke(commands("en"), ["certify", str(tmp_path / name)])
        assert result.exit_code in (1, 2)
        assert "OK" not in result.output


def test_the_page_says_it_too(site: Path) -> None:
    home = next(site.glob("datasets/*/certificate.json")).parent
    for page in (home / "index.html", site / "en" / home.relative_to(site) / "index.html"):
        words = page.read_text(encoding="utf-8")
        assert "certificate.json" in words
        assert "sha256sum --ignore-missing -c sha256sums.txt" in words
        assert "saraban certify certificate.json" in words
