"""Paths in descriptors: safe ones become files with their hash, all others a problem."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

from saraban.model import Part, Problem, Trouble

_URL = re.compile(r"^[a-z][a-z0-9+.-]+:", re.IGNORECASE)


def part_at(path: str, base: Path) -> Part | Problem:
    """The file that `path` names below `base`, or why it cannot be used."""
    if problem := unsafe(path):
        return problem
    file = base / path
    try:
        if not file.resolve().is_relative_to(base.resolve()):
            return Problem(Trouble.UNSAFE, path, "symbolic link")
        if not file.is_file():
            return Problem(Trouble.ABSENT, path)
        size, digest = _measure(file)
    except OSError as error:
        return Problem(Trouble.UNREADABLE, path, error.strerror or str(error))
    return Part(path, file, size, digest)


def unsafe(path: str) -> Problem | None:
    """Why a path may not be opened: it is an address, or it leaves the package."""
    if _URL.match(path) and not re.match(r"^[a-zA-Z]:", path):
        return Problem(Trouble.REMOTE, path)
    plain = PurePosixPath(path.replace("\\", "/"))
    if (
        not path
        or "\0" in path
        or path.startswith(("/", "\\", "~"))
        or ".." in plain.parts
        or re.match(r"^[a-zA-Z]:", path)
    ):
        return Problem(Trouble.UNSAFE, path)
    return None


def _measure(file: Path) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
            size += len(block)
    return size, digest.hexdigest()
