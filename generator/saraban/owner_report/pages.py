"""The pages of a report: one over all datasets, one for each with findings; no script, nothing fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from saraban.catalogue import Catalogue
from saraban.model import Weight
from saraban.owner_report.copy import Copy
from saraban.owner_report.entries import Report
from saraban.owner_report.wording import wording
from saraban.rendering import fill
from saraban.report import printable, where
from saraban.thai.dates import long_date
from saraban.thai.numbers import format_number
from saraban.validate import shown

_MOST_SPOTS = 30  # of one finding; the copy shows them all


def index_page(reports: Sequence[Report], catalogue: Catalogue) -> bytes:
    """The page over all datasets that were checked."""
    first = reports[0] if reports else None
    rows = [(report, _counts([report])) for report in reports]
    shared = _shared(first.languages if first else catalogue.languages, first)
    page = fill(
        "owner_report_index.html",
        **shared,
        rows=sorted(rows, key=lambda row: [-row[1][weight] for weight in Weight]),
        totals=_counts(reports),
        publisher=catalogue.settings.publisher,
    )
    return _bytes(page)


def page_of(report: Report, copies: Mapping[str, Copy | None]) -> bytes:
    """The page of one dataset; `copies` are those of its tables, None where a table could not be read."""
    page = fill(
        "owner_report_dataset.html",
        **_shared(report.languages, report),
        report=report,
        counts=_counts([report]),
        copies=copies,
        most=_MOST_SPOTS,
    )
    return _bytes(page)


def _shared(languages: Sequence[str], report: Report | None) -> dict[str, Any]:
    say = wording(languages)
    return {
        "tongues": say.tongues,
        "say": say,
        "weights": tuple(Weight),
        "where": lambda place, t: printable(where(place, t)),
        "day": lambda t: long_date(report.today, t.language) if report else "",
        "number": format_number,
        "fonts": _fonts(),
        "visible": lambda value: shown(value, len(value)),
        "printable": printable,
    }


@cache
def _fonts() -> tuple[tuple[str, str, str], ...]:
    """The portal's font, within the page: script, weight and bytes. A page that is handed on finds no other file."""
    folder = files("saraban") / "static" / "vendor"
    return tuple(
        (script, weight, b64encode(font.read_bytes()).decode())
        for script in ("thai", "latin")
        for weight in ("400", "700")
        if (font := folder / f"sarabun-{script}-{weight}-normal.woff2").is_file()
    )


def _counts(reports: Sequence[Report]) -> dict[Weight, int]:
    return {
        weight: sum(entry.finding.weight is weight for report in reports for entry in report.entries)
        for weight in Weight
    }


def _bytes(page: str) -> bytes:
    return page.encode("utf-8", errors="replace")  # a file's name may hold what no encoding can
