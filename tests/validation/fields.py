"""Descriptors of fields: all types and formats, with their options, constraints and missing values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.validation.sample import Descriptor
from tests.validation.spellings import NAMES, good

PATTERNS = (
    "[a-z]+",
    r"\d{1,3}",
    r"\w+",
    "[ก-๙]+",
    "[ก-ฮ]{2,}",
    "a|b",
    "abc|1|12",
    "",
    ".*",
    ".+",
    "^abc$",
    "[^ ]+",
    r"[^\d]+",
    r"\S+",
    r"\D*",
    "(?=.*1).+",
    "(?!0).*",
    ".*(?<!0)",
    "(?i)abc",
    "a{1,2}b?",
    r"(\d)\1*",
    "[0-9]{13}",
    r"\s*\S+\s*",
    r"\bab",
    r"[\w.]+@[\w.]+",
    "(a|b)+?",
    r"a\.b",
    r"\u0e01.*",
    r"[A-Z]-\d",
    r".\Z",
)
MISSING: tuple[list[Any], ...] = (
    [""],
    [],
    ["-"],
    ["", "-"],
    ["", "N/A", "ไม่ระบุ"],
    ["0"],
    ["", " ", "12"],
    ["None"],
    ["NaN", "null"],
    ["true", "2026-01-05"],
)
LABELLED: tuple[list[Any], ...] = (
    [{"value": ""}],
    [{"value": "-", "label": "ไม่มี"}],
    [{"value": "", "label": "ว่าง"}, {"value": "N/A", "label": "ไม่ระบุ"}, {"value": "0"}],
)
BOUNDED = ("integer", "number", "date", "time", "datetime", "year", "yearmonth")
_KINDS: tuple[Descriptor, ...] = (
    {"type": "string"},
    *({"type": "string", "format": form} for form in ("default", "email", "uri", "uuid", "binary", "wkt")),
    {"type": "integer"},
    {"type": "integer", "bareNumber": False},
    {"type": "number"},
    {"type": "number", "bareNumber": False},
    {"type": "number", "decimalChar": ","},
    {"type": "number", "groupChar": ","},
    {"type": "number", "decimalChar": ",", "groupChar": "."},
    {"type": "number", "decimalChar": ",", "groupChar": " ", "bareNumber": False},
    {"type": "number", "groupChar": "'"},
    {"type": "number", "decimalChar": ",", "groupChar": ","},
    {"type": "number", "decimalChar": "x", "groupChar": "\u00a0"},
    {"type": "number", "floatNumber": True},
    {"type": "number", "floatNumber": True, "groupChar": ",", "bareNumber": False},
    {"type": "boolean"},
    {"type": "boolean", "trueValues": ["ใช่", "yes"], "falseValues": ["ไม่ใช่", "no"]},
    {"type": "boolean", "trueValues": ["1"]},
    {"type": "boolean", "falseValues": ["", "x"]},
    {"type": "boolean", "trueValues": ["x"], "falseValues": ["x", "'"]},
    {"type": "date"},
    {"type": "date", "format": "any"},
    *(
        {"type": "date", "format": form}
        for form in (
            "%d/%m/%Y",
            "%Y-%m-%d",
            "%d-%m-%Y",
            "%m/%d/%y",
            "%Y%m%d",
            "%d.%m.%Y",
            "%d %b %Y",
            "%d%m%Y",
        )
    ),
    {"type": "time"},
    {"type": "time", "format": "any"},
    {"type": "time", "format": "%H:%M"},
    {"type": "time", "format": "%H.%M.%S"},
    {"type": "time", "format": "%I:%M %p"},
    {"type": "datetime"},
    {"type": "datetime", "format": "any"},
    {"type": "datetime", "format": "%d/%m/%Y %H:%M"},
    {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"},
    {"type": "year"},
    {"type": "yearmonth"},
    {"type": "duration"},
    *({"type": "geopoint", "format": form} for form in ("default", "array", "object")),
    {"type": "geojson"},
    {"type": "geojson", "format": "topojson"},
    {"type": "object"},
    {"type": "array"},
    {"type": "array", "arrayItem": {"type": "integer"}},
    {"type": "array", "arrayItem": {"type": "string", "constraints": {"maxLength": 1}}},
    {"type": "list"},
    *(
        {"type": "list", "itemType": kind}
        for kind in ("integer", "number", "boolean", "date", "datetime", "time")
    ),
    {"type": "list", "delimiter": ";"},
    {"type": "list", "itemType": "integer", "delimiter": "|"},
    {"type": "any"},
    {},
)
# What is met often stands in the lists of the strategies more than once.
_COMMON = [
    kind for kind in _KINDS if kind.get("type") in ("string", "integer", "number", "date", "boolean", "year")
]


def kinds() -> st.SearchStrategy[Descriptor]:
    """A field without name: type, format and what they take."""
    return st.sampled_from([*_KINDS, *_COMMON])


def constraints(field: Descriptor, is_v2: bool = True) -> Iterator[tuple[str, list[Any]]]:
    """The constraints that the type knows, each with limits to choose from.

    Limits of another type are left out, since frictionless breaks down over them.
    """
    kind, values = field.get("type", "any"), list(good(field))
    yield "required", [True, False]
    if kind not in ("object", "array", "list", "geojson"):
        yield "unique", [True, False]
    if kind in ("string", "list", "array", "object"):
        yield "minLength", [0, 1, 2, 4]
        yield "maxLength", [0, 1, 3, 10]
    if kind == "string":
        yield "pattern", list(PATTERNS)
    if kind in BOUNDED:
        for name in ("minimum", "maximum", *(("exclusiveMinimum", "exclusiveMaximum") if is_v2 else ())):
            yield name, [*values, *_plain(kind)]
    if kind != "list":
        yield "enum", [values[:1], values[:3], values[1::2], [*values[:2], *_plain(kind)], values]


def _plain(kind: str) -> list[Any]:
    """Limits as JSON has them."""
    plain: dict[str, list[Any]] = {
        "integer": [0, 10, -1, 10**20],
        "number": [1.5, 0, -2, 100],
        "year": [2026],
    }
    return plain.get(kind, [])


@st.composite
def fields(draw: st.DrawFn, name: str, is_v2: bool = True, most: int = 2) -> Descriptor:
    """A field with up to `most` constraints."""
    field = {"name": name, **draw(kinds())}
    said = {}
    for constraint, limits in draw(
        st.lists(
            st.sampled_from(list(constraints(field, is_v2))), max_size=most, unique_by=lambda pair: pair[0]
        )
    ):
        said[constraint] = draw(st.sampled_from(limits))
    if said:
        field["constraints"] = said
    if draw(st.integers(0, 4)) == 0:
        field["missingValues"] = draw(missing(is_v2))
    return field


@st.composite
def schemas(
    draw: st.DrawFn, most: int, is_v2: bool = False, constraints: int = 2
) -> tuple[list[Descriptor], Descriptor]:
    """Fields, and what else a schema says: now and then missing values."""
    named = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=most, unique=True))
    found = [draw(fields(name, is_v2, constraints)) for name in named]
    return found, {"missingValues": draw(missing(is_v2))} if draw(st.integers(0, 3)) == 0 else {}


def missing(is_v2: bool) -> st.SearchStrategy[list[Any]]:
    """Missing values, of a field or a schema."""
    return st.sampled_from([*MISSING, *(LABELLED if is_v2 else ())])


def every_field() -> Iterator[Descriptor]:
    """Each kind of field bare and with missing values, with each of its constraints alone, and each pattern."""
    for kind in _KINDS:
        yield {**kind}
        yield {**kind, "missingValues": ["", "-", "12", "a", "2026-01-05"]}
        for name, limits in constraints(kind):
            yield {**kind, "constraints": {name: limits[len(limits) // 2] if len(limits) > 2 else limits[0]}}
    yield from ({"type": "string", "constraints": {"pattern": pattern}} for pattern in PATTERNS)
