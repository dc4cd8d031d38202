"""The oracle asked: its errors in words, its verdicts kept by content, odd input survived, nothing fetched."""

from __future__ import annotations

import copy
import inspect
import io
import json
import re
import shutil
import socket
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from frictionless import Error, errors

from saraban import checks, read, validate
from saraban.catalogue import Catalogue, catalogue_at
from saraban.model import Dataset, Finding, Weight
from saraban.validate import Fault, Faults, told_of_descriptor, told_of_tables
from saraban.validate.phrases import words_of as words

TODAY = date(2026, 11, 24)

CATALOGUE = """
title: ทดสอบ
title_en: Test
publisher: {name: สำนักงาน}
vocabulary: plain
policy: {signatures: none, public_repository: false, defaults: {access: open, data_category: public}}
"""
TYPES = sorted(
    {found.type for found in vars(errors).values() if inspect.isclass(found) and issubclass(found, Error)}
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "datapackages/d").mkdir(parents=True)
    (tmp_path / "datapackages/catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    return catalogue_at(tmp_path)


def _dataset(catalogue: Catalogue, descriptor: object, **files: str) -> Dataset:
    folder = catalogue.root / "datapackages/d"
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    (dataset,) = read.datasets(catalogue, catalogue.root / ".saraban")
    return dataset


def _findings(catalogue: Catalogue, dataset: Dataset) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in checks.findings(dataset, catalogue, None, TODAY):
        found.setdefault(finding.rule, []).append(finding)
    return found


def _table(*fields: dict[str, Any], **properties: object) -> dict[str, Any]:
    return {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": list(fields)}, **properties}]}


# Words


def test_every_error_type_has_words() -> None:
    known = words("cells")["types"].keys() | words("descriptor")["types"].keys()
    assert known >= set(TYPES) - {"error"}


@pytest.mark.parametrize("kind", words("cells")["types"])
def test_words_of_cells_are_whole(kind: str) -> None:
    faults = tuple(
        Fault(
            kind, 'type is "integer/default"', table="t", row=row, fields=("a",), cell="x{y}\u200b" + "z" * 60
        )
        for row in range(2, 11)
    )
    (told,) = told_of_tables(faults)
    for language in ("th", "en"):
        said = told.problem.get(language) + told.cure.get(language)
        assert said
        assert "\u200b" not in said
        assert not re.search(r"\{[a-z_]+\}", said.replace("{y}", ""))
    (hidden,) = told_of_tables(faults, hidden=frozenset({"t"}))
    assert "x{y}" not in hidden.problem.get("th") + hidden.problem.get("en")


@pytest.mark.parametrize("kind", words("descriptor")["types"])
def test_words_of_descriptors_are_whole(kind: str) -> None:
    (told,) = told_of_descriptor(Faults(descriptor=(Fault(kind, "something {odd}", "/x"),)))
    assert told.pointer == "/x"
    assert "something {odd}" in told.problem.get("th")
    assert told.cure.get("th")
    assert told.cure.get("en")


GOOD = {"name": "d", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}}]}
# What is put where in a good descriptor, what is said, and of which place.
REFUSED = [
    ("name", "ก", "'ก' cannot be a name", "/name"),
    ("title", 5, "title cannot be 5", "/title"),
    ("licenses", "CC0", "licenses cannot be 'CC0': it must be a list", "/licenses"),
    ("licenses", [{"id": "CC0"}], "neither name nor path", "/licenses"),
    ("created", "2026", "created is not a date", "/created"),
    ("contributors", [{"title": "x", "email": "x"}], "an email in contributors", "/contributors"),
    ("resources", "x", "resources cannot be None: it must be a list", "/resources"),
    ("resources/1", "x", "resources/1 cannot be None", "/resources/1"),
    ("resources/1", {"name": "t", "data": []}, "two tables have the same name", "/resources"),
    ("profile", "tabular-data-package", "some resource does not say", "/profile"),
    ("missingValues", ["-"], "missingValues stands in the wrong place", "/missingValues"),
    ("resources/0/name", "T", "'T' cannot be a name", "/resources/0/name"),
    ("resources/0/path", None, "nothing says where the data is", "/resources/0"),
    ("resources/0/data", [], "both path and data", "/resources/0"),
    ("resources/0/type", "tabel", "there is no type “tabel”", "/resources/0/type"),
    ("resources/0/licenses", [{}], "neither name nor path", "/resources/0/licenses"),
    ("resources/0/missingValues", [""], "stands in the wrong place", "/resources/0/missingValues"),
    ("resources/0/schema", 7, "schema cannot be 7", "/resources/0/schema"),
    ("resources/0/schema/fields", 7, "fields cannot be 7", "/resources/0/schema/fields"),
    (
        "resources/0/schema/primaryKey",
        "b",
        "names a field that is not there",
        "/resources/0/schema/primaryKey",
    ),
    (
        "resources/0/schema/fieldsMatch",
        "x",
        "'x' is not a value of fieldsMatch",
        "/resources/0/schema/fieldsMatch",
    ),
    (
        "resources/0/schema/foreignKeys",
        [{"fields": "b", "reference": {"resource": "", "fields": "a"}}],
        "foreignKeys name a field that is not there",
        "/resources/0/schema/foreignKeys",
    ),
    (
        "resources/0/schema/foreignKeys",
        [{"fields": ["a"], "reference": {"resource": "", "fields": ["a", "b"]}}],
        "not the same number",
        "/resources/0/schema/foreignKeys",
    ),
    (
        "resources/0/schema/missingValues",
        [{"value": "-", "label": "x"}],
        "labels belong to version 2",
        "/resources/0/schema/missingValues",
    ),
    ("resources/0/schema/fields/0", "a", "an entry of fields must say name", "/resources/0/schema/fields/0"),
    ("resources/0/schema/fields/0", {}, "name is missing", "/resources/0/schema/fields/0"),
    (
        "resources/0/schema/fields/1",
        {"name": "a"},
        "two fields have the same name",
        "/resources/0/schema/fields",
    ),
    (
        "resources/0/schema/fields/0/type",
        "text",
        "there is no type “text”",
        "/resources/0/schema/fields/0/type",
    ),
    (
        "resources/0/schema/fields/0",
        {"name": "a", "type": "string", "constraints": {"minimum": 1}},
        "the constraint minimum does not go with the type string",
        "/resources/0/schema/fields/0/constraints",
    ),
    (
        "resources/0/schema/fields/0",
        {"name": "a", "type": "integer", "example": "x"},
        "the example “x” is not of the field's type",
        "/resources/0/schema/fields/0/example",
    ),
    (
        "resources/0/schema/fields/0",
        {"name": "a", "required": True},
        "required stands in the wrong place",
        "/resources/0/schema/fields/0/required",
    ),
    ("resources/0/dialect", {"delimiter": 5}, "delimiter cannot be 5", "/resources/0/dialect/delimiter"),
    ("resources/0/dialect", 5, "dialect cannot be 5", "/resources/0/dialect"),
]


def _with(descriptor: object, path: str, value: object) -> Any:
    made = copy.deepcopy(descriptor)
    place: Any = made
    *parents, last = [int(step) if step.isdecimal() else step for step in path.split("/")]
    for step in parents:
        place = place[step]
    if isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return made


@pytest.mark.parametrize(("path", "value", "said", "pointer"), REFUSED)
def test_what_is_refused_is_told_in_words_with_its_place(
    catalogue: Catalogue, path: str, value: object, said: str, pointer: str
) -> None:
    found = _findings(catalogue, _dataset(catalogue, _with(GOOD, path, value), t="a\n1\n"))[
        "descriptor-invalid"
    ]
    told = [finding for finding in found if said in finding.problem.get("en")]
    assert [finding.place.pointer for finding in told] == [pointer]
    assert told[0].weight is Weight.STOPS
    assert told[0].place.file == "datapackages/d/datapackage.json"
    fallbacks = [entry["problem"]["en"].split(":")[0] for entry in words("descriptor")["types"].values()]
    assert not [finding for finding in found if finding.problem.get("en").startswith(tuple(fallbacks))]


def test_all_that_is_wrong_with_the_words_is_told_beside_the_cells(catalogue: Catalogue) -> None:
    descriptor = _table({"name": "a", "type": "integer"}, licenses=[{}]) | {"title": 5}
    descriptor["resources"].append(
        {"name": "u", "path": "u.csv", "schema": {"fields": [{"name": "a", "type": "date"}]}}
    )
    found = _findings(catalogue, _dataset(catalogue, descriptor, t="a\nx\n", u="a\nx\n"))
    assert {finding.place.pointer for finding in found["descriptor-invalid"]} == {
        "/title",
        "/resources/0/licenses",
    }
    assert [finding.place.table for finding in found["table-invalid"]] == ["u"]


def test_equal_errors_of_one_column_are_told_once(catalogue: Catalogue) -> None:
    rows = "".join(f"x{number}\n" for number in range(1, 21))
    dataset = _dataset(catalogue, _table({"name": "a", "type": "integer"}), t="a\n" + rows)
    (finding,) = _findings(catalogue, dataset)["table-invalid"]
    assert finding.place.row == 2
    assert finding.problem.get("en").endswith(
        "row 2 “x1”, row 3 “x2”, row 4 “x3”, row 5 “x4”, row 6 “x5” and 15 more"
    )
    assert finding.problem.get("th").endswith("แถว 6 “x5” และอีก 15 แห่ง")


def test_of_very_many_errors_all_are_counted(catalogue: Catalogue) -> None:
    dataset = _dataset(catalogue, _table({"name": "a", "type": "integer"}), t="a\n" + "x\n" * 2_000)
    (finding,) = _findings(catalogue, dataset)["table-invalid"]
    assert "and 1,995 more" in finding.problem.get("en")


@pytest.mark.parametrize(
    "field",
    [
        {"name": "a", "type": "string", "constraints": {"pattern": "["}},
        {"name": "a", "type": "integer", "constraints": {"minimum": "x"}},
        {"name": "a", "type": "date", "format": "%Q"},
    ],
)
def test_a_failure_of_the_oracle_is_one_finding(catalogue: Catalogue, field: dict[str, Any]) -> None:
    found = _findings(catalogue, _dataset(catalogue, _table(field), t="a\n1\n"))
    assert len(found["table-invalid"]) == 1
    assert "check-failed" not in found


# Tables that are not here


def test_foreign_keys_to_a_table_that_is_left_out_are_dropped(catalogue: Catalogue) -> None:
    key = {"fields": "a", "reference": {"resource": "staff", "fields": "a"}}
    descriptor = _table({"name": "a"})
    descriptor["resources"][0]["schema"]["foreignKeys"] = [key]
    descriptor["resources"].append(
        {"name": "staff", "path": "no.csv", "withheld": True, "schema": {"fields": [{"name": "a"}]}}
    )
    assert not validate.faults(_dataset(catalogue, descriptor, t="a\n1\n"), None)
    descriptor["resources"].pop()
    assert validate.faults(_dataset(catalogue, descriptor, t="a\n1\n"), None).tables


def test_of_metadata_alone_only_the_words_are_judged(catalogue: Catalogue) -> None:
    descriptor = _table({"name": "a", "type": "number"}) | {"access": "on-request"}
    assert not validate.faults(_dataset(catalogue, descriptor), None)
    descriptor["resources"][0]["schema"]["fields"][0]["type"] = "numbr"
    (fault,) = validate.faults(_dataset(catalogue, descriptor), None).descriptor
    assert fault.pointer == "/resources/0/schema/fields/0"


# The cache


def _kept(catalogue: Catalogue) -> list[Path]:
    return sorted((catalogue.root / ".saraban/verdicts").iterdir())


def test_a_verdict_is_kept_for_the_same_content_only(catalogue: Catalogue) -> None:
    cache = catalogue.root / ".saraban"
    descriptor = _table({"name": "a", "type": "integer"})
    dataset = _dataset(catalogue, descriptor, t="a\nx\n")
    faults = validate.faults(dataset, cache, profiled=True)
    (file,) = _kept(catalogue)
    assert validate.faults(dataset, cache, profiled=True) == faults
    assert faults.tables == validate.faults(dataset, None).tables
    assert not validate.faults(_dataset(catalogue, descriptor, t="a\n1\n"), cache, profiled=True)
    assert len(_kept(catalogue)) == 2
    assert file in _kept(catalogue)


@pytest.mark.parametrize("harm", ["", "{", "[]", "null", '{"sha256": "0", "faults": {}}', "cut", "changed"])
def test_a_damaged_verdict_is_made_anew(catalogue: Catalogue, harm: str) -> None:
    cache = catalogue.root / ".saraban"
    dataset = _dataset(catalogue, _table({"name": "a", "type": "integer"}), t="a\nx\n")
    faults = validate.faults(dataset, cache, profiled=True)
    (file,) = _kept(catalogue)
    whole = file.read_text(encoding="utf-8")
    made = {"cut": whole[:-9], "changed": whole.replace("type-error", "none-error")}.get(harm, harm)
    file.write_text(made, encoding="utf-8")
    assert validate.faults(dataset, cache, profiled=True) == faults
    assert _kept(catalogue) == [file]
    assert file.read_text(encoding="utf-8") == whole


# Nothing is fetched

WEB = "http://package.invalid/datapackage.json"
FETCHING = {"resources": [{"name": "x", "path": WEB}]}
REACHING = [
    {"$schema": WEB, **GOOD},
    {"profile": WEB, **GOOD},
    {"profile": "fiscal-data-package", **GOOD},
    {"profiles": [WEB], **GOOD},
    {"resources": [WEB]},
    {"resources": WEB},
    {"resources": {"profile": WEB}},
    {"resources": [{"name": "t", "path": WEB}]},
    {"resources": [{"name": "t", "path": ["t.csv", WEB]}]},
    {"resources": [{"name": "t", "url": WEB}]},
    {"resources": [{"name": "t", "path": "t.csv", "extrapaths": [WEB]}]},
    {"resources": [{"name": "t", "data": WEB}]},
    {"resources": [{"name": "t", "data": FETCHING}]},
    {"resources": [{"name": "t", "data": FETCHING, "type": "package"}]},
    {"resources": [{"name": "t", "path": "inner.json"}]},
    {"resources": [{"name": "t", "path": "inner.json", "type": "package"}]},
    {"resources": [{"name": "t", "path": "inner.json", "type": "resource"}]},
    *(
        _with(GOOD, f"resources/0/{key}", value)
        for key in (
            "profile",
            "schema",
            "dialect",
            "$schema",
            "homepage",
            "scheme",
            "format",
            "type",
            "compression",
        )
        for value in (WEB, "http", "https", "s3", "gsheets", "sql", "ckan", "package")
    ),
    _with(GOOD, "resources/0/profiles", [WEB]),
    _with(GOOD, "resources/0/schema/fields", [WEB]),
    _with(GOOD, "resources/0/schema/fields/0/rdfType", WEB),
    _with(GOOD, "resources/0/schema/$ref", WEB),
    _with(GOOD, "resources/0/dialect", {"gsheets": {"credentials": WEB}, "ckan": {"baseurl": WEB}}),
    _with(GOOD, "resources/0/dialect", {"controls": [WEB]}),
]


@pytest.mark.parametrize("number", range(len(REACHING)))
def test_nothing_is_fetched(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    calls: list[object] = []

    def refuse(*given: object, **_named: object) -> NoReturn:
        calls.append(given)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    (catalogue.root / "datapackages/d/inner.json").write_text(json.dumps(FETCHING), encoding="utf-8")
    dataset = _dataset(catalogue, REACHING[number], t="a\n1\n")
    assert "check-failed" not in _findings(catalogue, dataset)
    assert calls == []


def test_no_file_beside_the_package_is_opened(catalogue: Catalogue) -> None:
    secret = catalogue.root / "secret.json"
    secret.write_text('{"name": "a", "title": 5}', encoding="utf-8")
    descriptor = _with(GOOD, "resources/0/schema/fields/0", str(secret))
    (fault,) = validate.faults(_dataset(catalogue, descriptor, t="a\n1\n"), None).descriptor
    assert fault.note == "a field is not of type 'object'"


# Odd input

RICH: dict[str, Any] = {
    "name": "d",
    "title": "T",
    "keywords": ["a"],
    "licenses": [{"name": "CC0-1.0"}],
    "sources": [{"title": "s"}],
    "contributors": [{"title": "c", "email": "a@b.example"}],
    "request": {"ground": "x"},
    "changes": [{"date": "2026-01-01", "note": "x"}],
    "resources": [
        {
            "name": "t",
            "path": ["t.csv"],
            "encoding": "utf-8",
            "format": "csv",
            "mediatype": "text/csv",
            "hash": "md5:x",
            "dialect": {"delimiter": ",", "headerRows": [1], "csv": {"quoteChar": '"'}},
            "schema": {
                "fields": [
                    {
                        "name": "a",
                        "type": "integer",
                        "constraints": {"minimum": 0, "enum": [1]},
                        "missingValues": [""],
                    },
                    {
                        "name": "b",
                        "type": "date",
                        "format": "default",
                        "categories": [{"value": "x", "label": "y"}],
                    },
                ],
                "primaryKey": ["a"],
                "uniqueKeys": [["b"]],
                "missingValues": [""],
                "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "a"}}],
            },
        },
        {"name": "i", "data": [{"a": 1}], "schema": {"fields": [{"name": "a"}]}},
    ],
}
ODD: list[Any] = [
    None,
    5,
    "x",
    [],
    {},
    [None],
    True,
    1.5,
    ["x"],
    {"a": 1},
    [["a"]],
    "",
    -1,
    {"name": None},
    [{}],
]


def _paths(value: object, above: str = "") -> Iterator[str]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield f"{above}{key}"
        yield from _paths(item, f"{above}{key}/")


@pytest.mark.parametrize(("number", "path"), list(enumerate(_paths(RICH))))
def test_odd_values_are_findings(catalogue: Catalogue, number: int, path: str) -> None:
    for odd in (ODD[number % len(ODD)], ODD[(number * 7 + 3) % len(ODD)]):
        dataset = _dataset(catalogue, _with(RICH, path, odd), t="a,b\n1,2026-01-01\n")
        assert "check-failed" not in _findings(catalogue, dataset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5: x\nresources: [{name: t, path: t.csv}]",
        "? {a: b}\n: x",
        "null: x\nresources: [{null: 5, name: t, path: t.csv, schema: {5: x, fields: [{name: a, null: 1}]}}]",
        "&a\nname: d\nresources: [*a]",
        "resources: &r [{name: t, data: *r}]",
        "resources: [{name: t, path: !!binary YWJj}]",
        "resources: [{name: !!set {a, b}, data: [[a], [.nan], [.inf]]}]",
        'title: "\\ud800"',
        "x: " + "[" * 5_000,
    ],
)
def test_odd_yaml_is_a_finding(catalogue: Catalogue, text: str) -> None:
    folder = catalogue.root / "datapackages/d"
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    (folder / "t.csv").write_text("a\n1\n", encoding="utf-8")
    (dataset,) = read.datasets(catalogue, catalogue.root / ".saraban")
    found = _findings(catalogue, dataset)
    assert "check-failed" not in found
    json.dumps(
        [finding.problem.get("th") for findings in found.values() for finding in findings], ensure_ascii=False
    ).encode()


# Zips


def test_a_zip_is_judged_and_shown_by_its_own_name(catalogue: Catalogue) -> None:
    shutil.rmtree(catalogue.root / "datapackages/d")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("top/datapackage.json", json.dumps(_table({"name": "a", "type": "integer"})))
        archive.writestr("top/t.csv", "a\nx\n")
    (catalogue.root / "datapackages/d.zip").write_bytes(stream.getvalue())
    (dataset,) = read.datasets(catalogue, catalogue.root / ".saraban")
    (finding,) = _findings(catalogue, dataset)["table-invalid"]
    assert (finding.place.file, finding.place.table, finding.place.row) == ("datapackages/d.zip", "t", 2)
