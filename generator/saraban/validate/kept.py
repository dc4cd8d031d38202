"""Verdicts kept by content: what has not changed is not read again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from saraban.validate.faults import Faults, as_json, from_json


def kept(file: Path) -> Faults | None:
    """The verdict in `file`; None when there is none, or when it is not whole."""
    try:
        entry = json.loads(file.read_text(encoding="utf-8"))
        return from_json(entry["faults"]) if entry["sha256"] == _digest(entry["faults"]) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep(faults: Faults, file: Path) -> None:
    """Write the verdict so that a reader finds all of it or nothing."""
    with suppress(OSError):  # a disk that is full or read-only costs time, nothing else
        _write(as_json(faults), file)


def _write(value: Any, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"sha256": _digest(value), "faults": value}, stream, ensure_ascii=False)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
