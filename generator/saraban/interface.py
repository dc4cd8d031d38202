"""The program's own words: a folder a language, a YAML file a topic (`words/th/dataset.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from saraban.model import Language

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of one language; `interface("rows", n=5)` fills in what stands in braces."""

    language: Language
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words under `key`. Raises KeyError for a key that no language has."""
        return self.words[key].format(**values) if values else self.words[key]


@cache
def interface(language: Language) -> Interface:
    """The words of `language`; those of English where it has none."""
    return Interface(language, {**_folder(FALLBACK), **_folder(language)})


def _folder(language: Language) -> dict[str, str]:
    words: dict[str, str] = {}
    folder = files("saraban") / "words" / language
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            words |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return words
