"""`verification.yaml` as it lies there, and written anew: comments at its top and unknown keys stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from saraban import yaml_lines
from saraban.model import Dataset


@dataclass(frozen=True, slots=True)
class Paper:
    """The file of one dataset: `shown` is its path for people, `head` the comments at its top."""

    file: Path
    shown: str
    head: str
    raw: Mapping[str, Any]


def place_of(dataset: Dataset) -> str:
    """Where the dataset's verification belongs, relative to the catalogue's folder."""
    if dataset.descriptor.lower().endswith(".zip"):
        return dataset.descriptor[: -len(".zip")] + ".verification.yaml"
    return f"{dataset.descriptor.rpartition('/')[0]}/verification.yaml"


def paper_of(root: Path, dataset: Dataset) -> Paper:
    """The file as it is; an empty one where there is none. That it can be read, the check has seen."""
    shown = place_of(dataset)
    file = root / shown
    text = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    lines = text.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    value = yaml_lines.load(text).value
    return Paper(file, shown, "".join(lines[:first]), value if isinstance(value, dict) else {})


def write(paper: Paper, raw: Mapping[str, Any]) -> None:
    """Write the file in one step, so that nobody ever reads half of it."""
    words = yaml.dump(
        dict(raw), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=False
    )
    aside = paper.file.with_name(paper.file.name + ".new")
    aside.write_text(paper.head + words, encoding="utf-8", newline="\n")
    aside.replace(paper.file)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines, such as a key's signature, line by line."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)
