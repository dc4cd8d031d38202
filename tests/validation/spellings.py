"""Texts for cells, as they lie in `spellings.yaml`, and those that a field takes as its owner would write them."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from tests.validation.sample import Descriptor

_LISTED: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
_GOOD: dict[str, list[str]] = _LISTED["good"]
ALL: tuple[str, ...] = tuple(dict.fromkeys(chain(*_LISTED["all"].values())))
INTEGERS: tuple[str, ...] = tuple(_LISTED["all"]["integers"])
ALIKE, NAMES, LINES = (tuple[str, ...](_LISTED[kind]) for kind in ("alike", "names", "lines"))

_MOMENTS = [
    datetime(2026, 1, 5, 0, 0, 0),
    datetime(2024, 2, 29, 12, 30, 0),
    datetime(1999, 12, 31, 23, 59, 59),
    datetime(2569, 6, 10, 9, 5, 7),
    datetime(1900, 1, 1, 0, 0, 0),
]
_PATTERNS = {"date": "%Y-%m-%d", "time": "%H:%M:%S", "datetime": "%Y-%m-%dT%H:%M:%S"}


def good(field: Descriptor) -> tuple[str, ...]:
    """Texts that the field takes, as its owner would write them."""
    kind, form = field.get("type", "any"), str(field.get("format", "default"))
    if kind in ("integer", "number"):
        return _numbers(field, kind)
    if kind == "boolean":
        return (*field.get("trueValues", ["true", "1"]), *field.get("falseValues", ["false", "0"]))
    if kind in _PATTERNS:
        pattern = _PATTERNS[kind] if form in ("default", "any") else form
        return tuple(dict.fromkeys(moment.strftime(pattern) for moment in _MOMENTS))
    if kind == "list":
        items, mark = _GOOD[f"items {field.get('itemType', 'string')}"], str(field.get("delimiter", ","))
        return (*items, mark.join(items), mark.join(items[:2]))
    return tuple(_GOOD.get(f"{kind} {form}", _GOOD[kind]))


def _numbers(field: Descriptor, kind: str) -> tuple[str, ...]:
    point, group = field.get("decimalChar", "."), field.get("groupChar", "")
    found: list[Any] = ["0", "1", "7", "12", "-3", "105", "1500", "2569"]
    if kind == "number":
        found += [text.replace(".", point) for text in ("1.5", "-0.25", "12.60", "1000.0")]
        found += [text.replace(",", group) for text in ("1,200", "12,345,678")]
    return tuple(found if field.get("bareNumber", True) else [*found, "฿7", "12 บาท", "95%", "$ -5"])
