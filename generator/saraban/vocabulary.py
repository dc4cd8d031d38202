"""Code lists as data: what may stand in a descriptor's coded items, and how people read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from saraban.model import Text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Code lists by the name of the descriptor property that uses them.

    `lists` maps property → code → label; `periods` maps a frequency unit to its days (0: no period).
    """

    name: str
    lists: Mapping[str, Mapping[str, Text]]
    periods: Mapping[str, int]

    def codes(self, item: str) -> tuple[str, ...]:
        """The codes of one property; empty when the property is free text."""
        return tuple(self.lists.get(item, {}))

    def label(self, item: str, code: str) -> Text:
        """How people read a code; the code itself when it is unknown."""
        return self.lists.get(item, {}).get(code) or Text(code)


@cache
def vocabulary(name: str) -> Vocabulary | None:
    """The vocabulary called `name`, or None when there is none."""
    file = files("saraban") / "vocabularies" / f"{name}.yaml"
    if not name.replace("-", "").isalnum() or not file.is_file():
        return None
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    lists = {
        item: {str(code): Text(str(code), tuple(sorted(labels.items()))) for code, labels in codes.items()}
        for item, codes in raw["lists"].items()
    }
    return Vocabulary(name, lists, {str(unit): int(days) for unit, days in raw["periods"].items()})
