"""Makes a folder equal to a set of assets: an unchanged file is linked from the last site, all others are made."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from saraban.model import Asset


@dataclass(frozen=True, slots=True)
class Written:
    """What lies in a site: path → (key, bytes, time of change in nanoseconds)."""

    files: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Written:
        """What the last build noted; nothing where the note is missing or damaged, so that all is made anew."""
        try:
            noted = json.loads(file.read_text(encoding="utf-8"))
            return cls({path: (str(key), int(size), int(time)) for path, (key, size, time) in noted.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return cls()

    def save(self, file: Path) -> None:
        """Note it for the next build."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(self.files, separators=(",", ":")), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Clash(Exception):
    """Two assets want the same address (compared as a file system without case would)."""

    path: str


def folder(assets: Iterable[Asset], into: Path, last: Path, before: Written) -> Written:
    """Write the assets into the empty folder `into`, linking from the folder `last` what is still the same.

    Returns what was written. Raises `Clash`. Cost: an unchanged asset is one link, a changed one is made and
    written; what no asset names any more is simply not there.
    """
    done: dict[str, tuple[str, int, int]] = {}
    taken: set[str] = set()
    for asset in assets:
        if asset.path.casefold() in taken:
            raise Clash(asset.path)
        taken.add(asset.path.casefold())
        target = into / asset.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not _linked(asset, last / asset.path, target, before.files.get(asset.path)):
            _made(asset, target)
        found = target.stat()
        done[asset.path] = (asset.key, found.st_size, found.st_mtime_ns)
    return Written(done)


def _linked(asset: Asset, old: Path, target: Path, noted: tuple[str, int, int] | None) -> bool:
    """Whether the file of the last site could be taken over: same key, and untouched since it was written."""
    if noted is None or noted[0] != asset.key:
        return False
    try:
        found = old.stat()
        if (found.st_size, found.st_mtime_ns) != noted[1:]:
            return False
        _link(old, target)
    except OSError:
        return False
    return True


def _made(asset: Asset, target: Path) -> None:
    made = asset.make()
    if isinstance(made, Path):
        _link(made, target)
    else:
        target.write_bytes(made)


def _link(source: Path, target: Path) -> None:
    # Hard-linked, not read: downloads can be larger than memory. Across file systems a copy must do.
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
