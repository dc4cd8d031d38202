"""Reading what nobody would write on good days: each becomes a finding, and the other packages go on."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from saraban.catalogue import Mistakes, catalogue_at
from saraban.model import Dataset, Trouble
from saraban.read.packages import packages
from saraban.read.schema import schema_of
from saraban.read.words import string, years
from tests.test_read import CATALOGUE, CSV, _one, _put, _read, _resource, home

__all__ = ["home"]  # a fixture


def _package(home: Path, place: str) -> Path:
    folder = home / "datapackages" / place
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(_resource(path="t.csv")), encoding="utf-8")
    (folder / "t.csv").write_text(CSV, encoding="utf-8")
    return folder


def _unreadable(dataset: Dataset) -> str:
    """What the one finding says: nothing of this machine."""
    (finding,) = dataset.findings
    assert finding.rule == "descriptor-unreadable"
    words = finding.problem.get("en") + finding.problem.get("th") + finding.place.file
    assert "/tmp" not in words
    assert ".saraban" not in words
    return finding.problem.get("en")


# Words


@pytest.mark.parametrize("value", [0, 10000, "9" * 5000, 3544, [1800, 2026], [2026, 2025], [], [1, 2, 3]])
def test_years_that_are_none(value: object) -> None:
    assert years(value) is None


@pytest.mark.parametrize(
    ("value", "span"), [("๒๕๖๙", (2026, 2026)), ([1900, 2569], (1900, 2026)), (1, (1, 1))]
)
def test_years(value: object, span: tuple[int, int]) -> None:
    assert years(value) == span


def test_an_integer_of_thousands_of_digits_is_no_word() -> None:
    assert string(10**5000) == ""
    assert years(10**5000) is None


# Encodings


@pytest.mark.parametrize("encoding", ["zlib", "rot13", "utf\0", "base64", "undefined", "no such", "../x"])
@pytest.mark.parametrize("path", ["t.csv", "t.csv.gz"])
def test_a_codec_that_is_none_of_texts(home: Path, encoding: str, path: str) -> None:
    _put(home, _resource(path=path, encoding=encoding), t_dot_csv=CSV, t_dot_csv_dot_gz=CSV)
    assert [problem.trouble for problem in _one(home).tables[0].problems] == [Trouble.ENCODING]


@pytest.mark.parametrize("encoding", ["idna", "punycode", "unicode_escape"])
def test_an_odd_encoding_of_texts_takes_nothing_down(home: Path, encoding: str) -> None:
    _put(home, _resource(path="t.csv", encoding=encoding), t_dot_csv=CSV)
    assert len(_one(home).tables) == 1


def test_the_encoding_of_what_is_no_text_does_not_matter(home: Path) -> None:
    _put(home, _resource(path="t.pdf", encoding="binary"), t_dot_pdf=b"%PDF")
    table = _one(home).tables[0]
    assert (table.encoding, table.problems) == ("utf-8", ())


# Schemas and tables


def test_blanks_are_part_of_missing_values_and_categories() -> None:
    schema = schema_of(
        {"missingValues": [" ", {"value": " - "}], "fields": [{"categories": [" a", {"value": "b "}]}]}
    )
    assert schema.missing_values == (" ", " - ")
    assert [category.value for category in schema.fields[0].categories] == [" a", "b "]


@pytest.mark.parametrize("value", [None, 0, "", "false", True, [], "no"])
def test_anything_but_false_withholds(home: Path, value: object) -> None:
    _put(home, _resource(path="t.csv", withheld=value), t_dot_csv=CSV)
    assert _one(home).tables[0].withheld
    assert schema_of({"fields": [{"name": "a", "withheld": value}]}).fields[0].withheld


def test_false_and_silence_do_not_withhold() -> None:
    fields = schema_of({"fields": [{"name": "a"}, {"name": "b", "withheld": False}]}).fields
    assert [field.withheld for field in fields] == [False, False]


def test_names_of_tables(home: Path) -> None:
    names = ["content", "x" * 300, "x" * 299 + "y"]
    _put(home, {"resources": [{"name": name, "data": [{"a": 1}]} for name in names]})
    found = [table.name for table in _one(home).tables]
    assert found[0] == "content-2"  # the page has an anchor of that name
    assert [len(name) for name in found[1:]] == [80, 80]
    assert len(set(found)) == 3


# Places


def test_long_names_are_cut_and_stay_apart(home: Path) -> None:
    _package(home, "x" * 200 + "a")
    _package(home, "x" * 200 + "b")
    names = [dataset.name for dataset in _read(home)]
    assert [len(name) for name in names] == [80, 80]
    assert names[0] != names[1]


def test_a_name_belongs_to_the_folder_that_has_it(home: Path) -> None:
    for place in ("foo bar", "foo-bar", "foo/bar", "form", "form-2", "A", "a", "a-2"):
        _package(home, place)
    found = {package.folder.name: package for package in packages(home, home / ".saraban")}
    own = {folder: package.name for folder, package in found.items() if package.own_name}
    assert own == {name: name for name in ("foo-bar", "form-2", "A", "a-2")}
    assert len({package.name for package in packages(home, home / ".saraban")}) == 8


def test_links_in_a_circle(home: Path) -> None:
    _package(home, "d")
    (home / "datapackages/loop").symlink_to(".")
    (home / "datapackages/self").symlink_to("self")
    assert [dataset.name for dataset in _read(home)] == ["d"]


@pytest.mark.parametrize("kind", ["folder", "zip", "descriptor"])
def test_a_link_out_of_the_catalogue(home: Path, tmp_path_factory: pytest.TempPathFactory, kind: str) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "datapackage.json").write_text(json.dumps(_resource(data=[])), encoding="utf-8")
    with zipfile.ZipFile(outside / "d.zip", "w") as archive:
        archive.writestr("datapackage.json", json.dumps(_resource(data=[])))
    link = home / "datapackages" / ("d.zip" if kind == "zip" else "d")
    if kind == "descriptor":
        link.mkdir()
        (link / "datapackage.json").symlink_to(outside / "datapackage.json")
    else:
        link.symlink_to(outside / "d.zip" if kind == "zip" else outside)
    assert "leads out" in _unreadable(_one(home))


def test_a_folder_that_may_not_be_opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(home, "a")
    (home / "datapackages/closed").mkdir()
    is_file, iterdir = Path.is_file, Path.iterdir

    def closed(path: Path) -> None:
        if "closed" in path.parts:
            raise PermissionError(13, "Permission denied", str(path))

    for look in (is_file, iterdir):  # in the folder itself, and in the names of its files

        def refused(path: Path, look: object = look) -> object:
            closed(path)
            return look(path)  # type: ignore[operator]

        with monkeypatch.context() as patch:
            patch.setattr(Path, look.__name__, refused)
            good, bad = _read(home)
        assert good.findings == ()
        assert "Permission denied" in _unreadable(bad)


def test_a_descriptor_that_may_not_be_opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(home, "d")
    catalogue_read = Path.read_text

    def refused(path: Path, *given: object, **options: object) -> str:
        if path.name == "datapackage.json":
            raise PermissionError(13, "Permission denied", str(path))
        return catalogue_read(path, *given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "read_text", refused)
    assert "Permission denied" in _unreadable(_one(home))


# Zip files


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_zip(home: Path, method: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr(
            "datapackage.json", json.dumps(_resource(data=[{"code": str(i)} for i in range(99)]))
        )
    whole = stream.getvalue()
    for start in range(58, 78, 3):
        damaged = whole[:start] + b"\xff\x00\x55" + whole[start + 3 :]
        (home / "datapackages/d.zip").write_bytes(damaged)
        assert "zip" in _unreadable(_one(home))


def test_a_zip_with_a_file_inside_a_file(home: Path) -> None:
    with zipfile.ZipFile(home / "datapackages/d.zip", "w") as archive:
        archive.writestr("a", "")
        archive.writestr("a/b", "")
    _unreadable(_one(home))
    (package,) = packages(home, home / ".saraban")
    assert "zip" in package.cure.get("en")


# Settings


@pytest.mark.parametrize(
    "settings", ["languages: []", "languages: [th, th]", "languages: [thai]", "languages: [TH]"]
)
def test_languages_that_are_none(home: Path, settings: str) -> None:
    _refused(home, settings, "languages")


@pytest.mark.parametrize(
    "address", ["office.example", "ftp://office.example", "https://", "http://[", "javascript:1"]
)
def test_site_addresses_that_are_none(home: Path, address: str) -> None:
    _refused(home, f"site_url: {json.dumps(address)}", "site_url")


@pytest.mark.parametrize("address", ["", "https://data.office.example/", "http://127.0.0.1:8000/data/"])
def test_site_addresses(home: Path, address: str) -> None:
    (home / "datapackages/catalogue.yaml").write_text(f'{CATALOGUE}site_url: "{address}"\n', encoding="utf-8")
    assert catalogue_at(home).settings.site_url == address


def _refused(home: Path, settings: str, key: str) -> None:
    (home / "datapackages/catalogue.yaml").write_text(CATALOGUE + settings + "\n", encoding="utf-8")
    with pytest.raises(Mistakes) as caught:
        catalogue_at(home)
    (finding,) = caught.value.findings
    assert key in finding.problem.get("en")


def test_a_catalogue_file_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "datapackages/catalogue.yaml").mkdir(parents=True)
    with pytest.raises(Mistakes) as caught:
        catalogue_at(tmp_path)
    (finding,) = caught.value.findings
    assert finding.rule == "catalogue-unreadable"
    assert str(tmp_path) not in finding.problem.get("en")
