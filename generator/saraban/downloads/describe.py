"""Data Package 2.0 descriptors of what is published, made from the model's values alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from saraban.downloads.exact import Exact
from saraban.model import (
    Distribution,
    Field,
    ForeignKey,
    Licence,
    Period,
    Published,
    Record,
    Schema,
    Source,
    Table,
    Text,
)

Json = dict[str, Any]

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_URL = re.compile(r"https?://\S+")
_LICENCE_NAME = re.compile(r"[-a-zA-Z0-9._]+")
_MEDIA_TYPE = re.compile(r".+/.+")
# The types that the standard knows a format for; elsewhere it only makes a descriptor invalid.
_FORMATTED = ("string", "date", "time", "datetime", "geopoint", "geojson")
_DIALECT: Json = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


def package(published: Published, resources: Iterable[Json]) -> bytes:
    """The descriptor over the resources, as the bytes of a JSON file."""
    described = {
        "$schema": _PROFILE,
        "name": published.name,
        **_record(published.record),
        "resources": list(resources),
    }
    # YAML knows values and keys that JSON does not; they must not stop a build.
    text = json.dumps(described, ensure_ascii=False, indent=2, default=str, skipkeys=True)
    return (text + "\n").encode("utf-8", "backslashreplace")


def table_resource(table: Table, tables: Sequence[Table], file: Distribution, exact: Exact) -> Json:
    """A table in a CSV file that lies beside the descriptor.

    `tables` are all that the descriptor tells of, since keys may lead to them.
    """
    return {
        "name": table.name,
        "type": "table",
        **_file(file),
        **_words("title", table.title),
        **_words("description", table.description),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _dialect(exact),
        "schema": _schema(table, tables),
    }


def _dialect(exact: Exact) -> Json:
    """Validators take rows without a value for mistakes; here they come of a cut, and are told to be passed over."""
    said = dict(_DIALECT)
    if exact.blank:
        said["skipBlankRows"] = True
    if exact.void:
        said["commentRows"] = list(exact.void)
    return said


def plain_resource(table: Table, files: Sequence[Distribution]) -> Json | None:
    """A resource that is no table, as its files or as what its descriptor held; None where there is neither."""
    if len(files) == 1:
        place = _file(files[0])
    elif files:
        place = {"path": [_name(file) for file in files]}
    elif table.inline is not None:
        place = {"data": table.inline}
    else:
        return None
    return {
        "name": table.name,
        **place,
        **_words("title", table.title),
        **_words("description", table.description),
        **({"format": table.format} if table.format and files else {}),
        **({"mediatype": table.media_type} if _MEDIA_TYPE.fullmatch(table.media_type) else {}),
    }


def _file(file: Distribution) -> Json:
    return {"path": _name(file), "bytes": file.bytes, "hash": f"sha256:{file.sha256}"}


def _name(file: Distribution) -> str:
    return file.path.rpartition("/")[2]


def _words(key: str, text: Text) -> Json:
    """`title` in the primary language, `title_en` in another."""
    said = {key: text.primary, **{f"{key}_{language}": words for language, words in text.others}}
    return {name: words for name, words in said.items() if words}


def _record(record: Record) -> Json:
    """The properties of the standard, then those of saraban; what is not known is left out."""
    said: Json = {
        **_words("title", record.title),
        **_words("description", record.description),
        "version": record.version,
        "created": _moment(record.created),
        "homepage": record.homepage if _URL.fullmatch(record.homepage) else "",
        **_keywords(record.keywords),
        "licenses": [licence for given in record.licences if (licence := _licence(given))],
        "sources": [source for given in record.sources if (source := _source(given))],
        "contributors": [{"title": name} for name in record.contributors],
        "access": record.access or "",
        "data_category": record.category,
        "data_classification": record.classification,
        "work_area": record.work_area,
        "level": record.level,
        **_period(record.period),
        "update_frequency_unit": record.frequency.unit,
        "update_frequency_interval": record.frequency.interval if record.frequency.unit else "",
        "next_release": record.next_release.isoformat() if record.next_release else "",
        **_words("maintainer", record.maintainer),
        "maintainer_email": record.email,
        **record.government,
        "changes": [
            {
                **({"date": change.date.isoformat()} if change.date else {}),
                **({"version": change.version} if change.version else {}),
                **_words("note", change.note),
            }
            for change in record.changes
        ],
    }
    return {key: value for key, value in said.items() if value not in ("", [], None)}


def _moment(created: str) -> str:
    """The standard asks for a time with a zone; a day alone is its first moment in UTC."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return ""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat().replace("+00:00", "Z")


def _keywords(keywords: Sequence[Text]) -> Json:
    """`keywords`, and for each further language a list in the same order."""
    languages = sorted({language for word in keywords for language, _ in word.others})
    further = {
        f"keywords_{language}": [dict(w.others).get(language, "") for w in keywords] for language in languages
    }
    return {"keywords": [word.primary for word in keywords], **further}


def _licence(given: Licence) -> Json | None:
    """A licence by a name or an address that the standard knows; its own file is not part of the download."""
    name = given.name if _LICENCE_NAME.fullmatch(given.name) else ""
    path = given.path if _URL.fullmatch(given.path) else ""
    if not (name or path):
        name = re.sub(r"[^-a-zA-Z0-9._]+", "-", given.name).strip("-")
    title = given.title or (given.name if given.name != name else "")
    said = {key: words for key, words in (("name", name), ("title", title), ("path", path)) if words}
    return said if name or path else None


def _source(given: Source) -> Json:
    said = _words("title", given.title)
    if _URL.fullmatch(given.path):
        said["path"] = given.path
    if given.version:
        said["version"] = given.version
    return said


def _period(period: Period) -> Json:
    spans = (
        ("academic_year", period.academic),
        ("fiscal_year", period.fiscal),
        ("calendar_year", period.calendar),
    )
    said: Json = {"as_of": period.as_of.isoformat()} if period.as_of else {}
    said |= {key: span[0] if span[0] == span[1] else list(span) for key, span in spans if span}
    return said | ({"round": period.round} if period.round else {})


def _schema(table: Table, tables: Sequence[Table]) -> Json:
    schema = table.schema
    names = {field.name for field in schema.fields}
    # Where the publisher lets columns be absent, they are empty here: nothing may be asked of them.
    lenient = schema.fields_match in ("superset", "partial")
    said: Json = {"fields": [_field(field, lenient) for field in schema.fields]}
    if schema.missing_values != ("",):
        said["missingValues"] = list(schema.missing_values)
    if schema.primary_key and names.issuperset(schema.primary_key) and not lenient:
        said["primaryKey"] = list(schema.primary_key)
    if unique := [list(key) for key in schema.unique_keys if names.issuperset(key)]:
        said["uniqueKeys"] = unique
    if foreign := list(_foreign_keys(schema, names, {t.name: t.schema for t in tables})):
        said["foreignKeys"] = foreign
    return said


def _field(field: Field, lenient: bool) -> Json:
    standard = {k: v for k, v in field.standard.items() if k != "format" or field.type in _FORMATTED}
    if lenient and isinstance(limits := standard.get("constraints"), Mapping):
        standard["constraints"] = {name: value for name, value in limits.items() if name != "required"}
    return {
        "name": field.name,
        "type": field.type,
        **_words("title", field.title),
        **_words("description", field.description),
        **_words("unit", field.unit),
        **standard,
    }


def _foreign_keys(schema: Schema, names: set[str], others: Mapping[str, Schema]) -> Iterator[Json]:
    """The keys of which both ends are published."""
    for key in schema.foreign_keys:
        if names.issuperset(key.fields) and _reached(key, schema, others):
            resource = {"resource": key.table} if key.table else {}
            yield {"fields": list(key.fields), "reference": {**resource, "fields": list(key.reference)}}


def _reached(key: ForeignKey, own: Schema, others: Mapping[str, Schema]) -> bool:
    target = others.get(key.table) if key.table else own
    return target is not None and {field.name for field in target.fields}.issuperset(key.reference)
