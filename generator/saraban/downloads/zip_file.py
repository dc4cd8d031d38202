"""The whole dataset in one zip: a valid Data Package with exact tables, and a page to read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from saraban.downloads import names, readme
from saraban.downloads.describe import Json, package, plain_resource, table_resource
from saraban.downloads.work import Work
from saraban.model import Distribution

FORMAT = "zip"
ORDER = 50

_UNIX = 3
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644


def make(work: Work) -> Iterator[Distribution]:
    """One file a dataset. Cost: every table and file is compressed once, a block in memory."""
    members = {f"{work.names.stems[table.name]}.csv": exact.file for table, exact in work.tables()}
    inside = {path: replace(work.distribution("", "csv", file), path=path) for path, file in members.items()}
    plain = [
        made for table in work.published.tables if not table.tabular for made in work.made_of(table.name)
    ]
    members |= {made.file.name: made.file for made in plain}
    if resources := list(_resources(work, inside)):
        described = package(work.published, resources)
        listed = [*inside.values(), *(replace(made, path=made.file.name) for made in plain)]
        texts = {
            names.DESCRIPTOR: described,
            names.README: readme.readme(work.published, work.catalogue, listed, described),
        }
        file = work.folder / work.names.archive
        _write(file, {**members, **texts})
        yield work.distribution("", FORMAT, file)


def _resources(work: Work, inside: Mapping[str, Distribution]) -> Iterator[Json]:
    tables = [table for table, _ in work.tables()]
    for table in work.published.tables:
        if exact := work.exact.get(table.name):
            path = f"{work.names.stems[table.name]}.csv"
            yield table_resource(table, tables, inside[path], exact)
        elif not table.tabular and (made := plain_resource(table, work.made_of(table.name))):
            yield made


def _write(file: Path, members: Mapping[str, Path | bytes]) -> None:
    """Sorted, and without anything that tells of this machine or this day."""
    with ZipFile(file, "w") as archive:
        for name, content in sorted(members.items()):
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE << 16
            entry.compress_type = ZIP_DEFLATED
            if isinstance(content, bytes):
                archive.writestr(entry, content)
                continue
            entry.file_size = content.stat().st_size  # whether the entry must be a large one
            with content.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)
