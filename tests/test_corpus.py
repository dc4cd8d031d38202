"""83 data packages as their publishers wrote them: our verdict is that of frictionless, and none is too odd."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from saraban import checks, pipeline, read, validate
from saraban.catalogue import Catalogue, catalogue_at
from saraban.model import Dataset, Finding, Published, Trouble, Weight
from tests.support import ROOT

TODAY = date(2026, 11, 24)

CORPUS = ROOT.parent / "shared" / "corpus" / "packages"
LIST = CORPUS.with_name("PACKAGES.md")
CATALOGUE = """
title: Corpus
languages: [en, th]
vocabulary: plain
publisher: {name: Test}
policy: {signatures: none, public_repository: false, defaults: {access: open, data_category: public}}
"""
# Frictionless itself does not open these, a `.yml` and zips with one top folder. We do, and judge what is inside:
# the verdict is that of frictionless on the unpacked folder.
VALID_INSIDE = {
    "datasets__country-codes",
    "countries-and-currencies",
    "donation-codes",
    "donations",
    "simple-geojson",
    "text-file",
}
INVALID_INSIDE = {
    "cpi",  # a resource without a name
    "cpi-data-via-url",  # a resource on the web
    "inflation",  # a resource without a name
    "world-continents-topojson",  # a resource on the web
    # Licences as they were written before the first version of the standard.
    "geo-lat-lon-as-numbers",
    "geo-location-fk",
    "geo-location-uri",
    "geopoint-array",
    "geopoint-default",
    "gross-domestic-product-2014",
    "gross-domestic-product-all",
    "periodic-table",
}

pytestmark = pytest.mark.skipif(
    not LIST.is_file(), reason="the corpus of real packages is not on this machine"
)


@dataclass(frozen=True)
class Case:
    place: str  # below the corpus's folder
    errors: Counter[str]  # of frictionless; empty when valid

    @property
    def name(self) -> str:
        return Path(self.place).name.removesuffix(".zip")


def _cases() -> Iterator[Case]:
    text = LIST.read_text(encoding="utf-8") if LIST.is_file() else ""
    for place, cells in re.findall(r"^\| (real[^ ]*/[^ ]+) \|(.*)\|$", text, re.MULTILINE):
        verdict = cells.split("|")[-2].strip()
        errors = re.findall(r"([a-z-]+)×(\d+)", verdict)
        assert errors or verdict == "valid"
        yield Case(place, Counter({name: int(count) for name, count in errors}))


CASES = list(_cases())


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    root = tmp_path_factory.mktemp("corpus")
    home = root / "datapackages"
    home.mkdir()
    (home / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    for case in CASES:
        source = CORPUS / case.place
        if source.is_dir():
            shutil.copytree(source, home / case.name)
        else:
            shutil.copyfile(source, home / source.name)
    return catalogue_at(root)


@pytest.fixture(scope="module")
def datasets(catalogue: Catalogue) -> dict[str, Dataset]:
    return {dataset.name: dataset for dataset in read.datasets(catalogue, catalogue.root / ".saraban")}


def _findings(dataset: Dataset, catalogue: Catalogue) -> tuple[Finding, ...]:
    return checks.findings(dataset, catalogue, catalogue.root / ".saraban", TODAY)


def test_all_packages_are_found(datasets: dict[str, Dataset]) -> None:
    assert len(CASES) == 83
    assert datasets.keys() == {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict_is_that_of_frictionless(
    case: Case, datasets: dict[str, Dataset], catalogue: Catalogue
) -> None:
    dataset = datasets[case.name]
    findings = _findings(dataset, catalogue)
    stopping = {finding.rule for finding in findings if finding.weight is Weight.STOPS}
    assert "check-failed" not in stopping
    if case.name in VALID_INSIDE:
        assert not stopping
    elif case.name in INVALID_INSIDE:
        assert stopping
    else:
        assert bool(stopping) == bool(case.errors)
        _same_errors(case, dataset, catalogue.root / ".saraban")


def _same_errors(case: Case, dataset: Dataset, cache: Path) -> None:
    """Not only the verdict but the errors are those of frictionless, which looks at no cell of a bad descriptor."""
    faults = validate.faults(dataset, cache)
    of_words = case.errors.keys() & {"package-error", "resource-error"}
    assert of_words <= {fault.type for fault in faults.descriptor}
    if not of_words:
        missing = [
            problem
            for table in dataset.tables
            for problem in table.problems
            if problem.trouble in (Trouble.ABSENT, Trouble.REMOTE)
        ]
        found = Counter(fault.type for fault in faults.tables)
        found.update("scheme-error" for _ in missing)
        assert found == case.errors
        assert not faults.descriptor


@pytest.mark.parametrize(
    "name", ["datasets__world-cities", "frictionlessdata__example-data-packages__donations"]
)
def test_keys_beside_the_schema_only_warn(
    name: str, datasets: dict[str, Dataset], catalogue: Catalogue
) -> None:
    findings = _findings(datasets[name], catalogue)
    assert [f.weight for f in findings if f.rule == "keys-misplaced"] == [Weight.WARNS]


def test_all_in_one_portal(catalogue: Catalogue) -> None:
    """Each valid package has pages in both languages and downloads; each of the others is held with a finding."""
    root = catalogue.root
    shutil.copytree(ROOT / "site_src", root / "site_src")
    shutil.copyfile(ROOT / "site_src" / "mkdocs.en.yml", root / "site_src" / "mkdocs.th.yml")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    checked = pipeline.build(root, TODAY)
    outcomes = {verdict.name: verdict for verdict in checked.verdicts}
    for case in CASES:
        verdict = outcomes[case.name]
        published = (not case.errors and case.name not in INVALID_INSIDE) or case.name in VALID_INSIDE
        assert isinstance(verdict.outcome, Published) == published
        page = root / "site" / "datasets" / case.name
        assert (page / "index.html").is_file() == published
        assert (root / "site" / "th" / "datasets" / case.name / "index.html").is_file() == published
        if published:
            assert zipfile.is_zipfile(page / f"{case.name}.zip")
        else:
            assert any(finding.weight is Weight.STOPS for finding in verdict.findings)
