"""What several tests need: expectations in files, and catalogues to build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Expected = Callable[[Path, str], None]

ROOT = Path(__file__).parents[1]


def catalogue_from(given: Path, root: Path, frames_cache: Path) -> Path:
    """A copy of a catalogue with this repository's hand-written pages, ready to build.

    `frames_cache` holds what the site engine made before, since it makes the same for every test.
    """
    shutil.copytree(given, root)
    if not (root / "site_src").exists():
        shutil.copytree(ROOT / "site_src", root / "site_src")
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(frames_cache, root / ".saraban" / "frames", dirs_exist_ok=True)
    return root


def saraban(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as people call it."""
    return subprocess.run(
        [sys.executable, "-m", "saraban", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
