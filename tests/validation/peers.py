"""Test files of other validators and CSV readers: fetched from the package registries, never committed.

`python -m tests.validation.peers` brings the source packages named below into `.venv/peers`, in exactly these bytes.
The npm packages among `generator/package.json`'s devDependencies come with the front-end parts of the tests.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.support import ROOT

HOME = ROOT / ".venv" / "peers"
NODE = ROOT / "generator" / "node_modules"

# Source packages of PyPI with files or cases of tests in them; all under the MIT licence.
PACKAGES = {
    "frictionless==5.21.0": "4d9848570bc682943375824a4be7633e8bbdeff228affee763cab346e48000b4",
    "tableschema==1.21.0": "d834130e4e9fcc912b0e4694592acf7b7fe99bea1d16c872e823ee30fd5e5fa4",
    "datapackage==1.15.4": "7fe7c17a58bb5fad903209d4f761199569d33cc45aad6d88213a8d8f7b3f7092",
    "goodtables==2.5.4": "67c51ac98967684763adb6406f92a683571d144b3a80095b0351a65f49848027",
    "csvkit==2.2.0": "147318a8dbaec07c0bbb9291c14b78de5fa32ed3d4a5c2396e52a83c0a30df6b",
}


def folder(name: str) -> Path | None:
    """Where a peer's files lie; None when they were not fetched."""
    places = [*HOME.glob(f"{name}-*"), NODE / name]
    return next((place for place in places if place.is_dir()), None)


def fetch() -> None:
    """Download what is missing; raises CalledProcessError, also when the bytes are not those named above."""
    HOME.mkdir(parents=True, exist_ok=True)
    missing = {name: digest for name, digest in PACKAGES.items() if not folder(name.partition("==")[0])}
    if not missing:
        return
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "peers.txt"
        wanted.write_text("".join(f"{name} --hash=sha256:{digest}\n" for name, digest in missing.items()))
        options = [
            "--no-deps",
            "--no-binary",
            ":all:",
            "--require-hashes",
            "--quiet",
            "--disable-pip-version-check",
        ]
        subprocess.run(
            [sys.executable, "-m", "pip", "download", *options, "-d", scratch, "-r", wanted], check=True
        )
        for archive in Path(scratch).glob("*.tar.gz"):
            with tarfile.open(archive) as opened:
                members = [member for member in opened if member.size < 2**20]  # no test looks at larger ones
                opened.extractall(HOME, members, filter="data")


if __name__ == "__main__":
    fetch()
