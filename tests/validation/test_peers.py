"""A second opinion: the test files and cases of frictionless itself, of its forerunners, and of readers of CSV."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from saraban import cells
from tests.validation import peers
from tests.validation.compare import Bench, Verdict
from tests.validation.sample import Descriptor, Sample, package, table

LARGEST = 200_000  # bytes of a file that is looked at
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".json", ".jsonl", ".ndjson", ".gz", ".bz2", ".xz", ".zip")
OURS = (".ods", ".parquet", ".parq")  # frictionless itself has no reader for them
REFUSED = "the field is refused"
PATHS = ("path", "schema", "dialect", "extrapaths")


def _peer(name: str) -> Path:
    found = peers.folder(name)
    if found is None:
        pytest.skip(f"{name} was not fetched: python -m tests.validation.peers, npm ci --prefix generator")
    return found


def _all_agree(bench: Bench, samples: Iterable[tuple[str, Sample]]) -> dict[str, Verdict]:
    """Frictionless's verdicts by name, after all differences were told together."""
    verdicts, differences = {}, []
    for name, sample in samples:
        try:
            verdicts[name] = bench.compare(sample)
        except AssertionError as error:
            differences.append(f"{name}: {error}")
    assert not differences, "\n\n".join(differences)
    return verdicts


# Files


@pytest.mark.parametrize(
    ("name", "below", "least"), [("frictionless", "data", 150), ("csvkit", "examples", 70)]
)
def test_every_table_of_a_peer(bench: Bench, name: str, below: str, least: int) -> None:
    """Each file as a table without a schema."""
    assert len(_all_agree(bench, _tables(_peer(name) / below))) >= least


def _tables(home: Path) -> Iterator[tuple[str, Sample]]:
    for file in sorted(home.rglob("*")):
        if file.suffix in TABLES and "cassettes" not in file.parts and file.stat().st_size < LARGEST:
            resource: Descriptor = {"name": "t", "path": file.name}
            as_table = {"type": "table"} if file.suffix == ".json" else {}
            yield (
                str(file.relative_to(home)),
                Sample({"resources": [{**resource, **as_table}]}, {file.name: file.read_bytes()}),
            )


@pytest.mark.parametrize(("name", "least"), [("frictionless", 30), ("goodtables", 5), ("datapackage", 5)])
def test_every_package_of_a_peer(bench: Bench, name: str, least: int) -> None:
    """Each descriptor of a package with the files that it names."""
    assert len(_all_agree(bench, _packages(_peer(name) / "data"))) >= least


def _packages(home: Path) -> Iterator[tuple[str, Sample]]:
    for file, content in _described(home):
        if isinstance(content, dict) and isinstance(content.get("resources"), list):
            named = list(_named(content))
            if not any("://" in path or path.endswith(OURS) for path in named):
                files = {path: file.parent / path for path in named if _is_inside(path)}
                found = {path: place.read_bytes() for path, place in files.items() if place.is_file()}
                yield str(file.relative_to(home)), Sample(content, found)


def _described(home: Path) -> Iterator[tuple[Path, Any]]:
    for file in sorted(home.rglob("*")):
        if (
            file.suffix in (".json", ".yaml")
            and "cassettes" not in file.parts
            and file.stat().st_size < LARGEST
        ):
            try:
                yield file, yaml.safe_load(file.read_text(encoding="utf-8"))
            except (yaml.YAMLError, UnicodeDecodeError):
                continue


def _named(value: Any) -> Iterator[str]:
    """All paths and addresses in a descriptor."""
    if isinstance(value, list):
        for item in value:
            yield from _named(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            inner = item if isinstance(item, list) else [item]
            yield from (path for path in inner if isinstance(path, str) and (key in PATHS or "://" in path))
            yield from _named(item)


def _is_inside(path: str) -> bool:
    return not Path(path).is_absolute() and ".." not in Path(path).parts


@pytest.mark.parametrize(("name", "least"), [("frictionless", 20), ("tableschema", 15), ("goodtables", 10)])
def test_every_schema_of_a_peer(bench: Bench, name: str, least: int) -> None:
    """Each schema over a table without rows."""
    home = _peer(name) / "data"
    samples = [
        (
            str(file.relative_to(home)),
            Sample({"resources": [{"name": "t", "data": [["a"]], "schema": content}]}, {}),
        )
        for file, content in _described(home)
        if "schema" in file.name and isinstance(content, dict) and "resources" not in content
    ]
    assert len(_all_agree(bench, samples)) >= least


# Cases of the forerunner: type, format and options, a value, and whether it is one of the type

# Where frictionless is of another opinion than its forerunner: the values, by type and format.
OTHERWISE = {"boolean default": {REFUSED}}  # numbers among trueValues and falseValues


def test_values_of_tableschema(bench: Bench) -> None:
    """Its opinion of each value, and ours of the same values in a table."""
    home = _peer("tableschema") / "tests" / "types"
    found = [case for file in sorted(home.glob("test_*.py")) for case in _cases(file)]
    assert len(found) > 200
    by_field: dict[str, list[tuple[Any, bool]]] = defaultdict(list)
    for field, value, is_good in found:
        by_field[json.dumps(field, sort_keys=True)].append((value, is_good))
    otherwise: dict[str, set[str]] = defaultdict(set)
    for name, values in by_field.items():
        field = json.loads(name)
        data = [["a", "b"], *([value, "x"] for value, _ in values)]
        resource = table("t", {"name": "a", **field}, {"name": "b"}, data=data, schema={"missingValues": []})
        verdict = bench.compare(package(resource))
        if verdict.words:
            otherwise[f"{field['type']} {field['format']}"].add(REFUSED)
            continue
        refused = {entry[1] for entry in verdict.tables["t"] or [] if entry[0] == "type-error"}
        for number, (value, is_good) in enumerate(values, start=2):
            if (number in refused) == is_good:
                otherwise[f"{field['type']} {field['format']}"].add(repr(value))
    assert otherwise == OTHERWISE


def _cases(file: Path) -> Iterator[tuple[Descriptor, Any, bool]]:
    kind = file.stem.removeprefix("test_")
    for function in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_cast_"):
            for decorator in function.decorator_list:
                cases = decorator.args[1] if isinstance(decorator, ast.Call) else None
                for item in cases.elts if isinstance(cases, ast.List) else ():
                    if isinstance(item, ast.Tuple):
                        yield from _case(kind, item.elts)


def _case(kind: str, parts: list[ast.expr]) -> Iterator[tuple[Descriptor, Any, bool]]:
    """One tuple: format, value, result and perhaps options; none where the value is no JSON."""
    try:
        form, value = (ast.literal_eval(part) for part in parts[:2])
        options = ast.literal_eval(parts[3]) if len(parts) == 4 else {}
        json.dumps(value)
    except (ValueError, TypeError):
        return
    is_good = not (isinstance(parts[2], ast.Name) and parts[2].id == "ERROR")
    yield {"type": kind, "format": form, **options}, value, is_good


# CSV itself


def test_csv_spectrum(bench: Bench) -> None:
    """Each file is read as its JSON says, and judged alike."""
    home = _peer("csv-spectrum")
    files = sorted((home / "csvs").glob("*.csv"))
    assert len(files) >= 12
    for file in files:
        loaded = json.loads(
            (home / "json" / f"{file.stem}.json").read_text(encoding="utf-8", errors="replace")
        )
        wanted = loaded if isinstance(loaded, list) else [loaded]
        fields = [{"name": name, "type": "string"} for name in wanted[0]]
        bench.compare(package(table("t", *fields), t__csv=file.read_bytes()))
        (read,) = bench.read().tables
        rows = [dict(zip(wanted[0], row, strict=True)) for row in cells.texts(read)]
        assert (rows == wanted) == (file.stem != "location_coordinates"), (
            file.name
        )  # its JSON is of another text


# Where Python's reader, which frictionless uses, is of another opinion than Papa Parse: words of the cases' names.
READ_OTHERWISE = (
    "invalid trailing quote",  # text after a closing quote: Python takes it for a part of the cell
    "spaces between closing quote",
    "spaces after closing quote",
    "Multi-character delimiter",  # Python knows only delimiters of one character
    "Bad delimiter",
    "Mixed slash n",  # Python ends a row at each of the line ends
    "Custom escape character not used",
    "Blank lines at end",  # a last line break begins no row for Python
    "Empty lines",
    "One column input with empty fields",
    "mixed with comas",  # the delimiter is guessed otherwise
)

_TELL = """
const fs = require("fs"), vm = require("vm"), none = Object.assign(() => {}, {skip: () => {}});
const seen = {describe: none, it: none, chai: {assert: none}, Papa: {}, document: {getElementById: () => ({src: ""})}};
vm.runInNewContext(fs.readFileSync(process.argv[1], "utf8"), seen);
const known = ["delimiter", "quoteChar", "escapeChar", "newline"];
const plain = ({input, config}) => typeof input === "string" && Object.entries(config || {}).every(
  ([key, value]) => known.includes(key) && typeof value === "string");
const told = ({description, input, config, expected}) => ({description, input, config, ...expected});
console.log(JSON.stringify([...seen.CORE_PARSER_TESTS, ...seen.PARSE_TESTS].filter(plain).map(told)));
"""


def test_cases_of_papa_parse(bench: Bench) -> None:
    """Texts of CSV, orderly and not, with the cells that Papa Parse finds in them."""
    home = _peer("papaparse")
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    told = subprocess.run(
        [node, "-e", _TELL, home / "tests" / "test-cases.js"], check=True, capture_output=True
    )
    cases = json.loads(told.stdout)
    assert len(cases) > 80
    otherwise = set()
    for case in cases:
        bench.compare(package(_as_table(case), t__csv=case["input"].encode()))
        if _cells(bench) != [[] if row == [""] else row for row in case["data"]]:
            otherwise.add(case["description"])
    assert {words for words in READ_OTHERWISE if any(words in name for name in otherwise)} == {
        *READ_OTHERWISE
    }
    assert [name for name in otherwise if not any(words in name for words in READ_OTHERWISE)] == []


def _as_table(case: dict[str, Any]) -> Descriptor:
    config = case.get("config") or {}
    dialect = {"header": False, **{key: config[key] for key in ("delimiter", "quoteChar") if key in config}}
    if "escapeChar" in config:
        dialect |= {"escapeChar": config["escapeChar"], "doubleQuote": False}
    width = max(map(len, case["data"]), default=1)
    fields = [{"name": f"c{number}", "type": "string"} for number in range(width)]
    return table("t", *fields, dialect=dialect, encoding="utf-8")


def _cells(bench: Bench) -> list[list[str]]:
    try:
        with cells.opened(bench.read().tables[0]) as resource:
            return [*resource.cell_stream]
    except cells.CellsUnreadable:
        return []
