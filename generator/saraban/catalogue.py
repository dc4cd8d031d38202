"""catalogue.yaml in, settings out; or every mistake in it at once, each with line and cure."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from saraban import yaml_lines
from saraban.holiday_years import holiday_years
from saraban.model import Finding, Place, Text, Weight, both
from saraban.settings import CatalogueSettings, Level, Policy, Round, WorkArea
from saraban.vocabulary import Vocabulary, vocabulary

FILE = "datapackages/catalogue.yaml"


class Mistakes(Exception):
    """The catalogue's settings cannot be used; `findings` says all that is wrong with them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep what is wrong, all of it."""
        super().__init__(f"{len(findings)} mistakes in {FILE}")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Settings of one catalogue, and where it lies."""

    root: Path
    settings: CatalogueSettings
    codes: Vocabulary

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the site; the first is the primary one."""
        return self.settings.languages

    @property
    def primary(self) -> str:
        """The language of plain properties such as `title`."""
        return self.settings.languages[0]

    @property
    def policy(self) -> Policy:
        """What may be published."""
        return self.settings.policy

    def work_area(self, name: str) -> WorkArea | None:
        """The work area called `name`."""
        return next((area for area in self.settings.work_areas if area.id == name), None)

    def level(self, name: str) -> Level | None:
        """The level called `name`."""
        return next((level for level in self.settings.levels if level.id == name), None)

    def round(self, name: str) -> Round | None:
        """The collection round called `name`."""
        return next((entry for entry in self.settings.rounds if entry.id == name), None)


def catalogue_at(root: Path) -> Catalogue:
    """Read the catalogue whose folder is `root`; raises `Mistakes`."""
    file = root / FILE
    try:
        document = yaml_lines.load(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Mistakes([_no_file()]) from None
    except OSError as error:
        raise Mistakes([_unreadable(error.strerror or str(error), None)]) from None
    except UnicodeDecodeError as error:
        raise Mistakes([_unreadable(str(error), None)]) from None
    except yaml_lines.Unreadable as error:
        raise Mistakes([_unreadable(error.detail, error.line)]) from None
    return _from_document(root, document)


def _from_document(root: Path, document: yaml_lines.Document) -> Catalogue:
    try:
        settings = CatalogueSettings.model_validate(document.value)
    except ValidationError as error:
        raise Mistakes([_mistake(details, document) for details in error.errors()]) from None
    codes = vocabulary(settings.vocabulary)
    if mistakes := list(_disagreements(settings, codes, document)):
        raise Mistakes(mistakes)
    assert codes is not None  # `_disagreements` told of a missing vocabulary
    years, mistaken = holiday_years(root)
    if mistaken:
        raise Mistakes(mistaken)
    days = {day.date: day for day in (*(day for year in years for day in year.holidays), *settings.holidays)}
    holidays = tuple(days[day] for day in sorted(days))
    return Catalogue(root, settings.model_copy(update={"holidays": holidays}), codes)


def _disagreements(
    settings: CatalogueSettings, codes: Vocabulary | None, document: yaml_lines.Document
) -> Iterable[Finding]:
    """Names that point to nothing, and names given twice."""
    if codes is None:
        yield _finding(
            document,
            ("vocabulary",),
            both(f"ไม่รู้จักชุดรหัส “{settings.vocabulary}”", f"unknown vocabulary “{settings.vocabulary}”"),
            both("ใช้ thai-gdc หรือ plain", "use thai-gdc or plain"),
        )
    areas = [area.id for area in settings.work_areas]
    for group in ("work_areas", "levels", "rounds", "roles"):
        ids = [entry.id for entry in getattr(settings, group)]
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield _finding(
                    document,
                    (group, index, "id"),
                    both(f"รหัส “{name}” ซ้ำ", f"the id “{name}” is given twice"),
                    both("ตั้งรหัสให้ไม่ซ้ำกัน", "give each entry an id of its own"),
                )
    used: list[tuple[tuple[str | int, ...], str]] = [
        (("calendar", i, "work_area"), event.work_area) for i, event in enumerate(settings.calendar)
    ]
    used += [
        (("roles", i, "work_areas"), n) for i, role in enumerate(settings.roles) for n in role.work_areas
    ]
    used += [(("policy", "defaults", "work_area"), settings.policy.defaults.work_area)]
    for path, name in used:
        if name and name not in areas:
            yield _finding(
                document,
                path,
                both(f"ไม่มีกลุ่มงาน “{name}”", f"there is no work area “{name}”"),
                did_you_mean(name, areas) or both("ใช้รหัสใน work_areas", "use an id from work_areas"),
            )


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one; empty when none does."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """A guess at the word that was meant."""
    names = list(known)
    if near := nearest(word, names):
        return both(f"หมายถึง “{near}” หรือไม่", f"did you mean “{near}”?")
    if names:
        listed = ", ".join(names)
        return both(f"ใช้ค่าใดค่าหนึ่งต่อไปนี้: {listed}", f"use one of: {listed}")
    return None


def _mistake(details: ErrorDetails, document: yaml_lines.Document) -> Finding:
    path = tuple(step for step in details["loc"] if not str(step).startswith("function-"))
    name = ".".join(str(step) for step in path) or FILE
    match details["type"]:
        case "missing":
            problem = both(f"ไม่มีค่า “{name}” ที่จำเป็น", f"“{name}” is missing")
            cure = both(f"เพิ่ม {path[-1]}: …", f"add {path[-1]}: …")
        case "extra_forbidden":
            problem = both(f"ไม่รู้จักคำสั่ง “{name}”", f"unknown setting “{name}”")
            cure = did_you_mean(str(path[-1]), _known_keys(path[:-1])) or both("ลบออก", "remove it")
        case kind:
            given = details["input"]
            wanted = str(details.get("ctx", {}).get("expected") or details["msg"]).removeprefix(
                "Value error, "
            )
            problem = both(f"ค่า {given!r} ของ “{name}” ใช้ไม่ได้", f"{given!r} cannot be used for “{name}”")
            cure = both(f"ค่าที่ใช้ได้: {wanted} ({kind})", f"wanted: {wanted} ({kind})")
    return _finding(document, path, problem, cure)


def _known_keys(path: Sequence[str | int]) -> list[str]:
    """The settings that may stand at `path`."""
    model: type[BaseModel] = CatalogueSettings
    for step in path:
        if isinstance(step, int):
            continue
        info = model.model_fields.get(step)
        inner = None if info is None else _model_in(info.annotation)
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return next((model for inner in get_args(annotation) if (model := _model_in(inner))), None)
    return None


def _finding(document: yaml_lines.Document, path: Sequence[str | int], problem: Text, cure: Text) -> Finding:
    pointer = "/" + "/".join(str(step) for step in path) if path else ""
    place = Place(FILE, pointer=pointer, line=document.line(path))
    return Finding("catalogue-mistake", Weight.STOPS, place, problem, cure)


def _no_file() -> Finding:
    return Finding(
        "catalogue-missing",
        Weight.STOPS,
        Place(FILE),
        both("ไม่พบแฟ้มบัญชีข้อมูล", "the catalogue's file is missing"),
        both(
            "สั่ง saraban ในโฟลเดอร์ที่มี datapackages/catalogue.yaml หรือสร้างใหม่ด้วย saraban new DIR",
            "run saraban in the folder that holds datapackages/catalogue.yaml, or make one with: saraban new DIR",
        ),
    )


def _unreadable(detail: str, line: int | None) -> Finding:
    return Finding(
        "catalogue-unreadable",
        Weight.STOPS,
        Place(FILE, line=line),
        both(f"อ่านแฟ้มไม่ได้: {detail}", f"the file cannot be read: {detail}"),
        both("แก้รูปแบบ YAML ที่บรรทัดนี้ (การย่อหน้า เครื่องหมาย : และอัญประกาศ)", "mend the YAML on this line"),
    )
