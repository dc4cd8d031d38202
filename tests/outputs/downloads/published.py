"""Published datasets made from folders, and what their downloads hold, read back by other libraries."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl

from saraban import downloads, gate, read
from saraban.catalogue import Catalogue, catalogue_at
from saraban.derive.profile import profile
from saraban.model import Distribution, Published

TODAY = date(2026, 11, 24)
INPUT = Path(__file__).parent / "input"

Made = dict[tuple[str, str], Distribution]


def published_in(root: Path) -> tuple[Catalogue, Published]:
    """The one dataset of a catalogue, through the gate."""
    catalogue = catalogue_at(root)
    (dataset,) = read.datasets(catalogue, root / ".saraban")
    assert [table.problems for table in dataset.tables if table.problems] == []
    outcome = gate.judge(dataset, dataset.findings, catalogue.policy, TODAY).outcome
    assert isinstance(outcome, Published), outcome
    return catalogue, outcome


def package(root: Path, resources: list[dict[str, Any]], files: Mapping[str, bytes | str]) -> Path:
    """A catalogue with one dataset called `d`."""
    folder = root / "datapackages" / "d"
    folder.mkdir(parents=True)
    settings = (INPUT / "datapackages/catalogue.yaml").read_bytes()
    (folder.parent / "catalogue.yaml").write_bytes(settings)
    descriptor = {"name": "d", "title": "ทดสอบ", "licenses": [{"name": "CC0-1.0"}], "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def made_of(published: Published, catalogue: Catalogue, cache: Path) -> Made:
    """All downloads, by table and format."""
    profiles = {(published.name, t.name): profile(t) for t in published.tables if t.tabular}
    made = downloads.distributions(published, profiles, catalogue, cache)
    for entry in made:
        content = entry.file.read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry.bytes, entry.sha256)
    return {(entry.table, entry.format): entry for entry in made}


def made_in(root: Path) -> Made:
    """All downloads of a catalogue's one dataset."""
    catalogue, published = published_in(root)
    return made_of(published, catalogue, root / ".saraban")


def unpacked(made: Made, folder: Path) -> Path:
    """The zip of the whole dataset, taken apart."""
    with zipfile.ZipFile(made["", "zip"].file) as archive:
        archive.extractall(folder)
    return folder


def beside(made: Made, folder: Path) -> Path:
    """The downloads as they lie side by side on the site; the descriptor's path."""
    folder.mkdir()
    for entry in made.values():
        (folder / entry.path.rpartition("/")[2]).write_bytes(entry.file.read_bytes())
    return folder / "datapackage.json"


def sheets(file: Path) -> dict[str, list[list[Any]]]:
    """Every sheet of a workbook, row by row."""
    book = openpyxl.load_workbook(file)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def parquet(file: Path) -> tuple[list[tuple[str, str]], list[tuple[Any, ...]]]:
    """Names and types of the columns, and the rows."""
    with duckdb.connect() as database:
        found = database.execute("FROM read_parquet(?)", [str(file)])
        return [(column[0], str(column[1])) for column in found.description], found.fetchall()
