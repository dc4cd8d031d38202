"""A key that was meant to keep something back, where nothing reads it: misspelt, or in another place."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from saraban.checks import Context
from saraban.checks._places import in_descriptor, in_resource
from saraban.model import Dataset, Finding, Place, Rule, Text, Weight, both
from saraban.validate import described

RULE = Rule(
    "permission-misspelt",
    Weight.STOPS,
    both("คีย์ที่กำหนดการเปิดเผยสะกดผิดหรืออยู่ผิดที่", "a key of a permission is misspelt or misplaced"),
    both(
        "คีย์ที่ไม่มีสิ่งใดอ่านจะไม่มีผล ข้อมูลที่ตั้งใจไม่เปิดเผยอาจถูกเผยแพร่",
        "a key that nothing reads has no effect: what was meant to be kept back would be published",
    ),
    both(
        "แก้ตัวสะกด หรือย้ายคีย์ไปไว้ในที่ที่ถูกต้อง",
        "correct the spelling, or move the key to where it is read",
    ),
)

_OF_PACKAGE = ("access", "data_category", "data_classification", "embargo_until")
_OF_PARTS = ("withheld",)  # resources and fields
_OTHER_WORDS = ("accessed",)  # of real packages, and near enough to be taken for one of these
_NEAR = 0.85
_MOVE_UP = both(
    "เขียนคีย์นี้ที่ระดับชุดข้อมูล หรือใส่ withheld: true ที่ตาราง (resource)",
    "write it at the package, or withheld: true on the resource",
)
_MOVE_DOWN = both(
    "ใส่ withheld: true ที่ตาราง (resource) หรือคอลัมน์ หรือเขียน access: internal ที่ระดับชุดข้อมูล",
    "write withheld: true on the resources or fields, or access: internal at the package",
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """Each such key of the package, its resources and their fields."""
    for key, problem, cure in _unread(dataset.standard, _OF_PACKAGE, _MOVE_DOWN):
        yield RULE.finding(dataset.name, in_descriptor(dataset, context, key), problem, cure)
    for entry in described(dataset):
        for path, raw in _parts(entry.raw, entry.table.schema.standard):
            for key, problem, cure in _unread(raw, _OF_PARTS, _MOVE_UP):
                place: Place = in_resource(dataset, context, entry, *path, key)
                yield RULE.finding(dataset.name, place, problem, cure)


def _parts(
    resource: Mapping[str, Any], schema: Mapping[str, Any]
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """The resource and each of its fields, with the way from the resource to it."""
    yield (), resource
    fields = schema.get("fields")
    for index, field in enumerate(fields if isinstance(fields, list) else []):
        if isinstance(field, dict):
            yield ("schema", "fields", index), field


def _unread(raw: Mapping[str, Any], read: tuple[str, ...], move: Text) -> Iterator[tuple[str, Text, Text]]:
    """Keys that nothing reads here, each with the problem and its cure."""
    for key in raw:
        meant = "" if key in read else _meant(key)
        if meant and key == meant:
            yield key, both(f"ไม่มีสิ่งใดอ่าน “{key}” ที่อยู่ตรงนี้", f"nothing reads “{key}” here"), move
        elif meant:
            problem = both(f"ไม่รู้จักคีย์ “{key}”", f"the key “{key}” means nothing")
            guess = both(f"หมายถึง “{meant}” หรือไม่", f"did you mean “{meant}”?")
            yield key, problem, guess if meant in read else move


def _meant(key: object) -> str:
    """The permission that a key is, or nearly is; nothing for other words."""
    plain = key.strip().casefold() if isinstance(key, str) else ""
    if plain in _OTHER_WORDS:
        return ""
    near = difflib.get_close_matches(plain, (*_OF_PACKAGE, *_OF_PARTS), n=1, cutoff=_NEAR)
    return near[0] if near else ""
