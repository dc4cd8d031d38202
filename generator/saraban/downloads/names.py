"""The file names of a dataset: stable, safe, and no two alike even where case does not count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from saraban.certificate import NAME as CERTIFICATE
from saraban.certificate import SUMS
from saraban.downloads.pictures import is_inert
from saraban.model import Part, Published

DESCRIPTOR = "datapackage.json"
README = "README.txt"
OF_A_TABLE = ("csv", "xlsx", "parquet")

# Browsers run or apply what stands in these, as if it were a part of the site; as plain text they only show it.
_ACTIVE = re.compile(r"\.(m?html?|[sx]html?|xht|m?js|css|php|svgz?|swf|xml|xslt?)")
_SAFE = re.compile(r"\.[a-z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Names:
    """`stems` names the files of a table without their ending; `plain` the files of a resource that is no table."""

    archive: str
    stems: Mapping[str, str]
    plain: Mapping[str, tuple[str, ...]]


def names_of(published: Published) -> Names:
    """The names of all files that are made of a dataset. A table's come first, since they are the stable ones."""
    archive = f"{published.name}.zip"
    # A page may stand under a table's name, so no file gets it.
    taken = {name.casefold() for name in (archive, DESCRIPTOR, README, CERTIFICATE, SUMS, "index.html")}
    taken |= {table.name.casefold() for table in published.tables}
    stems = {
        table.name: _free(table.name, [f".{ending}" for ending in OF_A_TABLE], taken)
        for table in published.tables
        if table.tabular
    }
    plain = {}
    for table in published.tables:
        if not table.tabular:
            endings = [_ending(part) for part in table.parts]
            plain[table.name] = tuple(_free(table.name, [ending], taken) + ending for ending in endings)
    return Names(archive, stems, plain)


def _free(name: str, endings: list[str], taken: set[str]) -> str:
    """`name`, with a number where one of its files would meet another; what it becomes is taken from then on."""
    stem, number = name, 1
    while any((stem + ending).casefold() in taken for ending in endings):
        number += 1
        stem = f"{name}-{number}"
    taken.update((stem + ending).casefold() for ending in endings)
    return stem


def _ending(part: Part) -> str:
    ending = PurePosixPath(part.path).suffix.lower()
    if not _SAFE.fullmatch(ending):
        return ".bin"
    if ending == ".svg" and is_inert(part.file):
        return ending
    return f"{ending}.txt" if _ACTIVE.fullmatch(ending) else ending
