"""Collects the mistakes of a ledger, each with its line, and reads single values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from saraban import yaml_lines
from saraban.catalogue import did_you_mean
from saraban.model import Finding, Place, Text, Weight, both
from saraban.settings import CatalogueSettings

Path = tuple[str | int, ...]
_BUDDHIST = 543


@dataclass(frozen=True, slots=True)
class Known:
    """What a ledger is read against; `datasets` are the names its entries may refer to (None: any)."""

    settings: CatalogueSettings
    today: date
    datasets: Sequence[str] | None = None

    @property
    def grounds(self) -> list[str]:
        """The grounds of refusal that the catalogue lists, as its primary language writes them."""
        asked = self.settings.request
        return [clause.section.primary for clause in asked.refusal] if asked else []


@dataclass(slots=True)
class Scribe:
    """The one thing here that grows: the list of what was found while a ledger is read."""

    document: yaml_lines.Document
    file: str
    known: Known
    findings: list[Finding] = field(default_factory=list)

    def line(self, path: Path) -> int | None:
        """The line of the thing at `path`."""
        return self.document.line(path)

    def tell(self, rule: str, path: Path, problem: Text, cure: Text, weight: Weight = Weight.STOPS) -> None:
        """Note a mistake."""
        pointer = "/" + "/".join(map(str, path)) if path else ""
        place = Place(self.file, pointer=pointer, line=self.line(path) or 1)
        self.findings.append(Finding(rule, weight, place, problem, cure))

    def known_keys(self, raw: Mapping[str, Any], path: Path, known: Sequence[str]) -> None:
        """Tell of keys that mean nothing here."""
        for key in raw:
            if key not in known:
                self.tell(
                    "ledger-key",
                    (*path, key),
                    both(f"ไม่รู้จัก “{key}”", f"“{key}” is not known here"),
                    did_you_mean(str(key), known) or both("ลบออก", "remove it"),
                )

    def words(self, raw: Mapping[str, Any], key: str, path: Path) -> str:
        """A text; empty where there is none."""
        value = raw.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.tell(
            "ledger-shape",
            (*path, key),
            both(f"“{key}” ต้องเป็นข้อความ", f"“{key}” must be words"),
            both("เขียนเป็นข้อความบรรทัดเดียว", "write it as one text"),
        )
        return ""

    def choice(self, raw: Mapping[str, Any], key: str, path: Path, known: Sequence[str], rule: str) -> str:
        """One of the known words; empty, and told, where it is none of them."""
        value = self.words(raw, key, path)
        if value in known:
            return value
        problem = (
            both(f"ไม่รู้จัก {key} “{value}”", f"{key} “{value}” is not known")
            if value
            else both(f"ไม่มี {key}", f"{key} is missing")
        )
        cure = did_you_mean(value, known) or both("แก้ค่านี้", "mend it")
        self.tell(rule, (*path, key), problem, cure)
        return ""

    def day(self, raw: Mapping[str, Any], key: str, path: Path) -> date | None:
        """A day; None, and told, where it is none."""
        value = self.words(raw, key, path)
        try:
            day = date.fromisoformat(value) if len(value) == len("2026-01-31") else None
        except ValueError:
            day = None
        if day is not None and day.year < date.max.year and day.year > 2400:
            meant = _common_era(value)
            self.tell(
                "ledger-date",
                (*path, key),
                both(f"{value} เป็นปี พ.ศ.", f"{value} has a Buddhist year"),
                both(f"เขียนเป็นปี ค.ศ.: {meant}", f"write the year of the Common Era: {meant}"),
            )
            return None
        if day is None:
            self.tell(
                "ledger-date",
                (*path, key),
                both(f"“{value}” ไม่ใช่วันที่ที่มีจริง", f"“{value}” is not a day of the calendar"),
                both("เขียนเป็น ปี ค.ศ.-เดือน-วัน เช่น 2026-11-24", "write year-month-day, such as 2026-11-24"),
            )
        return day


def _common_era(value: str) -> str:
    return f"{int(value[:4]) - _BUDDHIST}{value[4:]}"
