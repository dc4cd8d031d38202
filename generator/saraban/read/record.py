"""Raw descriptor → record: what a dataset says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from saraban.catalogue import Catalogue, did_you_mean
from saraban.model import (
    Access,
    Change,
    Frequency,
    Licence,
    Period,
    Record,
    Request,
    Source,
    Text,
    Weight,
    both,
)
from saraban.read.words import Raw, day, mapping, mappings, string, text, texts, years

_GOVERNMENT = (
    "data_type",
    "objective",
    "geo_coverage",
    "data_format",
    "data_source",
    "data_collect",
    "disaggregate",
)


def record_of(name: str, raw: Raw, catalogue: Catalogue, folder: Path) -> Record:
    """The record; properties that cannot be used are left empty (`mistakes` tells of them)."""
    defaults = catalogue.policy.defaults
    stated = string(raw.get("access"))
    access = defaults.access if "access" not in raw else _access(stated)
    title = text(raw, "title")
    return Record(
        name=name,
        title=title if title.primary else Text(string(raw.get("name")) or name, title.others),
        description=text(raw, "description"),
        keywords=texts(raw, "keywords"),
        work_area=string(raw.get("work_area")) or defaults.work_area,
        level=string(raw.get("level")) or defaults.level,
        access=access,
        access_stated=stated if access is None else "",
        category=_code(raw["data_category"]) if "data_category" in raw else defaults.data_category,
        classification=_code(raw.get("data_classification")),
        licences=tuple(_licences(raw)),
        sources=tuple(_sources(raw)),
        contributors=tuple(_contributors(raw)),
        maintainer=text(raw, "maintainer"),
        email=string(raw.get("maintainer_email")),
        period=_period(raw),
        frequency=_frequency(raw),
        next_release=day(raw.get("next_release")),
        embargo=day(raw.get("embargo_until")),
        version=string(raw.get("version")),
        created=string(raw.get("created")),
        homepage=string(raw.get("homepage")),
        request=_request(mapping(raw.get("request"))),
        changes=tuple(
            Change(day(c.get("date")), string(c.get("version")), text(c, "note"))
            for c in mappings(raw.get("changes"))
        ),
        notes=_notes(folder),
        government={key: raw[key] for key in _GOVERNMENT if key in raw},
    )


def mistakes(raw: Raw, catalogue: Catalogue) -> Iterator[tuple[str, Text, Text, Weight]]:
    """What is wrong with saraban's own properties: (property, problem, cure, weight).

    A permission that cannot be read stops; anything else only warns, since a package from elsewhere may use
    the same word for something else.
    """
    if "access" in raw and _access(string(raw["access"])) is None:
        known = [access.value for access in Access]
        cure = did_you_mean(string(raw["access"]), known)
        assert cure is not None
        yield "access", _unusable("access", raw["access"]), cure, Weight.STOPS
    for key in ("embargo_until", "as_of", "next_release"):
        if key in raw and day(raw[key]) is None:
            cure = both(
                "เขียนวันที่เป็น ปี-เดือน-วัน โดยใช้ปีคริสต์ศักราช เช่น 2026-06-10",
                "write year-month-day in the Common Era, such as 2026-06-10",
            )
            weight = Weight.STOPS if key == "embargo_until" else Weight.WARNS
            yield key, _unusable(key, raw[key]), cure, weight
    for key in ("academic_year", "fiscal_year", "calendar_year"):
        if key in raw and years(raw[key]) is None:
            cure = both(
                "เขียนปีเดียว เช่น 2569 หรือช่วง [2565, 2569]", "write a year (2026) or a span [2022, 2026]"
            )
            yield key, _unusable(key, raw[key]), cure, Weight.WARNS
    for key in ("data_category", "data_classification"):
        if raw.get(key) is not None and not isinstance(raw[key], str):
            cure = both("เขียนเป็นข้อความเดียว", "write it as one text")
            yield key, _unusable(key, raw[key]), cure, Weight.STOPS
    known_ids = {
        "work_area": [area.id for area in catalogue.settings.work_areas],
        "level": [level.id for level in catalogue.settings.levels],
        "round": [entry.id for entry in catalogue.settings.rounds],
        "data_category": list(catalogue.codes.codes("data_category")),
        "data_classification": list(catalogue.codes.codes("data_classification")),
        "update_frequency_unit": list(catalogue.codes.codes("update_frequency_unit")),
    }
    for key, known in known_ids.items():
        value = string(raw.get(key))
        if value and isinstance(raw[key], str) and known and value not in known:
            guess = did_you_mean(value, known)
            assert guess is not None
            weight = Weight.STOPS if key.startswith("data_c") else Weight.WARNS
            yield key, _unusable(key, value), guess, weight


def _unusable(key: str, value: Any) -> Text:
    return both(f"ใช้ค่า {value!r} ของ “{key}” ไม่ได้", f"{value!r} cannot be used for “{key}”")


def _code(value: Any) -> str:
    """A code as written. All words inside a value of the wrong kind count, since one of them may mean secrecy."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return ", ".join(filter(None, map(_code, value)))
    return string(value)


def _access(stated: str) -> Access | None:
    return Access(stated) if stated in tuple(Access) else None


def _licences(raw: Raw) -> Iterator[Licence]:
    """The package's licences; where it has none, those of its resources."""
    given = mappings(raw.get("licenses"))
    if isinstance(raw.get("license"), (str, dict)):
        old = raw["license"]
        given = [*given, {"name": old} if isinstance(old, str) else old]
    if not given:
        given = [item for r in mappings(raw.get("resources")) for item in mappings(r.get("licenses"))]
    seen: set[Licence] = set()
    for item in given:
        licence = Licence(
            string(item.get("name") or item.get("id") or item.get("type")),
            string(item.get("title")),
            string(item.get("path") or item.get("url")),
        )
        if licence != Licence() and licence not in seen:
            seen.add(licence)
            yield licence


def _sources(raw: Raw) -> Iterator[Source]:
    for item in mappings(raw.get("sources")):
        title = text(item, "title")
        path = string(item.get("path") or item.get("web"))
        yield Source(title or Text(string(item.get("name")) or path), path, string(item.get("version")))


def _contributors(raw: Raw) -> Iterator[str]:
    """Names only: e-mail addresses of persons are not carried on."""
    for item in mappings(raw.get("contributors")):
        name = string(item.get("title")) or " ".join(
            filter(None, (string(item.get("givenName")), string(item.get("familyName"))))
        )
        if name:
            yield name


def _period(raw: Raw) -> Period:
    return Period(
        as_of=day(raw.get("as_of")),
        academic=years(raw.get("academic_year")),
        fiscal=years(raw.get("fiscal_year")),
        calendar=years(raw.get("calendar_year")),
        round=string(raw.get("round")),
    )


def _frequency(raw: Raw) -> Frequency:
    interval = raw.get("update_frequency_interval", 1)
    whole = isinstance(interval, int) and not isinstance(interval, bool) and interval > 0
    return Frequency(string(raw.get("update_frequency_unit")), interval if whole else 1)


def _request(raw: Raw) -> Request:
    return Request(*(text(raw, key) for key in ("ground", "decided_by", "conditions", "contact", "reason")))


def _notes(folder: Path) -> Text:
    """`notes.md` in the primary language, `notes.en.md` in another."""

    def words(file: Path) -> str:
        try:
            return file.read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    others = tuple((file.name[-5:-3], words(file)) for file in sorted(folder.glob("notes.??.md")))
    return Text(words(folder / "notes.md"), tuple(pair for pair in others if pair[1]))
