"""Raw Table Schema → schema: columns and keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saraban.model import Category, Field, ForeignKey, Schema, Text
from saraban.read.words import Raw, exact, mapping, mappings, string, text

# Properties that a reader of the published table needs; everything else of a field is words or ours.
_STANDARD = (
    "format",
    "constraints",
    "missingValues",
    "trueValues",
    "falseValues",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "categories",
    "categoriesOrdered",
    "itemType",
    "delimiter",
    "rdfType",
)


def schema_of(raw: Raw) -> Schema:
    """The schema; parts that cannot be read are left out, since the validator tells of them."""
    return Schema(
        fields=tuple(_field(i, item) for i, item in enumerate(mappings(raw.get("fields")))),
        primary_key=_names(raw.get("primaryKey")),
        unique_keys=tuple(names for key in _items(raw.get("uniqueKeys")) if (names := _names(key))),
        foreign_keys=tuple(_foreign_keys(raw)),
        missing_values=_missing(raw.get("missingValues")),
        fields_match=string(raw.get("fieldsMatch")),
        standard=raw,
    )


def _field(position: int, raw: Raw) -> Field:
    return Field(
        name=string(raw.get("name")),
        type=string(raw.get("type")) or "any",
        title=text(raw, "title"),
        description=text(raw, "description"),
        unit=text(raw, "unit"),
        categories=tuple(_categories(raw)),
        standard={key: raw[key] for key in _STANDARD if key in raw},
        withheld=raw.get("withheld", False) is not False,  # anything but a plain "no" withholds
        searchable=raw.get("searchable") is True,
        position=position,
    )


def _categories(raw: Raw) -> Iterator[Category]:
    for item in _items(raw.get("categories")):
        if isinstance(item, dict):
            value = exact(item.get("value"))
            label = text(item, "label")
            yield Category(value, label or Text(value))
        else:
            yield Category(exact(item), Text(exact(item)))


def _foreign_keys(raw: Raw) -> Iterator[ForeignKey]:
    for item in mappings(raw.get("foreignKeys")):
        reference = mapping(item.get("reference"))
        yield ForeignKey(
            _names(item.get("fields")), string(reference.get("resource")), _names(reference.get("fields"))
        )


def _missing(value: Any) -> tuple[str, ...]:
    if value is None:
        return ("",)
    return tuple(
        exact(item.get("value")) if isinstance(item, dict) else exact(item) for item in _items(value)
    )


def _names(value: Any) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    return tuple(name for item in given if (name := string(item)))


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
