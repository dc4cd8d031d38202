"""CSV as spreadsheets open it without damage: UTF-8 with a mark, CRLF, and no cell that they would compute."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.downloads.exact import writing
from saraban.downloads.guard import guarded_name, guards
from saraban.downloads.work import Work
from saraban.model import Distribution

FORMAT = "csv"
ORDER = 10


def make(work: Work) -> Iterator[Distribution]:
    """One file a table. Cost: one pass over the rows, one row in memory."""
    for table, exact in work.tables():
        file = work.folder / f"{work.names.stems[table.name]}.csv"
        guarding = guards(table.schema)
        header = [field.name for field in table.schema.fields]
        safe = [guarded_name(name) for name in header]
        count = _changed(header, safe)
        with writing(file, "utf-8-sig") as write:
            write(safe)
            for row in exact:
                safe = [guard(text) for guard, text in zip(guarding, row, strict=True)]
                count += _changed(row, safe)
                write(safe)
        yield work.distribution(table.name, FORMAT, file, count)


def _changed(before: list[str], after: list[str]) -> int:
    return 0 if before == after else sum(a != b for a, b in zip(before, after, strict=True))
