"""Each folder is a case: `input/` is a catalogue, `expected/` what a build of it gives. A new case needs no code."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from saraban import pipeline
from saraban.model import Held, Listing, Published, Verdict
from tests.support import Expected, catalogue_from

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "input").is_dir())
TODAY = date(2026, 11, 24)
CANARY = b"canary"


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path, frames_cache: Path, expected: Expected) -> None:
    root = catalogue_from(HERE / case / "input", tmp_path / "root", frames_cache)
    checked = pipeline.build(root, TODAY)
    folder = HERE / case / "expected"
    expected(
        folder / "verdicts.json",
        json.dumps([_verdict(v) for v in checked.verdicts], ensure_ascii=False, indent=1),
    )
    expected(folder / "site.txt", "\n".join(_of_datasets(root / "site")))
    assert [path for path, held in _all_bytes(root / "site") if CANARY in held.lower()] == []


def _verdict(verdict: Verdict) -> dict[str, object]:
    outcome = verdict.outcome
    state = {Published: "published", Listing: "listed", Held: "held"}[type(outcome)]
    told: dict[str, object] = {"name": verdict.name, "state": state}
    if isinstance(outcome, Held):
        told["reasons"] = [reason.problem.get("en") for reason in outcome.reasons]
    stops = [f"{f.rule} {f.place}: {f.problem.get('en')}" for f in verdict.findings if f.weight == "stops"]
    return {**told, "stops": stops} if stops else told


def _of_datasets(site: Path) -> Iterator[str]:
    """Addresses that differ between catalogues: those of datasets, listings and forms."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and path.removeprefix("en/").split("/")[0] in ("datasets", "request"):
            yield path


def _all_bytes(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every byte that a stranger can read: names, files, and what is inside zip, xlsx and Parquet."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        yield path, path.encode()
        if not file.is_file():
            continue
        yield path, file.read_bytes()
        if file.suffix in (".zip", ".xlsx"):
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    yield f"{path}!{name}", name.encode() + archive.read(name)
        if file.suffix == ".parquet":
            relation = duckdb.sql(f"FROM read_parquet('{file}')")
            yield path, repr((relation.columns, relation.fetchall())).encode()
