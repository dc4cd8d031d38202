"""Downloads of an unchanged dataset, kept from an earlier build beside a note of what they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from saraban.model import Distribution

_NOTE = "manifest.json"
_FILES = "files"


def note(home: Path, made: Sequence[Distribution]) -> None:
    """Note what lies in `home`."""
    noted = [
        {
            "dataset": d.dataset,
            "table": d.table,
            "format": d.format,
            "path": d.path,
            "file": d.file.name,
            "bytes": d.bytes,
            "sha256": d.sha256,
            "guarded": d.guarded,
        }
        for d in made
    ]
    (home / _NOTE).write_text(json.dumps(noted, ensure_ascii=False, indent=1), encoding="utf-8")


def kept(home: Path) -> tuple[Distribution, ...] | None:
    """What lies in `home`; None where something of it is missing or damaged.

    Cost: the note is read, and the size of each file looked at.
    """
    try:
        noted = json.loads((home / _NOTE).read_text(encoding="utf-8"))
        found = tuple(_distribution(entry, home / _FILES) for entry in noted)
        whole = all(entry.file.stat().st_size == entry.bytes for entry in found)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return found if whole else None


def _distribution(entry: dict[str, Any], folder: Path) -> Distribution:
    read = Distribution(**{**entry, "file": folder / entry["file"]})
    return replace(read, bytes=int(read.bytes), guarded=int(read.guarded))
