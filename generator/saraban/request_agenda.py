"""What is due as people and programs read it: a table, or objects. Nothing about who asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from saraban.interface import Interface
from saraban.report import printable
from saraban.requests.due import Due
from saraban.requests.entry import Entry
from saraban.thai.dates import short_date
from saraban.thai.width import padded, width


def as_object(entry: Entry, due: Due | None, today: date) -> dict[str, Any]:
    """A request for programs. Nothing about who asked."""
    return {
        "number": entry.number,
        "kind": entry.kind,
        "dataset": entry.dataset,
        "subject": entry.subject,
        "state": entry.state,
        "received": entry.received.isoformat(),
        "due": due.day.isoformat() if due else None,
        "what": due.what if due else None,
        "overdue": bool(due and due.day < today),
    }


def table(agenda: list[tuple[Entry, Due | None]], today: date, t: Interface) -> Iterator[str]:
    """What is due as a table, the overdue marked."""
    if not agenda:
        yield t("request-none-open")
        return
    columns = ("number", "state", "received", "due", "what", "subject")
    rows = [[t(f"request-column-{name}") for name in columns]]
    for entry, due in agenda:
        late = f" {t('request-overdue')}" if due and due.day < today else ""
        rows.append(
            [
                entry.number,
                t(f"request-state-{entry.state}"),
                short_date(entry.received, t.language),
                f"{short_date(due.day, t.language)}{late}" if due else "–",
                t(f"request-due-{due.what}") if due else "–",
                printable(" ".join((entry.subject or entry.dataset).split())),
            ]
        )
    widths = [max(width(row[i]) for row in rows) for i in range(len(columns))]
    for row in rows:
        yield "  ".join(padded(cell, widths[i]) for i, cell in enumerate(row)).rstrip()
