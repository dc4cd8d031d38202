"""Renders the JSON Schemas of `datapackage.yaml` (saraban's own properties) and `verification.yaml`.

Names and meanings of the properties come from the tables of `docs/describe-a-dataset.md`, their values from the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from saraban.model import Access, Change, Request, Signature, Withdrawal
from saraban.vocabulary import vocabulary
from tests.support import ROOT

CONTRACT = ROOT / "docs" / "describe-a-dataset.md"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
DATE: Schema = {"type": "string", "format": "date"}
TEXTS: Schema = {"type": "array", "items": TEXT}
YEAR: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]{4}$", "minimum": 1900, "maximum": 2700}
YEARS: Schema = {"anyOf": [YEAR, {"type": "array", "items": YEAR, "minItems": 2, "maxItems": 2}]}
HASH: Schema = {"type": "string", "pattern": "^(sha256:)?[0-9a-f]{64}$"}
FIELD_TYPES = (
    *("string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time"),
    *("year", "yearmonth", "duration", "geopoint", "geojson", "any"),
)


def documented() -> dict[str, dict[str, tuple[str, bool]]]:
    """What the contract's tables list: kind of thing → property → (meaning, whether it holds words)."""
    found: dict[str, dict[str, tuple[str, bool]]] = {"dataset": {}, "resource": {}, "field": {}}
    text = CONTRACT.read_text(encoding="utf-8")
    for kinds, table in (("dataset", "## The dataset"), ("", "## Tables and fields")):
        section = text.partition(table + "\n")[2].partition("\n## ")[0]
        for row in re.findall(r"^\| (`.+?) \| (.*?) \| (.*) \|$", section, re.MULTILINE):
            for name, words in re.findall(r"`([a-z_]+)(?:: [a-z]+)?`( ⓛ)?", row[0]):
                for kind in (kinds or row[1]).split(", "):
                    found[kind][name] = (re.sub(r"[`*]|\[|\]\(.*?\)", "", row[2]), bool(words))
    return found


def dataset_schema() -> Schema:
    """`docs/schemas/dataset.schema.json`."""
    known = documented()
    field = _properties(known["field"], _FIELD)
    field["properties"] |= {"name": TEXT, "type": {"enum": list(FIELD_TYPES)}}
    resource = _properties(known["resource"], _FIELD)
    resource["properties"] |= {
        "name": TEXT,
        "path": {"anyOf": [TEXT, TEXTS]},
        "schema": {
            "anyOf": [TEXT, {"type": "object", "properties": {"fields": {"type": "array", "items": field}}}]
        },
    }
    made = _properties(known["dataset"], _dataset_values())
    made["properties"]["resources"] = {"type": "array", "items": resource}
    return {
        "$schema": DRAFT,
        "title": "saraban: datapackage.yaml",
        "description": "The properties that saraban adds to a Data Package; all others keep their meaning.",
        **made,
    }


def verification_schema() -> Schema:
    """`docs/schemas/verification.schema.json`."""
    signature = {**_of_value(Signature), "required": ["role", "position", "date"]}
    del signature["properties"]["key"]  # known only once a signature has been verified
    return {
        "$schema": DRAFT,
        "title": "saraban: verification.yaml",
        "type": "object",
        "required": ["content", "signatures"],
        "additionalProperties": False,
        "properties": {
            "content": {
                **HASH,
                "description": "The content hash that was signed; `saraban explain NAME` prints it.",
            },
            "files": {"type": "object", "additionalProperties": HASH, "description": "What it was made of."},
            "signatures": {"type": "array", "items": signature},
            "withdrawn": {**_of_value(Withdrawal), "description": "Only when the edition was taken back."},
            "rejected": {**_of_value(Withdrawal), "description": "Only when it was sent back to its owner."},
        },
    }


def _properties(known: Mapping[str, tuple[str, bool]], values: Mapping[str, Schema]) -> Schema:
    """An object with the documented properties; one without a value in `values` is a KeyError, and meant to be."""
    made = {
        name: {**(TEXT if words else values[name]), **({"description": meaning} if meaning else {})}
        for name, (meaning, words) in known.items()
    }
    return {"type": "object", "properties": made, **_languages(n for n, (_, words) in known.items() if words)}


def _languages(names: Iterable[str]) -> Schema:
    """`title_en`, `title_ms` … for every property that holds words."""
    listed = "|".join(names)
    return {"patternProperties": {f"^({listed})_[a-z]{{2}}$": TEXT}} if listed else {}


_FIELD: Mapping[str, Schema] = {
    "withheld": {"type": "boolean"},
    "searchable": {"type": "boolean"},
    "categories": {
        "type": "array",
        "items": {
            "anyOf": [
                {"type": ["string", "number"]},
                {
                    "type": "object",
                    "required": ["value"],
                    "properties": {"value": {}, "label": TEXT},
                    **_languages(["label"]),
                },
            ]
        },
    },
}


def _dataset_values() -> Mapping[str, Schema]:
    return {
        "name": {"type": "string", "pattern": "^[a-z0-9._-]+$"},
        "keywords": TEXTS,
        "keywords_en": TEXTS,
        "access": {"enum": [access.value for access in Access]},
        "work_area": TEXT,
        "level": TEXT,
        "as_of": DATE,
        "academic_year": YEARS,
        "fiscal_year": YEARS,
        "calendar_year": YEARS,
        "round": TEXT,
        "update_frequency_interval": {"type": "integer", "minimum": 1},
        "next_release": DATE,
        "embargo_until": DATE,
        "version": TEXT,
        "created": TEXT,
        "changes": {"type": "array", "items": _of_value(Change)},
        "maintainer_email": {"type": "string", "format": "email"},
        "request": _of_value(Request),
        **{item: _coded(item) for item in _CODED},
    }


_CODED = (
    *("data_category", "data_classification", "update_frequency_unit", "data_type", "geo_coverage"),
    *("objective", "data_format", "data_source"),
)
_SEVERAL = ("objective", "data_format")


def _coded(item: str) -> Schema:
    """The codes of every vocabulary that comes with saraban; free text where none lists the property."""
    names = sorted(
        Path(entry.name).stem
        for entry in (files("saraban") / "vocabularies").iterdir()
        if entry.name.endswith(".yaml")
    )
    codes = [code for name in names if (found := vocabulary(name)) for code in found.codes(item)]
    one: Schema = {"enum": list(dict.fromkeys(codes))} if codes else TEXT
    return {"anyOf": [one, {"type": "array", "items": one}]} if item in _SEVERAL else one


def _of_value(kind: type[Any]) -> Schema:
    """An object with the fields of one of the model's values."""
    shapes = {"Text": TEXT, "str": TEXT, "date | None": DATE}
    names = {field.name: str(field.type) for field in fields(kind)}
    return {
        "type": "object",
        "properties": {name: shapes[shape] for name, shape in names.items()},
        **_languages(name for name, shape in names.items() if shape == "Text"),
    }
