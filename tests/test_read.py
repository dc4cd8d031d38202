"""Reading: every form of a data package, and bad input with one clear finding each."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from saraban import cells, read
from saraban.catalogue import Mistakes, catalogue_at
from saraban.model import Dataset, Trouble, Weight

CATALOGUE = """
title: ทดสอบ
title_en: Test
publisher: {name: สำนักงาน}
work_areas: [{id: academic, title: วิชาการ}]
policy: {signatures: none, public_repository: false, defaults: {access: open, data_category: ข้อมูลสาธารณะ}}
"""
CSV = "code,name\n1,กก\n2,ขข\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "datapackages").mkdir()
    (tmp_path / "datapackages/catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    return tmp_path


def _read(home: Path) -> list[Dataset]:
    return read.datasets(catalogue_at(home), home / ".saraban")


def _one(home: Path) -> Dataset:
    (dataset,) = _read(home)
    return dataset


def _put(home: Path, descriptor: object, name: str = "datapackage.json", **files: bytes | str) -> Path:
    folder = home / "datapackages" / "d"
    folder.mkdir(exist_ok=True)
    text = descriptor if isinstance(descriptor, str) else json.dumps(descriptor, ensure_ascii=False)
    (folder / name).write_text(text, encoding="utf-8")
    for path, content in files.items():
        file = folder / path.replace("__", "/").replace("_dot_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def _resource(**properties: object) -> dict[str, object]:
    schema = {"fields": [{"name": "code", "type": "string"}, {"name": "name", "type": "string"}]}
    return {"name": "d", "resources": [{"name": "t", "schema": schema, **properties}]}


EXPECTED = [("1", "กก"), ("2", "ขข")]


@pytest.mark.parametrize("name", ["datapackage.json", "datapackage.yaml", "datapackage.yml"])
def test_descriptor_names(home: Path, name: str) -> None:
    _put(home, _resource(path="t.csv"), name, t_dot_csv=CSV)
    assert list(cells.rows(_one(home).tables[0])) == EXPECTED


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(CSV.encode(), "utf-8"), (CSV.encode("utf-8-sig"), "utf-8-sig"), (CSV.encode("cp874"), "cp874")],
)
def test_encodings_are_found(home: Path, content: bytes, encoding: str) -> None:
    _put(home, _resource(path="t.csv"), t_dot_csv=content)
    table = _one(home).tables[0]
    assert table.encoding == encoding
    assert list(cells.rows(table)) == EXPECTED


def test_curly_quotes_of_windows_874(home: Path) -> None:
    _put(home, _resource(path="t.csv"), t_dot_csv="code,name\n1,“กก”–ขข…\n".encode("cp874"))
    assert list(cells.rows(_one(home).tables[0])) == [("1", "“กก”–ขข…")]


@pytest.mark.parametrize("nested", [True, False])
def test_zip_with_or_without_a_top_folder(home: Path, nested: bool) -> None:
    top = "anything/" if nested else ""
    with zipfile.ZipFile(home / "datapackages/d.zip", "w") as archive:
        archive.writestr(f"{top}datapackage.json", json.dumps(_resource(path="data/t.csv")))
        archive.writestr(f"{top}data/t.csv", CSV)
    dataset = _one(home)
    assert dataset.name == "d"
    assert list(cells.rows(dataset.tables[0])) == EXPECTED


def test_tables_in_the_data_folder(home: Path) -> None:
    _put(home, _resource(path="t.csv"))
    (home / "data/d").mkdir(parents=True)
    (home / "data/d/t.csv").write_text(CSV, encoding="utf-8")
    assert list(cells.rows(_one(home).tables[0])) == EXPECTED


def test_multipart_and_inline_and_dialect(home: Path) -> None:
    _put(
        home, _resource(path=["a.csv", "b.csv"]), a_dot_csv="code,name\n1,กก\n", b_dot_csv="code,name\n2,ขข\n"
    )
    assert list(cells.rows(_one(home).tables[0])) == EXPECTED
    _put(home, _resource(data=[{"code": "1", "name": "กก"}, {"code": "2", "name": "ขข"}]))
    assert list(cells.rows(_one(home).tables[0])) == EXPECTED
    _put(home, _resource(path="t.csv", dialect={"delimiter": ";"}), t_dot_csv=CSV.replace(",", ";"))
    assert list(cells.rows(_one(home).tables[0])) == EXPECTED


def test_schema_and_dialect_by_path_are_signed_too(home: Path) -> None:
    descriptor = _resource(path="t.csv", schema="s.json", dialect="dialect.yaml")
    schema = '{"fields": [{"name": "code", "type": "string"}, {"name": "name", "type": "string"}]}'
    _put(
        home,
        descriptor,
        s_dot_json=schema,
        dialect_dot_yaml="delimiter: '|'",
        t_dot_csv=CSV.replace(",", "|"),
    )
    dataset = _one(home)
    assert list(cells.rows(dataset.tables[0])) == EXPECTED
    assert [path for path, _ in dataset.files] == ["datapackage.json", "dialect.yaml", "s.json", "t.csv"]


def test_columns_that_the_schema_does_not_name_never_come_out(home: Path) -> None:
    _put(home, _resource(path="t.csv"), t_dot_csv="name,CANARY,code\nกก,x,1\n")
    assert list(cells.rows(_one(home).tables[0])) == [("1", "กก")]


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("https://example.org/t.csv", Trouble.REMOTE),
        ("ftp://example.org/t.csv", Trouble.REMOTE),
        ("file:///etc/passwd", Trouble.REMOTE),
        ("../catalogue.yaml", Trouble.UNSAFE),
        ("a/../../catalogue.yaml", Trouble.UNSAFE),
        ("/etc/passwd", Trouble.UNSAFE),
        ("~/t.csv", Trouble.UNSAFE),
        ("C:\\t.csv", Trouble.UNSAFE),
        ("..\\catalogue.yaml", Trouble.UNSAFE),
        ("\0", Trouble.UNSAFE),
        ("absent.csv", Trouble.ABSENT),
        ("folder", Trouble.ABSENT),
    ],
)
def test_paths_that_cannot_be_used(home: Path, path: str, trouble: Trouble) -> None:
    _put(home, _resource(path=path), folder__x=b"")
    assert [problem.trouble for problem in _one(home).tables[0].problems] == [trouble]


def test_a_link_out_of_the_package_is_unsafe(home: Path) -> None:
    folder = _put(home, _resource(path="t.csv"))
    (folder / "t.csv").symlink_to(home / "datapackages/catalogue.yaml")
    assert [problem.trouble for problem in _one(home).tables[0].problems] == [Trouble.UNSAFE]


def test_addresses_of_schemas_are_not_fetched(home: Path) -> None:
    _put(home, _resource(path="t.csv", schema="https://example.org/s.json"), t_dot_csv=CSV)
    assert [problem.trouble for problem in _one(home).tables[0].problems] == [Trouble.REMOTE]


@pytest.mark.parametrize("content", [b"code,name\n1,\xff\xfe\xdb\n", b"code,name\n1,caf\xe9\n"])
def test_an_encoding_that_cannot_be_told(home: Path, content: bytes) -> None:
    _put(home, _resource(path="t.csv"), t_dot_csv=content)
    assert [problem.trouble for problem in _one(home).tables[0].problems] == [Trouble.ENCODING]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "title: [",
        "a: b: c",
        "\0",
        "title: 1\ntitle: 2",
        "*x",
        "!!python/object/apply:os.getcwd []",
        "",
    ],
)
def test_descriptors_that_cannot_be_read(home: Path, text: str) -> None:
    _put(home, text, "datapackage.yaml")
    dataset = _one(home)
    assert [(f.rule, f.weight) for f in dataset.findings] == [("descriptor-unreadable", Weight.STOPS)]
    assert dataset.record.access is None


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04"])
def test_zips_that_cannot_be_opened(home: Path, content: bytes) -> None:
    (home / "datapackages/z.zip").write_bytes(content)
    assert [f.rule for f in _one(home).findings] == ["descriptor-unreadable"]


def test_a_zip_cannot_write_outside(home: Path) -> None:
    with zipfile.ZipFile(home / "datapackages/z.zip", "w") as archive:
        archive.writestr("../../../evil.txt", "x")
        archive.writestr("datapackage.json", "{}")
    assert [f.rule for f in _one(home).findings] == ["descriptor-unreadable"]
    assert not list(home.rglob("evil.txt"))


def test_a_lying_zip_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["saraban.read.packages"], "_MOST_BYTES", 1000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}" + " " * 5000)
    (home / "datapackages/z.zip").write_bytes(buffer.getvalue())
    assert [f.rule for f in _one(home).findings] == ["descriptor-unreadable"]


@pytest.mark.parametrize(
    ("properties", "key", "weight"),
    [
        ({"access": "public"}, "access", Weight.STOPS),
        ({"embargo_until": "2569-06-10"}, "embargo_until", Weight.STOPS),
        ({"embargo_until": "soon"}, "embargo_until", Weight.STOPS),
        ({"data_classification": "ลับสุด"}, "data_classification", Weight.STOPS),
        ({"data_category": "สาธารณะ"}, "data_category", Weight.STOPS),
        ({"as_of": "10/06/67"}, "as_of", Weight.WARNS),
        ({"academic_year": "สองพันห้าร้อย"}, "academic_year", Weight.WARNS),
        ({"work_area": "academics"}, "work_area", Weight.WARNS),
    ],
)
def test_properties_that_cannot_be_used(
    home: Path, properties: dict[str, str], key: str, weight: Weight
) -> None:
    _put(home, {**_resource(path="t.csv"), **properties}, t_dot_csv=CSV)
    found = _one(home).findings
    assert [(f.place.pointer, f.weight) for f in found] == [(f"/{key}", weight)]
    assert found[0].place.line == 1


def test_an_access_that_is_not_understood_grants_nothing(home: Path) -> None:
    _put(home, {**_resource(path="t.csv"), "access": "Open "}, t_dot_csv=CSV)
    assert _one(home).record.access is None


@pytest.mark.parametrize("value", [True, "yes", 1, "false", [], "no"])
def test_anything_but_a_plain_no_withholds(home: Path, value: object) -> None:
    _put(home, _resource(path="t.csv", withheld=value), t_dot_csv=CSV)
    assert _one(home).tables[0].withheld


def test_two_languages_and_both_eras(home: Path) -> None:
    descriptor = {
        **_resource(path="t.csv"),
        "title": "ชื่อ",
        "title_en": "Name",
        "keywords": ["ก", "ข"],
        "keywords_en": ["a", "b"],
        "academic_year": [2565, 2569],
        "fiscal_year": 2027,
    }
    _put(home, descriptor, t_dot_csv=CSV)
    record = _one(home).record
    assert (record.title.get("th"), record.title.get("en"), record.title.get("de")) == ("ชื่อ", "Name", "ชื่อ")
    assert [word.get("en") for word in record.keywords] == ["a", "b"]
    assert (record.period.academic, record.period.fiscal) == ((2022, 2026), (2027, 2027))


def test_every_mistake_of_the_catalogue_at_once(home: Path) -> None:
    text = CATALOGUE + "lanugages: [th]\ncalendar: [{date: 2569-13-01, title: x, work_area: nothing}]\n"
    text = text.replace("name: สำนักงาน", "nam: 5")
    (home / "datapackages/catalogue.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Mistakes) as caught:
        catalogue_at(home)
    told = {finding.place.pointer: finding for finding in caught.value.findings}
    assert set(told) == {"/lanugages", "/calendar/0/date", "/publisher/name", "/publisher/nam"}
    assert told["/lanugages"].cure.get("en") == "did you mean “languages”?"
    assert told["/lanugages"].place.line == 7
    assert all(finding.cure.get("th") for finding in told.values())


def test_two_folders_of_one_name_get_two_addresses(home: Path) -> None:
    for folder in ("a/b", "a-b"):
        place = home / "datapackages" / folder
        place.mkdir(parents=True)
        (place / "datapackage.json").write_text("{}", encoding="utf-8")
    assert sorted(dataset.name for dataset in _read(home)) == ["a-b", "a-b-2"]


def test_yaml_aliases_are_values_of_their_own(home: Path) -> None:
    descriptor = """
name: d
resources:
  - {name: a, path: t.csv, schema: {fields: &fields [{name: code, type: string}, {name: name, type: string}]}}
  - {name: b, path: t.csv, schema: {fields: *fields}}
"""
    _put(home, descriptor, "datapackage.yaml", t_dot_csv=CSV)
    one, two = _one(home).tables
    assert one.schema.standard["fields"][0] is not two.schema.standard["fields"][0]


def test_a_bomb_of_aliases_is_refused(home: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    _put(home, "\n".join(lines), "datapackage.yaml")
    assert [finding.rule for finding in _one(home).findings] == ["descriptor-unreadable"]


def test_columns_that_cannot_be_told_apart_are_refused(home: Path) -> None:
    fields = [{"name": "id", "type": "string"}]
    resource = _resource(path="t.csv", schema={"fields": fields}, dialect={"headerCase": False})
    _put(home, resource, t_dot_csv="ID,id\nCANARY-1,2\n")
    assert list(cells.rows(_one(home).tables[0])) == [("2",)]
    _put(home, resource, t_dot_csv="ID,Id\nCANARY-1,2\n")
    with pytest.raises(cells.CellsUnreadable):
        list(cells.rows(_one(home).tables[0]))


@pytest.mark.parametrize("value", [["ลับที่สุด"], {"code": "ลับที่สุด"}, [["ลับที่สุด"]]])
def test_a_code_of_the_wrong_kind_stops_and_keeps_its_meaning(home: Path, value: object) -> None:
    _put(home, {**_resource(path="t.csv"), "data_classification": value}, t_dot_csv=CSV)
    dataset = _one(home)
    assert dataset.record.classification == "ลับที่สุด"
    assert [(f.place.pointer, f.weight) for f in dataset.findings] == [("/data_classification", Weight.STOPS)]


def test_two_files_of_one_path_cannot_be_signed(home: Path) -> None:
    _put(home, _resource(path="datapackage.json"))
    (home / "data/d").mkdir(parents=True)
    (home / "data/d/datapackage.json").write_text("[]", encoding="utf-8")
    assert [finding.rule for finding in _one(home).findings] == ["path-twice"]


@pytest.mark.parametrize("text", ["a: !!set {x, y}", "a: !!binary aGVsbG8="])
def test_values_that_json_has_no_form_for(home: Path, text: str) -> None:
    _put(home, text, "datapackage.yaml")
    assert [finding.rule for finding in _one(home).findings] == ["descriptor-unreadable"]
