"""`saraban new`: a catalogue that builds at once, to be filled with an office's own data."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import yaml

from saraban.read.verification import content_hash

_HOME = Path(str(files("saraban.starter")))
_CHECKOUT = _HOME.parents[2]

# Where each of the starter's own files goes in a new catalogue.
_PLACES = {
    "catalogue.yaml": "datapackages/catalogue.yaml",
    "example/datapackage.yaml": "datapackages/example/datapackage.yaml",
    "example/notes.md": "datapackages/example/notes.md",
    "example/notes.en.md": "datapackages/example/notes.en.md",
    "example/services.csv": "data/example/services.csv",
    "github.yml": ".github/workflows/portal.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "gitignore": ".gitignore",
    "README.md": "README.md",
}


def new(folder: Path, today: date) -> None:
    """Write a new catalogue into `folder`; raises FileExistsError when something is in it already."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    for source, target in _PLACES.items():
        place = folder / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_HOME / source, place)
    shutil.copytree(_shared("site_src"), folder / "site_src")
    shutil.copyfile(_shared("mkdocs.yml"), folder / "mkdocs.yml")
    _sign_example(folder, today)


def _shared(name: str) -> Path:
    """The pages and engine settings of the reference portal: in the wheel, or at the root of a checkout."""
    packed = _HOME / name
    return packed if packed.exists() else _CHECKOUT / name


def _sign_example(folder: Path, today: date) -> None:
    """The example is signed as such, so that a first build has something to show."""
    files_signed = {
        "datapackage.yaml": folder / "datapackages/example/datapackage.yaml",
        "services.csv": folder / "data/example/services.csv",
    }
    hashes = [(path, hashlib.sha256(file.read_bytes()).hexdigest()) for path, file in files_signed.items()]
    positions = {
        "verifier": {"position": "ผู้ตรวจสอบ (ตัวอย่าง)", "position_en": "Verifier (example)"},
        "approver": {"position": "ผู้อนุมัติ (ตัวอย่าง)", "position_en": "Approver (example)"},
    }
    day = {"date": today.isoformat()}
    written = {
        "content": content_hash(hashes),
        "files": {path: f"sha256:{digest}" for path, digest in hashes},
        "signatures": [{"role": role, **position, **day} for role, position in positions.items()],
    }
    text = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "datapackages/example/verification.yaml").write_text(text, encoding="utf-8", newline="\n")
