"""What data owners get back: pages, and copies of their tables with the wrong cells marked. Never part of a site.

Values are shown in full, also those of withheld tables: it is an internal document, and says so on every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saraban.cells import CellsUnreadable
from saraban.checks import Context
from saraban.model import Language
from saraban.owner_report.copy import Copy, copy_of
from saraban.owner_report.entries import Report, entries
from saraban.owner_report.folder import ForeignFiles, ignored_by_git, renewed
from saraban.owner_report.pages import index_page, page_of
from saraban.owner_report.workbook import write_workbook
from saraban.pipeline import Checked, cache_of

__all__ = ["ForeignFiles", "Written", "write"]


@dataclass(frozen=True, slots=True)
class Written:
    """How many datasets have a report, and whether git left the folder alone without our doing."""

    datasets: int
    ignored: bool


def write(folder: Path, checked: Checked, today: date, languages: Sequence[Language]) -> Written:
    """Make the folder hold the reports of what was checked, in both languages, the first one first.

    Only files that an earlier report left there, untouched since, are replaced or removed. Raises `ForeignFiles`
    where another file is in the way, and OSError. Cost: each table with wrong cells is read once, and at most
    50,000 of its rows are in memory.
    """
    reports = list(_reports(checked, today, languages))
    with renewed(folder) as work:
        for report in reports:
            if report.entries:
                _write(report, work / report.dataset.name)
        (work / "index.html").write_bytes(index_page(reports, checked.catalogue))
    return Written(sum(bool(report.entries) for report in reports), ignored_by_git(folder))


def _reports(checked: Checked, today: date, languages: Sequence[Language]) -> Iterator[Report]:
    context = Context(checked.catalogue, cache_of(checked.catalogue.root), today)
    for dataset, verdict in zip(checked.datasets, checked.verdicts, strict=True):
        yield Report(dataset, entries(dataset, verdict.findings, context), today, tuple(languages))


def _write(report: Report, folder: Path) -> None:
    folder.mkdir(parents=True)
    copies = dict(_copies(report, folder))
    (folder / "index.html").write_bytes(page_of(report, copies))


def _copies(report: Report, folder: Path) -> Iterator[tuple[str, Copy | None]]:
    """The copy of each table with wrong cells; None where it cannot be read."""
    for table in report.dataset.tables:
        if rows := report.wrong_rows(table.name):
            try:
                made = copy_of(table, rows)
            except CellsUnreadable:
                yield table.name, None
                continue
            write_workbook(folder / f"{table.name}.xlsx", report, made)
            yield table.name, made
