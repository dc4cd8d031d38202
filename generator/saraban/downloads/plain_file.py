"""Resources that are no tables (maps, documents, pictures), byte by byte as their owner keeps them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from saraban.downloads.work import Work
from saraban.model import Distribution

FORMAT = "plain"
ORDER = 40


def make(work: Work) -> Iterator[Distribution]:
    """One file for each of a resource's. Cost: a copy; the owner's file may change later, a download may not."""
    for table in work.published.tables:
        for part, name in zip(table.parts, work.names.plain.get(table.name, ()), strict=False):
            file = work.folder / name
            shutil.copyfile(part.file, file)
            yield work.distribution(table.name, table.format or file.suffix[1:], file)
