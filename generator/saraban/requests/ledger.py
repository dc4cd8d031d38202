"""The private ledger read: sound entries, and every mistake of hand in it with its line. Nothing is mended silently."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from saraban import yaml_lines
from saraban.model import Finding, Place, Text, Weight, both
from saraban.requests.entry import Entry
from saraban.requests.rules import entry_of
from saraban.requests.scribe import Known, Scribe


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger says. Entries with a mistake are not among `entries`; `numbers` are those of all."""

    file: Path
    text: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    numbers: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it may be written to and counted."""
        return not any(finding.weight is Weight.STOPS for finding in self.findings)

    def entry(self, number: str) -> Entry | None:
        """The entry with this number."""
        return next((entry for entry in self.entries if entry.number == number), None)


def read(file: Path, root: Path, known: Known) -> Ledger:
    """The ledger in `file`; an absent one is empty."""
    shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Ledger(file, "", (), ())
    except (OSError, UnicodeDecodeError) as error:
        return _unreadable(file, "", shown, str(error), None)
    return parse(text, file, shown, known)


def parse(text: str, file: Path, shown: str, known: Known) -> Ledger:
    """The ledger in a text."""
    try:
        document = yaml_lines.load(text)
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only: a telephone number keeps its nought
    except yaml_lines.Unreadable as error:
        return _unreadable(file, text, shown, error.detail, error.line)
    scribe = Scribe(document, shown, known)
    listed = _listed(value, scribe)
    entries = []
    numbers: list[str] = []
    for index, raw in enumerate(listed):
        entry = entry_of(raw, index, scribe)
        number = str(raw.get("number") or "").strip() if isinstance(raw, dict) else ""
        if number and number in numbers:
            first = scribe.line(("requests", numbers.index(number), "number"))
            scribe.tell(
                "ledger-number",
                ("requests", index, "number"),
                both(
                    f"เลขรับ “{number}” ซ้ำกับบรรทัดที่ {first}",
                    f"the number “{number}” stands on line {first} too",
                ),
                both("ให้เลขรับแต่ละคำขอไม่ซ้ำกัน", "give each request a number of its own"),
            )
            entry = None
        numbers.append(number)
        if entry:
            entries.append(entry)
    return Ledger(file, text, tuple(entries), tuple(scribe.findings), tuple(filter(None, numbers)))


def _listed(value: Any, scribe: Scribe) -> list[Any]:
    if value in (None, ""):
        return []
    wanted = both("แฟ้มต้องมี requests: ตามด้วยรายการคำขอ", "the file must say requests: and a list of them")
    if not isinstance(value, dict) or not isinstance(value.get("requests") or [], list):
        scribe.tell("ledger-shape", (), both("รูปแบบทะเบียนไม่ถูกต้อง", "this is not a ledger"), wanted)
        return []
    scribe.known_keys(value, (), ("requests",))
    return value.get("requests") or []


def _unreadable(file: Path, text: str, shown: str, detail: str, line: int | None) -> Ledger:
    finding = Finding(
        "ledger-unreadable",
        Weight.STOPS,
        Place(shown, line=line),
        both(f"อ่านทะเบียนไม่ได้: {detail}", f"the ledger cannot be read: {detail}"),
        _MEND,
    )
    return Ledger(file, text, (), (finding,))


_MEND: Text = both(
    "แก้รูปแบบ YAML ที่บรรทัดนี้ (การย่อหน้า เครื่องหมาย : และอัญประกาศ) ยังไม่มีสิ่งใดถูกเขียนทับ",
    "mend the YAML on this line (indents, colons, quotes); nothing was written over it",
)
