"""`python -m reference_office [ROOT]`: makes the tables, the zipped package and the signatures below ROOT."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from reference_office import (
    drawings,
    sheets,
    sign,
    tables_academic,
    tables_budget,
    tables_general,
    tables_personnel,
    tables_results,
    tables_services,
)
from reference_office.office import Office, make_office

ZIPPED = "travel-to-school"
CHANGED = "training-hours/training.csv"  # altered after it was signed: nobody may trust it


def main(root: Path) -> None:
    """In the order of the work: tables, the package that is handed in as a zip, signatures, one false change."""
    office = make_office()
    data, packages = root / "data", root / "datapackages"
    for sheet in _sheets(office):
        sheets.write(sheet, data)
    drawings.write(office, data)
    _zip(office, packages)
    for folder in sorted({file.parent for name in sign.DESCRIPTORS for file in packages.glob(f"*/{name}")}):
        if folder.name not in (sign.UNSIGNED, sign.CLASSIFIED):
            tables = data / folder.name
            signed = sign.verification(folder, tables if tables.is_dir() else folder)
            (folder / "verification.yaml").write_text(signed, encoding="utf-8")
    _change(data / CHANGED)


def _sheets(office: Office) -> Iterator[sheets.Sheet]:
    return chain(
        tables_general.sheets(office),
        tables_services.sheets(office),
        tables_academic.sheets(office),
        tables_results.sheets(office),
        tables_budget.sheets(office),
        tables_personnel.sheets(office),
    )


def _zip(office: Office, packages: Path) -> None:
    """A package whose descriptor, notes and tables come in one file, with one folder at its top."""
    written = Path(__file__).parent / "zipped" / ZIPPED
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / ZIPPED
        shutil.copytree(written, folder)
        sheets.write(tables_services.travel(office), folder)
        entries = [
            (file.relative_to(name).as_posix(), file.read_bytes())
            for file in sorted(folder.iterdir())
            if file.is_file()
        ]
        sheets.write_zip(packages / f"{ZIPPED}.zip", entries)
        signed = sign.verification(folder, folder)
    (packages / f"{ZIPPED}.verification.yaml").write_text(signed, encoding="utf-8")


def _change(file: Path) -> None:
    """One figure of the last row, one higher than what was signed."""
    *rest, last = file.read_text(encoding="utf-8").splitlines()
    head, _, hours = last.rpartition(",")
    file.write_text("\n".join([*rest, f"{head},{int(hours) + 1}"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
