"""Which files git tracks, so that a public repository cannot hold withheld tables unnoticed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def tracked_files(root: Path) -> frozenset[Path]:
    """Absolute paths of all tracked files below `root`; empty outside a repository or without git."""
    git = shutil.which("git")
    if git is None:
        return frozenset()
    listing = subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(root), "ls-files", "-z", "--", "data", "datapackages"],
        capture_output=True,
        check=False,
    )
    if listing.returncode != 0:
        return frozenset()
    names = listing.stdout.decode("utf-8", errors="surrogateescape").split("\0")
    return frozenset((root / name).resolve() for name in names if name)
