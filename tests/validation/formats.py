"""Small packages of one table in a file that is no plain UTF-8 CSV, or in several, or in the descriptor itself."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

from tests.validation.fields import schemas
from tests.validation.sample import Descriptor, Sample, package, table
from tests.validation.tables import Hand, hands, rows, spoiled, values

Fields = list[Descriptor]
Make = Callable[[Fields, Descriptor], st.SearchStrategy[Sample]]

_ENCODINGS = ("cp874", "cp874", "utf-16", "utf-16-le", "utf-8-sig", "latin-1", "utf-8", "tis-620", "utf-32")


@st.composite
def formats(draw: st.DrawFn) -> Sample:
    """A package in one of the formats."""
    found, extra = draw(schemas(4, constraints=1))
    makers: list[Make] = [_encoded, _parts, _packed, _tsv, _json, _inline, _xlsx]
    make = draw(st.sampled_from([*makers, *makers[:2], *makers[4:6]]))
    made: Sample = draw(make(found, extra))
    return made


def _header(found: Fields) -> list[str]:
    return [field["name"] for field in found]


@st.composite
def _text(draw: st.DrawFn, found: Fields, hand: Hand, header: bool = True) -> str:
    body = draw(rows(found, 1 - header, 8, odd=3))
    return hand.text(draw(spoiled(hand, _header(found) if header else None, body)))


@st.composite
def _encoded(draw: st.DrawFn, found: Fields, extra: Descriptor) -> Sample:
    encoding = draw(st.sampled_from(_ENCODINGS))
    text = draw(_text(found, draw(hands())))
    content = text.encode(encoding, errors="ignore")  # letters that it has not are left out
    return package(table("t", *found, schema=extra, encoding=encoding), t__csv=content)


@st.composite
def _parts(draw: st.DrawFn, found: Fields, extra: Descriptor) -> Sample:
    """Several files; each ends with a newline, since frictionless glues what does not."""
    header = draw(st.integers(0, 3)) > 0
    hand = draw(hands())
    hand = replace(hand, ends=hand.ends if hand.ends[-1].endswith("\n") else ("\n",), last=True)
    texts = [draw(_text(found, hand, header)) for _ in range(draw(st.integers(2, 3)))]
    files = {f"t{number}.csv": _ended(text).encode() for number, text in enumerate(texts)}
    dialect = {"dialect": {"header": header}} if not header or draw(st.booleans()) else {}
    resource = table("t", *found, schema=extra, path=list(files), encoding="utf-8", **dialect)
    return package(resource, files=files)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


@st.composite
def _packed(draw: st.DrawFn, found: Fields, extra: Descriptor) -> Sample:
    kind = draw(st.sampled_from(["gz", "zip"]))
    text = draw(_text(found, Hand())).encode()
    content = gzip.compress(text, mtime=0) if kind == "gz" else _zipped(text)
    is_whole = draw(st.integers(0, 9)) > 0
    resource = table("t", *found, schema=extra, path=f"t.csv.{kind}", encoding="utf-8")
    return package(resource, files={f"t.csv.{kind}": content if is_whole else content[:-12]})


def _zipped(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("t.csv", content)
    return stream.getvalue()


@st.composite
def _tsv(draw: st.DrawFn, found: Fields, extra: Descriptor) -> Sample:
    text = draw(_text(found, draw(hands("\t"))))
    return package(
        table("t", *found, schema=extra, path="t.tsv", encoding="utf-8"), files={"t.tsv": text.encode()}
    )


@st.composite
def _rows(draw: st.DrawFn, found: Fields) -> list[Any]:
    """Rows as lists below a header, or as mappings; some with too few or too many cells."""
    body = [list(row) for row in draw(st.lists(st.tuples(*map(values, found)), min_size=1, max_size=8))]
    for _ in range(draw(st.integers(0, 2))):
        row = draw(st.sampled_from(body))
        row[draw(st.integers(0, len(row))) :] = draw(st.sampled_from([[], ["x"], ["x", None]]))
    if draw(st.booleans()):
        return [dict(zip(_header(found), row, strict=False)) for row in body]
    return [_header(found), *body]


@st.composite
def _json(draw: st.DrawFn, found: Fields, extra: Descriptor) -> Sample:
    data = draw(_rows(found))
    lines = [json.dumps(row, ensure_ascii=False) for row in data]
    texts = {
        "t.json": f"[{', '.join(lines)}]",
        "t.jsonl": "\n".join([*lines, ""]),
        "t.ndjson": "\n".join(lines),
    }
    name = draw(st.sampled_from(list(texts)))
    resource = table("t", *found, schema=extra, path=name, encoding="utf-8", type="table")
    return package(resource, files={name: texts[name].encode()})


@st.composite
def _inline(draw: st.DrawFn, found: Fields, extra: Descriptor) -> Sample:
    return package(table("t", *found, schema=extra, data=draw(_rows(found))))


@st.composite
def _xlsx(draw: st.DrawFn, found: Fields, extra: Descriptor) -> Sample:
    moments = st.sampled_from(
        [date(2026, 1, 5), datetime(2026, 1, 5, 12, 30), time(9, 5), datetime(2026, 1, 5)]
    )
    body = draw(st.lists(st.tuples(*(st.one_of(values(field), moments) for field in found)), max_size=8))
    dialect = draw(st.sampled_from([{}, {}, {"excel": {"sheet": 1}}, {"skipBlankRows": True}]))
    resource = table("t", *found, schema=extra, path="t.xlsx", **({"dialect": dialect} if dialect else {}))
    return package(resource, files={"t.xlsx": _workbook([_header(found), *body])})


def _workbook(body: Sequence[Sequence[Any]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet()
    for place, row in enumerate(body):
        for column, value in enumerate(row):
            if isinstance(value, str | list | dict):
                sheet.write_string(place, column, value if isinstance(value, str) else json.dumps(value))
            elif value is not None:
                sheet.write(place, column, float(value) if type(value) is int else value)
    book.close()
    return stream.getvalue()
