"""The commands as people call them: words in both languages, exit codes, formats."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.support import catalogue_from, saraban

CASES = Path(__file__).parent / "cases"
COMMANDS = ["new", "check", "build", "serve", "status", "explain"]
COMMANDS += ["submit", "verify", "approve", "reject", "withdraw", "certify"]


@pytest.fixture
def broken(tmp_path: Path, frames_cache: Path) -> Path:
    case = CASES / "broken packages do not take the others down" / "input"
    return catalogue_from(case, tmp_path / "root", frames_cache)


@pytest.fixture
def signed(tmp_path: Path, frames_cache: Path) -> Path:
    case = CASES / "unsigned changed embargoed and withdrawn data is held" / "input"
    return catalogue_from(case, tmp_path / "root", frames_cache)


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("language", ["th", "en"])
def test_help_in_both_languages(command: str, language: str) -> None:
    shown = saraban("--lang", language, *([command] if command else []), "--help")
    assert shown.returncode == 0
    assert bool(re.search("[ก-ฮ]", shown.stdout)) == (language == "th")


def test_help_speaks_the_catalogues_language(broken: Path, tmp_path: Path) -> None:
    assert "ตรวจสอบ" in saraban("--help", cwd=broken).stdout
    (tmp_path / "nowhere").mkdir()
    assert "Verified" in saraban("--help", cwd=tmp_path / "nowhere").stdout


def test_check_tells_all_and_stops(broken: Path) -> None:
    told = saraban("--lang", "en", "check", cwd=broken)
    assert told.returncode == 1
    for name in ("not-yaml", "bad-rows", "absent", "address", "latin", "open-to-all", "no-tables"):
        assert f"datapackages/{name}/" in told.stdout
    assert "Traceback" not in told.stdout + told.stderr


def test_check_of_one_name(broken: Path) -> None:
    good = saraban("--lang", "en", "check", "good", cwd=broken)
    assert good.returncode == 0
    assert "1 datasets: 0 findings stop" in good.stdout
    assert saraban("check", "bad-rows", cwd=broken).returncode == 1


def test_an_unknown_name_is_a_wrong_use(broken: Path) -> None:
    told = saraban("--lang", "en", "check", "god", cwd=broken)
    assert told.returncode == 2
    assert "Did you mean “good”?" in told.stderr


def test_check_as_json(broken: Path) -> None:
    told = saraban("check", "--format", "json", "bad-rows", cwd=broken)
    findings = json.loads(told.stdout)
    stop = next(finding for finding in findings if finding["weight"] == "stops")
    assert {"rule", "file", "row", "field", "problem", "cure"} <= stop.keys()
    assert stop["problem"]["th"] != stop["problem"]["en"]


def test_check_as_annotations(broken: Path) -> None:
    told = saraban("check", "--format", "github", "not-yaml", cwd=broken)
    assert re.search(
        r"^::error file=datapackages/not-yaml/datapackage.yaml,line=\d+,title=", told.stdout, re.MULTILINE
    )


def test_build_publishes_the_good_and_holds_the_rest(broken: Path) -> None:
    built = saraban("--lang", "en", "build", "--date", "2026-11-24", cwd=broken)
    assert built.returncode == 0, built.stderr
    assert (broken / "site/datasets/good/index.html").is_file()
    assert not (broken / "site/datasets/bad-rows").exists()
    assert saraban("build", "--strict", cwd=broken).returncode == 1


def test_a_mistaken_catalogue_builds_nothing_and_harms_nothing(broken: Path) -> None:
    saraban("build", cwd=broken)
    before = (broken / "site/index.html").read_bytes()
    settings = broken / "datapackages/catalogue.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "titel: x\nlevles: []\n", encoding="utf-8")
    told = saraban("--lang", "en", "build", cwd=broken)
    assert told.returncode == 1
    assert "did you mean “title”?" in told.stdout
    assert "did you mean “levels”?" in told.stdout
    assert (broken / "site/index.html").read_bytes() == before


def test_a_wrong_page_builds_nothing(broken: Path) -> None:
    page = broken / "site_src/th/glossary/index.md"
    page.write_text("# x\n\n![](https://example.org/pixel.png)\n\n[gone](../gone.md)\n", encoding="utf-8")
    told = saraban("--lang", "en", "build", cwd=broken)
    assert told.returncode == 1
    assert "foreign-host" in told.stdout
    assert "https://example.org/pixel.png" in told.stdout
    assert "link-broken" in told.stdout
    assert not (broken / "site").exists()


def test_status(signed: Path) -> None:
    told = saraban("--lang", "en", "status", "--date", "2026-11-24", cwd=signed)
    assert told.returncode == 0
    assert re.search(r"changed +open +held +draft +changed since it was signed: t.csv", told.stdout)
    assert re.search(r"good +open +published +published", told.stdout)
    states = {
        entry["name"]: entry["state"]
        for entry in json.loads(saraban("status", "--format", "json", cwd=signed).stdout)
    }
    assert states["withdrawn"] == "held"


def test_explain_a_dataset_prints_what_to_sign(signed: Path) -> None:
    told = saraban("--lang", "en", "explain", "unsigned", cwd=signed)
    assert told.returncode == 0
    form = told.stdout[told.stdout.index("\ncontent: ") + 1 :]
    form = form.replace("<name>", "ก").replace("<position>", "ข").replace("<YYYY-MM-DD>", "2026-06-20")
    (signed / "datapackages/unsigned/verification.yaml").write_text(form, encoding="utf-8")
    assert "State: published" in saraban("--lang", "en", "explain", "unsigned", cwd=signed).stdout


def test_explain_a_rule() -> None:
    told = saraban("--lang", "th", "explain", "changed-since-signed")
    assert told.returncode == 0
    assert "ข้อมูลเปลี่ยนแปลงหลังการรับรอง" in told.stdout
    assert saraban("explain", "no-such-rule-or-name").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "de"],
        ["check", "--format", "xml"],
        ["build", "--date", "2569-13-01"],
        ["nothing"],
        ["serve", "--port", "x"],
    ],
)
def test_wrong_use(arguments: list[str]) -> None:
    told = saraban(*arguments)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_a_build_never_replaces_what_is_not_its_own(broken: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("x", encoding="utf-8")
    for place in (precious, broken, broken / "data", broken / "datapackages", broken.parent):
        assert saraban("build", "--into", place, cwd=broken).returncode == 2
    assert (precious / "thesis.txt").is_file()
    assert (broken / "datapackages/catalogue.yaml").is_file()
    for _ in range(2):
        assert saraban("build", "--into", tmp_path / "public", cwd=broken).returncode == 0


def test_new_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "สำนักงาน ของเรา"
    assert saraban("new", folder, cwd=tmp_path).returncode == 0
    assert saraban("new", folder, cwd=tmp_path).returncode == 2
    built = saraban("--lang", "en", "build", cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "1 published, 0 listed, 0 held" in built.stdout
    assert (folder / "site/en/datasets/example/index.html").is_file()


def test_mkdocs_gives_the_same_portal(signed: Path, tmp_path: Path) -> None:
    saraban("build", cwd=signed)
    ours = {
        file.relative_to(signed / "site"): file.read_bytes() for file in (signed / "site").rglob("*.html")
    }
    into = tmp_path / "by-mkdocs"
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(into)], cwd=signed, check=True)
    theirs = {file.relative_to(into): file.read_bytes() for file in into.rglob("*.html")}
    assert theirs == ours


def test_serve_shows_changes(signed: Path) -> None:
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "saraban", "--lang", "en", "serve", "--port", str(port)], cwd=signed, text=True
    )
    try:
        assert "good" in _wait_for(f"http://127.0.0.1:{port}/en/datasets/good/", "Dataset good")
        file = signed / "site_src/en/glossary/index.md"
        file.write_text(file.read_text(encoding="utf-8") + "\nA new sentence here.\n", encoding="utf-8")
        _wait_for(f"http://127.0.0.1:{port}/en/glossary/", "A new sentence here.")
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(address: str, text: str) -> str:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                page: str = answer.read().decode()
                if text in page:
                    return page
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} never showed {text!r}")


def test_markers_work_on_any_page_and_misspelt_ones_are_told(broken: Path) -> None:
    page = broken / "site_src/th/glossary/index.md"
    page.write_text(
        "# คำ {#content}\n\n<!-- saraban:latest -->\n\n<!-- saraban:glosary -->\n", encoding="utf-8"
    )
    told = saraban("--lang", "en", "build", cwd=broken)
    assert told.returncode == 1
    assert "site_src/th/glossary/index.md" in told.stdout
    assert "did you mean “glossary”?" in told.stdout
    page.write_text("# คำ {#content}\n\n<!-- saraban:latest -->\n", encoding="utf-8")
    assert saraban("build", cwd=broken).returncode == 0
    assert "../datasets/good/" in (broken / "site/glossary/index.html").read_text(encoding="utf-8")


def test_no_cache_uses_nothing_that_was_kept(broken: Path) -> None:
    saraban("check", "good", cwd=broken)
    (kept,) = (broken / ".saraban" / "verdicts").glob("*")
    before = kept.stat().st_ino, kept.stat().st_mtime_ns
    saraban("check", "good", cwd=broken)
    assert kept.stat().st_ino == before[0]
    saraban("check", "--no-cache", "good", cwd=broken)
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) != before
