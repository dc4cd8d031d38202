"""Where saraban follows the standard and frictionless does not: what each says. docs/validation.md lists them."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import FrictionlessException, Package

from saraban import checks, read
from saraban.catalogue import catalogue_at
from saraban.model import Weight
from tests.support import ROOT

CATALOGUE = """
title: ทดสอบ
publisher: {name: สำนักงาน}
vocabulary: plain
policy: {signatures: none, public_repository: false, defaults: {access: open, data_category: public}}
"""
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True)
class Difference:
    """`theirs` are the types of frictionless's errors, `ours` the rules of our findings that stop or warn."""

    fields: list[dict[str, Any]]
    files: dict[str, bytes | str]
    theirs: list[str]
    ours: list[tuple[str, Weight, int | None]]
    schema: dict[str, Any] = field(default_factory=dict)
    resource: dict[str, Any] = field(default_factory=dict)
    versioned: bool = False
    descriptor: str = "datapackage.json"


def _field(name: str = "a", kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, **more}


STOPS, WARNS = Weight.STOPS, Weight.WARNS
DIFFERENCES = {
    "categories": Difference(
        [_field(categories=["x", "y"])], {"t.csv": "a\nx\nz\n"}, [], [("category-unknown", STOPS, 3)]
    ),
    "unique-keys": Difference(
        [_field(), _field("b")],
        {"t.csv": "a,b\n1,2\n1,2\n"},
        [],
        [("unique-key-repeated", STOPS, 3)],
        schema={"uniqueKeys": [["a", "b"]]},
    ),
    "exclusive-bounds": Difference(
        [_field(kind="integer", constraints={"exclusiveMinimum": 3})],
        {"t.csv": "a\n4\n3\n"},
        ["field-error"],
        [("table-invalid", STOPS, 3)],
    ),
    "integer-group-char": Difference(
        [_field(kind="integer", groupChar=" ")],
        {"t.csv": "a\n1 234\nx\n"},
        ["type-error"] * 2,
        [("table-invalid", STOPS, 3)],
    ),
    "json-schema": Difference(
        [_field(kind="array", constraints={"jsonSchema": {"minItems": 2}})],
        {"t.csv": 'a\n"[1,2]"\n"[1]"\n'},
        ["field-error"],
        [("table-invalid", STOPS, 3)],
        versioned=True,
    ),
    "misplaced-keys": Difference(
        [_field()],
        {"t.csv": "a\n1\n1\n"},
        [],
        [("keys-misplaced", WARNS, None)],
        resource={"primaryKey": ["a"]},
    ),
    "part-without-newline": Difference(
        [_field()],
        {"t1.csv": "a\n1", "t2.csv": "a\n3\n"},
        [],
        [("part-without-newline", STOPS, None)],
        resource={"path": ["t1.csv", "t2.csv"]},
    ),
    "part-without-header": Difference(
        [_field(), _field("b")],
        {"t1.csv": "a,b\n1,2\n", "t2.csv": "3,4\n"},
        [],
        [("part-without-header", STOPS, None)],
        resource={"path": ["t1.csv", "t2.csv"]},
    ),
    "error-limit": Difference(
        [_field(kind="integer")],
        {"t.csv": "a\n" + "x\n" * 1_500},
        ["type-error"] * 1_000,
        [("table-invalid", STOPS, 2)],
    ),
    "not-a-table": Difference(
        [_field()], {"t.csv": "%PDF-1.7\n"}, ["incorrect-label"], [("file-not-as-said", STOPS, None)]
    ),
    "nul-byte": Difference([_field()], {"t.csv": "a\nx\0\n"}, [], [("file-not-as-said", STOPS, None)]),
    "slow-pattern": Difference(
        [_field(constraints={"pattern": "(a|aa)+$"})],
        {"t.csv": "a\n" + "a" * 60 + "c\n"},
        ["never ends"],
        [("table-invalid", STOPS, None)],
    ),
    "zip-top-folder": Difference([_field()], {"t.csv": "a\n1\n"}, ["cannot open"], [], descriptor="top/"),
}


def _put(root: Path, given: Difference) -> Path:
    """The package in a catalogue; gives what frictionless is asked to open."""
    home = root / "datapackages"
    resource = {"name": "t", "type": "table", "path": "t.csv", **given.resource}
    descriptor = {"resources": [{**resource, "schema": {"fields": given.fields, **given.schema}}]}
    said = json.dumps({"$schema": V2, **descriptor} if given.versioned else descriptor)
    home.mkdir(parents=True)
    (home / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    if given.descriptor.endswith("/"):
        with zipfile.ZipFile(home / "d.zip", "w") as archive:
            archive.writestr(given.descriptor + "datapackage.json", said)
            for name, content in given.files.items():
                archive.writestr(given.descriptor + name, content)
        return home / "d.zip"
    (home / "d").mkdir()
    (home / "d" / given.descriptor).write_text(said, encoding="utf-8")
    for name, content in given.files.items():
        (home / "d" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return home / "d" / given.descriptor


def _theirs(place: Path) -> list[str]:
    if place.suffix == ".zip":
        with pytest.raises(FrictionlessException):
            Package(str(place))
        return ["cannot open"]
    try:
        report = Package(str(place)).validate()
    except FrictionlessException as exception:
        return [error.type for error in exception.to_errors()]
    return [error.type for task in report.tasks for error in task.errors]


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_each_says(name: str, tmp_path: Path) -> None:
    given = DIFFERENCES[name]
    place = _put(tmp_path, given)
    if given.theirs != ["never ends"]:  # it would not; Python's own matching is what hangs
        assert _theirs(place) == given.theirs
    catalogue = catalogue_at(tmp_path)
    (dataset,) = read.datasets(catalogue, tmp_path / ".saraban")
    found = checks.findings(dataset, catalogue, None, date(2026, 11, 24))
    rules = {rule for rule, _, _ in given.ours} | {"table-invalid", "descriptor-invalid"}
    told = [(f.rule, f.weight, f.place.row) for f in found if f.rule in rules or f.weight is STOPS]
    assert told == given.ours


def test_of_very_many_errors_the_true_number_is_told(tmp_path: Path) -> None:
    _put(tmp_path, DIFFERENCES["error-limit"])
    catalogue = catalogue_at(tmp_path)
    (dataset,) = read.datasets(catalogue, tmp_path / ".saraban")
    found = checks.findings(dataset, catalogue, None, date(2026, 11, 24))
    (words,) = [f.problem.get("en") for f in found if f.rule == "table-invalid"]
    assert "1,495 more" in words


def test_the_documentation_lists_them_all() -> None:
    text = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert listed == list(DIFFERENCES)
