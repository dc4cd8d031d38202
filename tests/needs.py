"""What the tests need besides Python: Debian's Chromium. Installed when it is missing and may be, else said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    if any(shutil.which(name) for name in BROWSERS):
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True)
        return 0 if shutil.which("chromium") else _say()
    return _say()


def _say() -> int:
    print(
        "The browser tests need Chromium. On Debian and Ubuntu: sudo apt-get install chromium",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
