"""Signatures for the packages: who checked and approved which bytes, and the cases that must not pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from saraban.read.verification import content_hash

UNSIGNED = "school-milk"  # complete, but nobody has signed yet
CLASSIFIED = "secret-measures"  # never signed, never named
WITHDRAWN = {
    "admission-plan-2569": {
        "date": date(2026, 8, 3),
        "reason": "พบว่าจำนวนที่รับได้ของบางโรงเรียนคำนวณจากเขตพื้นที่บริการชุดเดิม สำนักงานจะเผยแพร่ฉบับแก้ไข",
        "reason_en": "Places of some schools were computed with former service areas; a corrected edition will follow.",
    }
}
DESCRIPTORS = ("datapackage.yaml", "datapackage.json")


def verification(folder: Path, tables: Path) -> str:
    """The text of `verification.yaml` for the package in `folder`, whose tables lie in `tables`."""
    descriptor = next(folder / name for name in DESCRIPTORS if (folder / name).is_file())
    raw: Mapping[str, Any] = yaml.safe_load(descriptor.read_text(encoding="utf-8"))
    files = [(descriptor.name, sha256(descriptor.read_bytes())), *_covered(raw, folder, tables)]
    document = {
        "content": content_hash(files),
        "files": {path: f"sha256:{digest}" for path, digest in sorted(files)},
        "signatures": list(_signatures(raw)),
    }
    if raw["name"] in WITHDRAWN:
        document["withdrawn"] = WITHDRAWN[raw["name"]]
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)


def _covered(raw: Mapping[str, Any], folder: Path, tables: Path) -> Iterator[tuple[str, str]]:
    """Every table, schema and dialect file that the package names and that is there."""
    for resource in raw["resources"]:
        paths = resource.get("path", [])
        for path in [paths] if isinstance(paths, str) else paths:
            if (tables / path).is_file():
                yield path, sha256((tables / path).read_bytes())
        for key in ("schema", "dialect"):
            if isinstance(resource.get(key), str):
                yield resource[key], sha256((folder / resource[key]).read_bytes())


def _signatures(raw: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The head of the group that owns the data checks it; the director approves it. No real persons."""
    made = date.fromisoformat(str(raw["created"])[:10])
    checked = _working_day(made + timedelta(days=2))
    approved = _working_day(checked + timedelta(days=2))
    yield {
        "role": "verifier",
        "name": "นางสาวสมมติ ตัวอย่าง (บุคคลสมมติ)",
        "name_en": "Ms Sommot Tua-yang (imaginary person)",
        "position": f"ผู้อำนวยการ{raw['maintainer']}",
        "position_en": f"Director of the {raw['maintainer_en']}",
        "date": checked,
    }
    yield {
        "role": "approver",
        "name": "นายสมมติ นามสมมติ (บุคคลสมมติ)",
        "name_en": "Mr Sommot Nam-sommot (imaginary person)",
        "position": "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
        "position_en": "Director of the educational service area office",
        "date": approved,
    }


def _working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def sha256(content: bytes) -> str:
    """The hash of a file's bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
