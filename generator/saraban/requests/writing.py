"""The ledger written: a line is added, nothing else is touched, and what comes out is read again before it counts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from saraban.requests.entry import Entry, Event
from saraban.requests.ledger import Ledger

_HEAD = """\
# ทะเบียนคำขอข้อมูลข่าวสาร: มีข้อมูลส่วนบุคคล ห้ามเผยแพร่และห้ามนำเข้า git
# The register of requests: personal data, never published, never in git.
requests:
"""
Read = Callable[[str], Ledger]


class NotWritten(Exception):
    """The change would not have come out as meant (the file has a form of its own); nothing was written."""


def with_entry(ledger: Ledger, entry: Entry) -> str:
    """The ledger's text with one more entry at its end."""
    text = ledger.text or _HEAD
    if not ledger.numbers and "requests:" in text:
        text = text.replace("requests: []", "requests:")
    ending = "" if text.endswith("\n") else "\n"
    return text + ending + _indented(_entry_text(entry), _indent(text))


def with_event(ledger: Ledger, number: str, event: Event) -> str:
    """The ledger's text with one more line of history below the last one of the entry. Raises `NotWritten`."""
    place = _history_end(ledger.text, number)
    if place is None:
        raise NotWritten(number)
    line, column = place
    lines = ledger.text.splitlines(keepends=True)
    if line and not lines[line - 1].endswith("\n"):
        lines[line - 1] += "\n"
    return "".join([*lines[:line], f"{' ' * column}- {_flow(event)}\n", *lines[line:]])


def write(ledger: Ledger, text: str, wanted: Entry, read: Read) -> None:
    """Write the text, unless reading it gives anything but the old entries and the wanted one. Raises `NotWritten`."""
    new = read(text)
    same = {entry.number: replace(entry, line=None) for entry in ledger.entries}
    after = {entry.number: replace(entry, line=None) for entry in new.entries}
    if not new.sound or after != same | {wanted.number: replace(wanted, line=None)}:
        raise NotWritten(wanted.number)
    handle, name = tempfile.mkstemp(dir=ledger.file.parent, prefix=".requests-")  # only its owner may read it
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).replace(ledger.file)
    finally:
        Path(name).unlink(missing_ok=True)


def next_number(ledger: Ledger, year: int) -> str:
    """The number after the highest of this year: 13/2569."""
    taken = [
        int(first)
        for number in ledger.numbers
        for first, _, of in [number.partition("/")]
        if of == str(year) and first.isascii() and first.isdigit()
    ]
    return f"{max(taken, default=0) + 1}/{year}"


def _entry_text(entry: Entry) -> str:
    said = {
        key: getattr(entry, key) for key in ("number", "kind", "channel", "dataset", "subject", "reference")
    }
    lines = [_flow_pair(key, value) for key, value in said.items() if value]
    requester = {key: value for key, value in asdict(entry.requester).items() if value}
    if requester:
        lines += ["requester:", *(f"  {_flow_pair(key, value)}" for key, value in requester.items())]
    lines += ["history:", *(f"  - {_flow(event)}" for event in entry.history)]
    return "- " + "\n  ".join(lines) + "\n"


def _flow(event: Event) -> str:
    """A line of history: only what it says."""
    said: dict[str, Any] = {"state": event.state, "on": event.on.isoformat()}
    for key in ("result", "ground", "reason", "covered", "elsewhere", "by", "note"):
        if value := getattr(event, key):
            said[key] = value
    if event.until:
        said["until"] = event.until.isoformat()
    if event.state == "third-party-heard":
        said["objection"] = "true" if event.objection else "false"
    return "{" + ", ".join(_flow_pair(key, value) for key, value in said.items()) + "}"


_PLAIN = ("state", "on", "until", "objection", "result", "kind", "channel", "dataset")


def _flow_pair(key: str, value: str) -> str:
    return f"{key}: {value if key in _PLAIN else _quoted(value)}"


def _quoted(value: str) -> str:
    """A text between double quotes, on one line."""
    written = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=10**9)
    return str(written).strip()


def _indented(text: str, by: int) -> str:
    return "".join(" " * by + line for line in text.splitlines(keepends=True))


def _indent(text: str) -> int:
    """How far in the entries stand."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    found = _value(node, "requests")
    if isinstance(found, yaml.SequenceNode) and found.value and not found.flow_style:
        return int(found.start_mark.column)
    return 2


def _history_end(text: str, number: str) -> tuple[int, int] | None:
    """After which line the history of an entry ends, and how far in its lines stand; None where it is not a block."""
    listed = _value(yaml.compose(text, Loader=yaml.SafeLoader), "requests")
    for entry in listed.value if isinstance(listed, yaml.SequenceNode) else ():
        of, history = _value(entry, "number"), _value(entry, "history")
        if of is not None and str(of.value).strip() == number and isinstance(history, yaml.SequenceNode):
            if history.flow_style or not history.value:
                return None
            last = history.value[-1]
            ends = _last_line(last)
            return ends + 1, int(history.start_mark.column)
    return None


def _last_line(node: Any) -> int:
    """The line on which a node's last scalar or bracket ends."""
    if isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    mark = node.end_mark
    return int(mark.line if mark.column else mark.line - 1)


def _value(node: Any, key: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None


def year_of(day: date, buddhist: bool) -> int:
    """The year of a number."""
    return day.year + (543 if buddhist else 0)
