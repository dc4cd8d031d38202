"""The reference office: what is committed is what the seeded script makes, and it holds every case it must."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from python_calamine import CalamineWorkbook

from reference_office import __main__ as script
from reference_office import sign
from saraban.read.verification import content_hash

ROOT = Path(__file__).parents[1]
PACKAGES, DATA = ROOT / "datapackages", ROOT / "data"
ZIP = "travel-to-school"
WORKBOOKS = (".xlsx", ".ods")
WORDS = ("title", "description", "unit", "label", "maintainer", "note", "ground", "conditions")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the script makes from the hand-written descriptors alone."""
    root = tmp_path_factory.mktemp("office")
    shutil.copytree(
        PACKAGES, root / "datapackages", ignore=shutil.ignore_patterns("*verification.yaml", "*.zip")
    )
    script.main(root)
    return root


@pytest.fixture(scope="module")
def descriptors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every descriptor by name, the zipped one too."""
    folder = tmp_path_factory.mktemp("zip")
    with zipfile.ZipFile(PACKAGES / f"{ZIP}.zip") as archive:
        archive.extractall(folder)
    files = [*PACKAGES.glob("*/datapackage.*"), folder / ZIP / "datapackage.yaml"]
    return {file.parent.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def test_the_committed_tables_are_what_the_script_makes(made: Path) -> None:
    committed = {file.relative_to(DATA) for file in DATA.rglob("*") if file.is_file()}
    assert committed == {
        file.relative_to(made / "data") for file in (made / "data").rglob("*") if file.is_file()
    }
    for path in sorted(committed):
        assert _content(made / "data" / path) == _content(DATA / path), path


def test_the_committed_zip_is_what_the_script_makes(made: Path) -> None:
    assert _zip_content(made / "datapackages" / f"{ZIP}.zip") == _zip_content(PACKAGES / f"{ZIP}.zip")


def test_signatures_hold_except_where_they_must_not(descriptors: dict[str, Any]) -> None:
    """One dataset is unsigned, one was changed after it was signed, one was withdrawn."""
    state = {name: _state(name, descriptor) for name, descriptor in descriptors.items()}
    assert {name for name, found in state.items() if found == "unsigned"} == {sign.UNSIGNED, sign.CLASSIFIED}
    assert {name for name, found in state.items() if found == "changed"} == {"training-hours"}
    assert {name for name, found in state.items() if found == "withdrawn"} == {"admission-plan-2569"}
    assert Counter(state.values())["signed"] >= 30


def test_there_are_datasets_of_every_kind(descriptors: dict[str, Any]) -> None:
    assert len(descriptors) >= 28
    kinds = Counter(descriptor["access"] for descriptor in descriptors.values())
    assert kinds["open"] >= 20
    assert kinds["on-request"] >= 4
    assert (kinds["internal"], kinds["secret"]) == (2, 1)
    assert {descriptor["work_area"] for descriptor in descriptors.values()} == {
        "general",
        "academic",
        "budget",
        "personnel",
    }
    assert {descriptor["level"] for descriptor in descriptors.values()} == {"office", "school"}
    embargoed = [name for name, descriptor in descriptors.items() if "embargo_until" in descriptor]
    assert embargoed == ["school-zones-study"]


def test_withheld_datasets_have_no_tables_in_the_repository(descriptors: dict[str, Any]) -> None:
    for name, descriptor in descriptors.items():
        if descriptor["access"] != "open" or "embargo_until" in descriptor:
            assert not (DATA / name).exists(), name
            described = ("datapackage.yaml", "verification.yaml")
            assert {file.name for file in (PACKAGES / name).iterdir()} <= set(described), name
            assert all(resource["schema"]["fields"] for resource in descriptor["resources"]), name


def test_sizes_run_from_77_rows_to_more_than_200_000(descriptors: dict[str, Any]) -> None:
    rows = {name: sum(_rows(DATA / name)) for name in descriptors if (DATA / name).is_dir()}
    assert min(rows.items(), key=lambda item: item[1]) == ("provinces", 77)
    assert max(rows.values()) > 200_000
    assert sum(file.stat().st_size for file in DATA.rglob("*") if file.is_file()) < 25_000_000


def test_every_descriptor_speaks_both_languages(descriptors: dict[str, Any]) -> None:
    for name, descriptor in descriptors.items():
        missing = list(_missing_english(descriptor, name))
        assert not missing
        assert len(descriptor["keywords"]) == len(descriptor["keywords_en"]), name


def test_the_figures_fit_together() -> None:
    """The sum over schools is the figure of the office, and subsidies rest on the same pupils."""
    with duckdb.connect() as base:
        pupils = f"read_csv('{DATA}/pupils/*.csv')"
        by_grade = f"read_csv('{DATA}/pupils-by-grade/*.csv')"
        subsidy = f"read_csv('{DATA}/per-head-subsidy/*.csv')"
        key = "academic_year, round"
        schools = base.sql(f"SELECT {key}, sum(pupils) FROM {pupils} GROUP BY ALL ORDER BY ALL").fetchall()
        office = base.sql(f"SELECT {key}, sum(pupils) FROM {by_grade} GROUP BY ALL ORDER BY ALL").fetchall()
        paid = base.sql(
            f"SELECT academic_year, term, sum(pupils) FROM {subsidy} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        rates = base.sql(
            f"SELECT max(transition_rate) FROM read_csv('{DATA}/graduates/transition.csv')"
        ).fetchall()
    assert len(schools) == 10
    assert schools == office == paid
    assert all(15_000 < number < 22_000 for *_, number in schools)
    assert rates[0][0] > 100


def test_no_school_could_be_a_real_one() -> None:
    with (DATA / "schools" / "schools.csv").open(encoding="utf-8", newline="") as stream:
        schools = list(csv.DictReader(stream))
    assert len(schools) == 130
    assert all("สมมติ" in school["school_name"] and "Sommot" in school["school_name_en"] for school in schools)
    names = Counter(school["school_name"] for school in schools)
    assert names.most_common(1)[0][1] == 2  # two schools share a name
    assert sum(school["size_7"] == "0" for school in schools) == 3


def _content(file: Path) -> object:
    """The bytes; of formats that hold the version of a library, what can be read out of them."""
    if file.suffix in WORKBOOKS:
        book = CalamineWorkbook.from_path(file)
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    if file.suffix == ".parquet":
        with duckdb.connect() as base:
            found = base.sql(f"SELECT * FROM '{file}'")
            return found.columns, found.fetchall()
    return file.read_bytes()


def _zip_content(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _state(name: str, descriptor: dict[str, Any]) -> str:
    file = PACKAGES / (f"{ZIP}.verification.yaml" if name == ZIP else f"{name}/verification.yaml")
    if not file.is_file():
        return "unsigned"
    signed = yaml.safe_load(file.read_text(encoding="utf-8"))
    if "withdrawn" in signed:
        return "withdrawn"
    return "signed" if signed["content"] == _hash_of(name, descriptor) else "changed"


def _hash_of(name: str, descriptor: dict[str, Any]) -> str:
    if name == ZIP:
        bytes_of = {
            path.split("/", 1)[1]: content for path, content in _zip_content(PACKAGES / f"{ZIP}.zip").items()
        }
    else:
        files = [*(PACKAGES / name).iterdir(), *(DATA / name).glob("*")]
        bytes_of = {file.name: file.read_bytes() for file in files}
    named = {"datapackage.yaml", "datapackage.json", *_paths(descriptor)}
    return content_hash([(path, sign.sha256(content)) for path, content in bytes_of.items() if path in named])


def _paths(descriptor: dict[str, Any]) -> Iterator[str]:
    for resource in descriptor["resources"]:
        given = resource.get("path", [])
        yield from [given] if isinstance(given, str) else given
        if isinstance(resource.get("schema"), str):
            yield resource["schema"]


def _rows(folder: Path) -> Iterator[int]:
    for file in folder.iterdir():
        if file.suffix in (".csv", ".tsv"):
            encoding = "cp874" if folder.name == "rt" else "utf-8-sig"
            yield sum(1 for _ in csv.reader(io.StringIO(file.read_text(encoding=encoding), newline=""))) - 1
        elif file.suffix == ".json":
            yield len(json.loads(file.read_text(encoding="utf-8")))
        elif file.suffix == ".parquet":
            with duckdb.connect() as base:
                yield len(base.sql(f"SELECT 1 FROM '{file}'").fetchall())
        elif file.suffix in WORKBOOKS and "form" not in file.name:
            yield len(CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()) - 1


def _missing_english(value: Any, where: str) -> Iterator[str]:
    """Places that have Thai words without English ones beside them."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _missing_english(item, f"{where}/{number}")
    elif isinstance(value, dict):
        for key, item in value.items():
            if (
                key in WORDS
                and f"{key}_en" not in value
                and not {"licenses", "contributors"} & set(where.split("/"))
            ):
                yield f"{where}/{key}"
            yield from _missing_english(item, f"{where}/{key}")
