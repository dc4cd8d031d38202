"""Small packages of one CSV file by theme: cells, structure, dialects."""

from __future__ import annotations

from typing import Any

from frictionless import Detector
from hypothesis import strategies as st

from tests.validation.fields import schemas
from tests.validation.sample import Descriptor, Sample, package, table
from tests.validation.tables import Hand, hands, labels, rows, spoiled

_MATCHES = ("exact", "equal", "subset", "superset", "partial")


@st.composite
def cells(draw: st.DrawFn) -> Sample:
    """One orderly table: what matters is what stands in its cells."""
    v2 = draw(st.booleans())
    found, extra = draw(schemas(6, v2))
    hand = Hand(
        quoting=draw(st.sampled_from(["minimal", "all"])), ends=draw(st.sampled_from([("\n",), ("\r\n",)]))
    )
    header = [field["name"] for field in found]
    text = hand.text([hand.line(row) for row in [header, *draw(rows(found, 1, 60))]])
    dialect = draw(st.sampled_from([{}, {"delimiter": ","}, {"delimiter": ",", "quoteChar": '"'}]))
    resource = table("t", *found, schema=extra, **_if_any(dialect=dialect), encoding="utf-8")
    return package(resource, v2=v2, t__csv=text.encode())


def _if_any(**properties: Any) -> Descriptor:
    return {name: value for name, value in properties.items() if value}


@st.composite
def structure(draw: st.DrawFn) -> Sample:
    """One table whose lines, quotes and header are not in order."""
    found, extra = draw(schemas(4, is_v2=True, constraints=1))
    hand = draw(hands())
    header = draw(labels([field["name"] for field in found]))
    if draw(st.integers(0, 2)) == 0:
        extra = {**extra, "fieldsMatch": draw(st.sampled_from(_MATCHES))}
    if draw(st.integers(0, 3)) == 0:
        extra = {**extra, "primaryKey": [found[0]["name"]]}
    text = hand.text(draw(spoiled(hand, header, draw(rows(found, 0, 12, odd=3)))))
    dialect = draw(
        st.sampled_from([{}, {}, {"delimiter": ","}, {"headerCase": False}, {"skipBlankRows": True}])
    )
    resource = table("t", *found, schema=extra, **_if_any(dialect=dialect))
    if draw(st.integers(0, 30)) == 0:
        del resource["schema"]
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig"]))
    content = text.encode(encoding)
    if not (_is_told(content) and draw(st.booleans())):
        resource["encoding"] = encoding
    return package(resource, v2=True, t__csv=content)


def _is_told(content: bytes) -> bool:
    """Whether frictionless too takes it for UTF-8 when nothing is said; its guesses are others than ours."""
    return Detector().detect_encoding(content[:100_000]) in ("utf-8", "utf-8-sig")


@st.composite
def dialects(draw: st.DrawFn) -> Sample:
    """One table with a dialect, which mostly tells the truth about it."""
    said = draw(_dialect())
    found, extra = draw(schemas(4, constraints=0))
    honest = draw(st.integers(0, 5)) > 0
    delimiter = said.get("delimiter", ",") if honest else draw(st.sampled_from(";,\t|"))
    hand = draw(hands(delimiter, said.get("quoteChar", '"'), said.get("escapeChar", "")))
    body = draw(spoiled(hand, None, draw(rows(found, 1, 10, odd=2))))
    if mark := said.get("commentChar"):
        for place in draw(st.lists(st.integers(0, len(body)), max_size=2)):
            body.insert(place, mark + "x" + hand.delimiter)
    text = hand.text([*_head(said, hand, [field["name"] for field in found]), *body])
    if draw(st.integers(0, 3)) == 0:  # as version 5 of frictionless writes it
        nested = {
            key: said.pop(key)
            for key in ("delimiter", "quoteChar", "doubleQuote", "escapeChar")
            if key in said
        }
        said = {**said, "csv": nested}
    resource = table("t", *found, schema=extra, dialect=said, encoding="utf-8")
    return package(resource, t__csv=text.encode())


_OPTIONS: dict[str, tuple[Any, ...]] = {
    "delimiter": (",", ";", "\t", "|", ":", " ", "ก"),
    "quoteChar": ('"', "'", "`", ""),
    "doubleQuote": (True, False),
    "escapeChar": ("\\", "^"),
    "skipInitialSpace": (True, False),
    "lineTerminator": ("\n", "\r\n", "\r"),
    "header": (True, False),
    "headerRows": ([1], [2], [1, 2], [1, 3], [2, 3], []),
    "headerJoin": (" ", "-", ""),
    "headerCase": (False, True),
    "commentChar": ("#", "--", "1"),
    "commentRows": ([1], [2], [3, 4], [1, 5]),
    "skipBlankRows": (True, False),
    "nullSequence": ("\\N",),
}


@st.composite
def _dialect(draw: st.DrawFn) -> Descriptor:
    chosen = draw(st.lists(st.sampled_from(list(_OPTIONS)), min_size=1, max_size=4, unique=True))
    return {name: draw(st.sampled_from(_OPTIONS[name])) for name in chosen}


def _head(said: Descriptor, hand: Hand, named: list[str]) -> list[str]:
    """As many header rows as the dialect wants; of several each holds a part of the labels, cut at blanks."""
    wanted = said.get("headerRows", [1]) if said.get("header", True) else []
    if len(wanted) < 2:
        return ["x"] * (max(wanted, default=1) - 1) + [hand.line(named)] * len(wanted)
    lines = []
    for number in range(1, max(wanted) + 1):
        parts = [name.partition(said.get("headerJoin", " ") or " ") for name in named]
        lines.append(hand.line([part[0] if number == wanted[0] else part[2] for part in parts]))
    return lines
