"""The documentation: reference pages and schemas are what the code gives, links lead somewhere, examples are valid."""

from __future__ import annotations

import json
import re
import textwrap
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from saraban import pipeline, starter, yaml_lines
from saraban.cli import commands
from tests import reference_docs, reference_schemas, reference_settings
from tests.support import ROOT, Expected

DOCS = ROOT / "docs"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


MADE: dict[str, Callable[[], str]] = {
    "reference/commands.md": reference_docs.commands_page,
    "reference/checks.md": reference_docs.checks_page,
    "reference/settings.md": reference_settings.settings_page,
    "reference/architecture.md": reference_docs.architecture_page,
    "schemas/catalogue.schema.json": lambda: _json(reference_settings.catalogue_schema()),
    "schemas/dataset.schema.json": lambda: _json(reference_schemas.dataset_schema()),
    "schemas/verification.schema.json": lambda: _json(reference_schemas.verification_schema()),
}


@pytest.mark.parametrize("path", MADE)
def test_reference_is_what_the_code_gives(path: str, expected: Expected) -> None:
    """When it is not: `make docs`, and look at the difference."""
    expected(DOCS / path, MADE[path]())


PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        address, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", address):
            continue
        target = (page.parent / address) if address else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            broken.append(link)
    assert not broken


def _anchors(page: Path) -> set[str]:
    """Heading anchors as GitHub and GitLab make them: letters and marks of any script, digits, hyphens."""
    found: set[str] = set()
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        words = re.sub(r"[`*]", "", heading.lower())
        plain = "".join(c for c in words if c.isalnum() or c in " -_" or "\u0e31" <= c <= "\u0e4e")
        found.add(plain.strip().replace(" ", "-"))
    return found


def test_readme_tells_of_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in commands("en").commands if readme.count(f"saraban {name}") < 2]
    assert not missing, "in English and in Thai"


GUIDES = [ROOT / "README.md", DOCS / "th" / "data-owners.md"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_the_first_dataset_of_the_guides_has_no_findings(guide: Path, tmp_path: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    (descriptor,) = [block for block in _blocks(text, "yaml") if block.startswith("name: visitors")]
    table = next(iter(_blocks(text, "csv")), "month,visitors\n2026-01,121\n")
    root = tmp_path / "my-portal"
    starter.new(root, date(2026, 11, 24))
    for path, words in (
        ("datapackages/visitors/datapackage.yaml", descriptor),
        ("data/visitors/visitors.csv", table),
    ):
        (root / path).parent.mkdir()
        (root / path).write_text(words, encoding="utf-8")
    checked = pipeline.check(root, date(2026, 11, 24))
    assert [finding for verdict in checked.verdicts for finding in verdict.findings] == []
    assert {v.name: [r.rule for r in getattr(v.outcome, "reasons", ())] for v in checked.verdicts} == {
        "example": [],
        "visitors": ["unsigned"],
    }


def _blocks(text: str, language: str) -> list[str]:
    return [
        textwrap.dedent(block)
        for block in re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    ]


def _load(text: str) -> Any:
    return yaml_lines.load(text).value


def _schema(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _descriptors() -> list[tuple[str, str]]:
    found = [
        (f.parent.name, f.read_text("utf-8")) for f in (ROOT / "datapackages").glob("*/datapackage.yaml")
    ]
    for file in (ROOT / "datapackages").glob("*.zip"):
        with zipfile.ZipFile(file) as archive:
            inner = next(name for name in archive.namelist() if name.endswith("datapackage.yaml"))
            found.append((file.stem, archive.read(inner).decode()))
    return sorted(found)


def test_descriptors_of_the_reference_office_are_valid() -> None:
    validator = _schema("dataset")
    for name, text in _descriptors():
        errors = [
            f"{name}: {error.json_path}: {error.message}" for error in validator.iter_errors(_load(text))
        ]
        assert not errors


def test_catalogues_are_valid() -> None:
    for file in (
        ROOT / "datapackages/catalogue.yaml",
        Path(starter.__file__).parent / "catalogue.yaml",
    ):
        _schema("catalogue").validate(_load(file.read_text(encoding="utf-8")))


def test_verifications_are_valid() -> None:
    for file in (ROOT / "datapackages").rglob("*verification.yaml"):
        _schema("verification").validate(_load(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        ("catalogue", "title: x\npublisher: {name: y}\nlanguagse: [th]"),
        ("catalogue", "title: x\npublisher: {name: y, name_english: z}"),
        ("dataset", "access: opne"),
        ("dataset", "data_category: ข้อมูลลับ"),
        ("verification", "content: sha256:12\nsignatures: []"),
    ],
)
def test_schemas_see_mistakes(schema: str, wrong: str) -> None:
    assert list(_schema(schema).iter_errors(_load(wrong)))
