"""What the last inspection saw of each file, so that an unchanged one is not read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from saraban.inspect.pages import Seen
from saraban.portal import code_key
from saraban.write import Written


def read(note: Path, written: Written) -> dict[str, Seen | None]:
    """What was seen of the files that have not changed since; nothing where the note is missing or damaged."""
    try:
        noted = json.loads(note.read_text(encoding="utf-8"))
        if noted["code"] != code_key("inspect"):
            return {}
        return {
            path: _seen(path, leads, anchors)
            for path, (state, leads, anchors) in noted["files"].items()
            if written.files.get(path) == tuple(state)
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _seen(path: str, leads: list[str] | None, anchors: list[str]) -> Seen | None:
    if leads is None:
        return None
    inner = (lead.rpartition("#") for lead in leads)
    return Seen(path, frozenset((target, anchor) for target, _, anchor in inner), (), frozenset(anchors))


def save(note: Path, written: Written, seen: Mapping[str, Seen | None]) -> None:
    """Note a site that passed: nothing in it leads astray or leaks."""
    files = {
        path: (
            written.files[path],
            sorted(f"{target}#{anchor}" for target, anchor in page.inner) if page else None,
            sorted(page.anchors) if page else [],
        )
        for path, page in seen.items()
    }
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(
        json.dumps({"code": code_key("inspect"), "files": files}, separators=(",", ":")), encoding="utf-8"
    )
