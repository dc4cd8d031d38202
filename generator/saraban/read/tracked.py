"""Which files git tracks, so that a public repository cannot hold withheld tables unnoticed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path


def tracked_files(root: Path) -> Callable[[Path], bool]:
    """Whether git tracks a file below `root`.

    Nothing is tracked outside a repository; where there is one and git does not answer (it is not installed, or
    refuses the folder's owner), everything counts as tracked: closed by default.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return lambda _file: False
    git = shutil.which("git")
    listing = git and subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(root), "ls-files", "-z", "--", "data", "datapackages"],
        capture_output=True,
        check=False,
    )
    if not listing or listing.returncode != 0:
        return lambda _file: True
    names = listing.stdout.decode("utf-8", errors="surrogateescape").split("\0")
    known = frozenset((root / name).resolve() for name in names if name)
    return lambda file: file.resolve() in known
