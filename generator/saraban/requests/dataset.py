"""The public counts as a dataset: tables below `data/`, a descriptor beside the others, to be signed as any other."""

from __future__ import annotations

import csv
import io
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from saraban.catalogue import Catalogue
from saraban.requests.statistics import Counts, last_day_of

_MARK = "# Made by: saraban request statistics."


class Foreign(Exception):
    """Something lies there that this command did not make; `file` names it and nothing was written."""

    def __init__(self, file: Path) -> None:
        """Keep the file."""
        super().__init__(str(file))
        self.file = file


def write(counts: Counts, catalogue: Catalogue, today: date) -> Path:
    """Write tables and descriptor; returns the descriptor's folder. Raises `Foreign`."""
    asked = catalogue.settings.request
    assert asked is not None  # the desk exists
    name = asked.desk.statistics
    folder, data = catalogue.root / "datapackages" / name, catalogue.root / "data" / name
    descriptor = folder / "datapackage.yaml"
    text = descriptor.read_text(encoding="utf-8") if descriptor.exists() else ""
    if text and not text.startswith(_MARK):
        raise Foreign(descriptor)
    if not text and data.exists() and any(data.iterdir()):
        raise Foreign(data)
    ahead = 543 if catalogue.primary == "th" else 0
    document = _described(_document(text, name, catalogue), counts, catalogue, today, ahead)
    folder.mkdir(parents=True, exist_ok=True)
    data.mkdir(parents=True, exist_ok=True)
    for table, (header, rows) in counts.tables.items():
        _write(data / f"{table}.csv", _csv(header, rows, ahead))
    head = next(iter(_template().splitlines()))
    dumped = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
    _write(descriptor, f"{head}\n{dumped}")
    return folder


def _template() -> str:
    return (files("saraban") / "requests" / "statistics.yaml").read_text(encoding="utf-8")


def _document(text: str, name: str, catalogue: Catalogue) -> dict[str, Any]:
    """What stands there already, or the first edition. What is not permitted by the policy is left for the owner."""
    if text:
        return _kept(text, catalogue.root / "datapackages" / name / "datapackage.yaml")
    document: dict[str, Any] = yaml.safe_load(_template()) | {"name": name}
    settings = catalogue.settings
    office = settings.publisher
    document |= {"maintainer": office.unit.primary or office.name.primary, "maintainer_email": office.email}
    document |= {f"maintainer_{code}": words for code, words in (office.unit or office.name).others}
    known = catalogue.codes.codes("data_category")
    if category := next((c for c in settings.policy.categories if not known or c in known), None):
        document["data_category"] = category
    if settings.work_areas:
        document["work_area"] = settings.work_areas[0].id
    return document


def _kept(text: str, file: Path) -> dict[str, Any]:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError:
        raise Foreign(file) from None
    if not isinstance(document, dict):
        raise Foreign(file)
    return document


def _described(
    document: dict[str, Any], counts: Counts, catalogue: Catalogue, today: date, ahead: int
) -> dict[str, Any]:
    """The days, years and edition that this run renews."""
    last = max(counts.years)
    return document | {
        "version": str(last + ahead),
        "created": f"{today.isoformat()}T00:00:00Z",
        "as_of": last_day_of(last, catalogue.settings.years.fiscal_start).isoformat(),
        "fiscal_year": [min(counts.years) + ahead, last + ahead],
    }


def _csv(header: Any, rows: Any, ahead: int) -> str:
    """The table with years as people of the catalogue count them; what is not shown is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for year, *cells in rows:
        writer.writerow([year + ahead, *("" if cell is None else cell for cell in cells)])
    return text.getvalue()


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
