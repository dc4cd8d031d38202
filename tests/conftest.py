"""Options and fixtures of all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from saraban import site
from saraban.catalogue import catalogue_at
from tests.support import Expected, catalogue_from

CASES = Path(__file__).parent / "cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the expected files anew (never in CI)")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept writes expectations and is refused in CI")


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Expected:
    """Compare text with a file; `--accept` writes the file instead."""

    def compare(file: Path, text: str) -> None:
        text = text.rstrip("\n") + "\n"
        if request.config.getoption("--accept"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            return
        assert file.is_file(), f"{file} is missing: look at what would be in it, then run pytest --accept"
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def frames_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the site engine makes of this repository's pages with the settings that all cases share."""
    empty = tmp_path_factory.mktemp("empty-cache")
    root = catalogue_from(
        CASES / "a catalogue without datasets" / "input", tmp_path_factory.mktemp("x") / "c", empty
    )
    site.frames(catalogue_at(root), root / ".saraban")
    return root / ".saraban" / "frames"
