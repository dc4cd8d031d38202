"""One file format a file; this folder is the registry.

A format is a module `<name>_file.py` with `FORMAT` (its name), `ORDER` (formats that need what others made come
later) and `make(work) -> Iterator[Distribution]`. A module that lacks one of them stops the program at its start.
"""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from saraban import cells
from saraban.catalogue import Catalogue
from saraban.downloads.exact import exact_of
from saraban.downloads.kept import kept, note
from saraban.downloads.names import names_of
from saraban.downloads.work import Work
from saraban.model import Distribution, Profile, Published
from saraban.portal import code_key, key_of


@dataclass(frozen=True, slots=True)
class Format:
    """One file format."""

    name: str
    order: int
    make: Callable[[Work], Iterator[Distribution]]


def _formats() -> Iterator[Format]:
    for found in iter_modules(__path__):
        if found.name.endswith("_file"):
            module = import_module(f"{__name__}.{found.name}")
            yield Format(module.FORMAT, module.ORDER, module.make)


FORMATS = tuple(sorted(_formats(), key=lambda form: form.order))


def distributions(
    published: Published,
    profiles: Mapping[tuple[str, str], Profile],
    catalogue: Catalogue,
    cache: Path,
) -> tuple[Distribution, ...]:
    """All downloadable files of a dataset, made below `cache` or kept there from an earlier build.

    `profiles` is keyed by (dataset, table) and holds every table. Cost: a small read where they are kept; else one
    pass over each source, and one over its exact copy for each format. Raises `cells.CellsUnreadable`.
    """
    home = cache / "downloads" / _key(published, profiles, catalogue)
    if (found := kept(home)) is not None:
        return found
    home.parent.mkdir(parents=True, exist_ok=True)
    # Made aside and renamed, so that a build that is cut off leaves nothing that looks finished.
    aside = Path(tempfile.mkdtemp(prefix="making-", dir=home.parent))
    try:
        made = _made(published, profiles, catalogue, aside)
        note(aside, made)
        shutil.rmtree(home, ignore_errors=True)
        aside.rename(home)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return tuple(replace(entry, file=home / entry.file.relative_to(aside)) for entry in made)


def _made(
    published: Published,
    profiles: Mapping[tuple[str, str], Profile],
    catalogue: Catalogue,
    folder: Path,
) -> tuple[Distribution, ...]:
    scratch, files = folder / "scratch", folder / "files"
    scratch.mkdir()
    files.mkdir()
    # A table whose columns are all withheld has nothing to offer.
    tables = [table for table in published.tables if table.tabular and table.schema.fields]
    exact = {table.name: exact_of(table, scratch / f"{number}.csv") for number, table in enumerate(tables)}
    work = Work(published, catalogue, profiles, files, names_of(published), exact)
    for form in FORMATS:
        work = replace(work, made=(*work.made, *form.make(work)))
    shutil.rmtree(scratch)
    return work.made


def _key(published: Published, profiles: Mapping[tuple[str, str], Profile], catalogue: Catalogue) -> str:
    """A content key over all that the bytes of the files are made of."""
    settings = catalogue.settings
    tables = [
        (t.name, t.title, t.description, t.format, t.media_type, cells.key(t)) for t in published.tables
    ]
    shapes = [profiles[published.name, t.name].first for t in published.tables if t.tabular]
    office = (settings.languages, settings.publisher, settings.notice, settings.site_url, settings.roles)
    code = code_key(
        "downloads",
        "citation.py",
        "cells.py",
        "rendering.py",
        "interface.py",
        "portal.py",
        "model",
        "thai",
        "words",
    )
    return key_of(
        published.name,
        published.record,
        published.content,
        published.verification,
        published.cut,
        tables,
        shapes,
        office,
        settings.rounds,
        cells.versions("duckdb", "pandas", "xlsxwriter"),
        zlib.ZLIB_RUNTIME_VERSION,
        code,
    )
