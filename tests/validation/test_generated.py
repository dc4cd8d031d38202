"""Generated packages: our verdict is frictionless's, error by error and in the same order.

`SARABAN_CASES=10` makes ten times as many cases. In CI the cases are the same each time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from typing import Any

from frictionless import Schema
from hypothesis import HealthCheck, given, note, settings

from tests.validation import formats, generated, keyed
from tests.validation.compare import Bench
from tests.validation.fields import every_field
from tests.validation.sample import V2, Descriptor, Sample, package, table
from tests.validation.spellings import ALL, good
from tests.validation.tables import Hand

FACTOR = float(os.environ.get("SARABAN_CASES", "1"))


def _cases(count: int) -> settings:
    return settings(
        max_examples=max(1, int(count * FACTOR)),
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=list(HealthCheck),
    )


def _compare(bench: Bench, sample: Sample) -> None:
    note(str(sample))
    bench.compare(sample)


@_cases(150)
@given(generated.cells())
def test_cells(bench: Bench, sample: Sample) -> None:
    _compare(bench, sample)


@_cases(250)
@given(generated.structure())
def test_structure(bench: Bench, sample: Sample) -> None:
    _compare(bench, sample)


@_cases(200)
@given(keyed.keys())
def test_keys(bench: Bench, sample: Sample) -> None:
    _compare(bench, sample)


@_cases(150)
@given(generated.dialects())
def test_dialects(bench: Bench, sample: Sample) -> None:
    _compare(bench, sample)


@_cases(150)
@given(formats.formats())
def test_formats(bench: Bench, sample: Sample) -> None:
    _compare(bench, sample)


# Every spelling in every kind of field


def test_every_spelling_in_every_kind_of_field(bench: Bench) -> None:
    """Four fields side by side, each with all spellings, or with those of its type where it has constraints."""
    fields = [{"name": f"f{number}", **field} for number, field in enumerate(every_field())]
    fields.sort(key=lambda field: len(_readable(field)))
    failures = []
    for start in range(0, len(fields), 4):
        beside = fields[start : start + 4]
        columns = [_readable(field) for field in beside]
        longest = max(map(len, columns))
        padded = [list(islice(cycle(column), shift, shift + longest)) for shift, column in enumerate(columns)]
        difference = _difference(bench, _table(beside, list(zip(*padded, strict=True))))
        if difference:
            alone = [text for field in beside for text in _blamed(bench, field, _readable(field))]
            failures += alone or [difference]
    assert not failures, "\n\n".join(failures)


def _difference(bench: Bench, sample: Sample) -> str:
    try:
        bench.compare(sample)
    except AssertionError as error:
        return str(error)
    return ""


def _blamed(bench: Bench, field: Descriptor, texts: list[str]) -> Iterator[str]:
    """The differences over single texts."""
    difference = _difference(bench, _table([field], [(text,) for text in texts]))
    if difference and len(texts) == 1:
        yield difference
    elif difference:
        middle = len(texts) // 2
        yield from _blamed(bench, field, texts[:middle])
        yield from _blamed(bench, field, texts[middle:])


def test_a_cell_that_frictionless_fails_over_is_told(bench: Bench) -> None:
    told = 0
    for field in every_field():
        named = {"name": "a", **field}
        failing = [text for text in ALL if _is_read(text, named) is None]
        if failing:
            told += bench.compare(_table([named], [(good(field)[0],), (failing[0],)])).failed
    assert told


def _readable(field: Descriptor) -> list[str]:
    """Texts over which frictionless does not fail: where it does, it says nothing about the rest of a table."""
    found = [(text, _is_read(text, field)) for text in ALL]
    return [
        text for text, is_read in found if is_read or (is_read is False and "constraints" not in field)
    ] or ["1"]


def _is_read(text: str, field: Descriptor) -> bool | None:
    """Whether the text has the field's type; None where frictionless fails over it."""
    read = _reader(json.dumps(field))
    if read is None:
        return None
    try:
        value, notes = read(text)
        hash(value if field.get("constraints", {}).get("unique") else None)
    except Exception:  # noqa: BLE001 - whatever it fails over
        return None
    return "type" not in (notes or {})


@cache
def _reader(field: str) -> Callable[[str], Any] | None:
    schema = Schema.from_descriptor({"$schema": V2, "fields": [json.loads(field)]})
    try:
        return schema.fields[0].create_cell_reader()
    except Exception:  # noqa: BLE001 - as when the library for a format is not installed
        return None


def _table(fields: Sequence[Descriptor], rows: Sequence[Sequence[str]]) -> Sample:
    hand = Hand()
    text = hand.text([hand.line(line) for line in [[field["name"] for field in fields], *rows]])
    return package(
        table("t", *fields, dialect={"delimiter": ","}, encoding="utf-8"), v2=True, t__csv=text.encode()
    )
