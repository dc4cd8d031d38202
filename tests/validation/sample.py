"""A data package as a value: its descriptor and its files, to write down and to show."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"

Descriptor = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """A small package. `files` lie beside the descriptor, by name."""

    descriptor: Descriptor
    files: Mapping[str, bytes]

    def write(self, folder: Path) -> Path:
        """The descriptor's path, after the files were written to the new folder."""
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        file = folder / "datapackage.json"
        file.write_text(
            json.dumps(self.descriptor, ensure_ascii=False), encoding="utf-8", errors="surrogatepass"
        )
        return file

    def __str__(self) -> str:
        """The package as a person can read it and make it again."""
        parts = ["datapackage.json", json.dumps(self.descriptor, ensure_ascii=False, indent=1)]
        for name, content in self.files.items():
            parts += [f"{name} ({len(content)} bytes)", *_lines(content)]
        return "\n".join(parts)


def _lines(content: bytes) -> list[str]:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return [repr(content)]
    lines = io.StringIO(text, newline="").readlines()
    return [repr(line) for line in (lines if len(lines) <= 60 else [*lines[:60], "..."])]


def package(
    *resources: Descriptor, v2: bool = False, files: Mapping[str, bytes] | None = None, **named: bytes
) -> Sample:
    """A package of these resources; a file may be named by a keyword with `__` for the dot."""
    head: Descriptor = {"$schema": V2} if v2 else {}
    by_keyword = {name.replace("__", "."): content for name, content in named.items()}
    return Sample({**head, "resources": list(resources)}, {**by_keyword, **(files or {})})


def table(name: str, *fields: Descriptor, **properties: Any) -> Descriptor:
    """A resource with the file `<name>.csv`, unless `path` or `data` says otherwise; `schema` adds to the schema."""
    schema = {"fields": list(fields), **properties.pop("schema", {})}
    source = {} if "data" in properties else {"path": f"{name}.csv"}
    return {"name": name, **source, "schema": schema, **properties}
