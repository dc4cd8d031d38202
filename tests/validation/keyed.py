"""Small packages of two tables whose keys must hold."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.validation.fields import missing
from tests.validation.sample import Descriptor, Sample, package, table
from tests.validation.spellings import ALIKE, INTEGERS, good
from tests.validation.tables import Hand, Row, names

Columns = tuple[list[Descriptor], list[Row]]

_FIELDS: tuple[Descriptor, ...] = (
    *({"type": kind} for kind in ("integer", "number", "string", "date", "year", "yearmonth", "any")),
    *({"type": kind} for kind in ("boolean", "datetime", "time", "duration", "geopoint", "array")),
    {"type": "number", "decimalChar": ",", "groupChar": "."},
    {"type": "number", "floatNumber": True},
    {"type": "date", "format": "%d/%m/%Y"},
    {"type": "integer", "bareNumber": False},
    {},
)
_COMMON = _FIELDS[:4]


@st.composite
def keys(draw: st.DrawFn) -> Sample:
    """Two tables of few values, with primary keys, unique fields, and foreign keys in them and between them."""
    tables: dict[str, Columns] = {name: draw(_columns()) for name in ("t", "u")}
    named = {name: [field["name"] for field in found] for name, (found, _) in tables.items()}
    resources, files = [], {}
    for name, (found, body) in tables.items():
        schema: Descriptor = {}
        own, other = named[name], "u" if name == "t" else "t"
        if draw(st.booleans()):
            schema["primaryKey"] = draw(st.lists(st.sampled_from(own), min_size=1, max_size=2, unique=True))
        schema["foreignKeys"] = draw(st.lists(_foreign_key(own, {"": own, other: named[other]}), max_size=2))
        if draw(st.integers(0, 3)) == 0:
            schema["missingValues"] = draw(missing(is_v2=False))
        resources.append(table(name, *found, schema=schema, encoding="utf-8"))
        files[f"{name}.csv"] = Hand().text([Hand().line(row) for row in [own, *body]]).encode()
    return package(*(resources if draw(st.booleans()) else resources[::-1]), files=files)


@st.composite
def _columns(draw: st.DrawFn) -> Columns:
    """Fields and rows; in about half of the tables all values are written in the usual way."""
    found, pools = [], []
    odd = draw(st.sampled_from([0, 0, 2, 6]))
    for name in draw(names(1, 3)):
        kind = draw(st.sampled_from([*_FIELDS, *_COMMON]))
        constraints = draw(st.sampled_from([{}, {}, {"unique": True}, {"unique": True, "required": True}]))
        found.append({"name": name, **kind, **({"constraints": constraints} if constraints else {})})
        taken = list(INTEGERS[:4]) if kind.get("type") in ("integer", "number") else list(good(kind))[:4]
        others = draw(st.lists(st.sampled_from(ALIKE), max_size=odd))
        pools.append(st.sampled_from([*taken, *taken, "", *others]))
    body = draw(st.lists(st.tuples(*pools), max_size=10))
    return found, [list(row) for row in body]


@st.composite
def _foreign_key(draw: st.DrawFn, own: list[str], aims: dict[str, list[str]]) -> Descriptor:
    aim = draw(st.sampled_from(list(aims)))
    size = draw(st.integers(1, min(2, len(own), len(aims[aim]))))
    mine, theirs = (draw(st.permutations(given)) for given in (own, aims[aim]))
    as_text = size == 1 and draw(st.booleans())  # as version 1 of the standard permits
    reference = {"resource": aim, "fields": theirs[0] if as_text else theirs[:size]}
    return {"fields": mine[0] if as_text else mine[:size], "reference": reference}
