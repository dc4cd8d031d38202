"""What each file format is given: a published dataset, the exact rows of its tables, and where to write."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from saraban.catalogue import Catalogue
from saraban.downloads.exact import Exact
from saraban.downloads.names import Names
from saraban.model import Distribution, Profile, Published, Table
from saraban.portal import address


@dataclass(frozen=True, slots=True)
class Work:
    """One dataset on its way into files. `made` holds what the formats before this one made."""

    published: Published
    catalogue: Catalogue
    profiles: Mapping[tuple[str, str], Profile]
    folder: Path
    names: Names
    exact: Mapping[str, Exact]
    made: tuple[Distribution, ...] = ()

    def tables(self) -> Iterator[tuple[Table, Exact]]:
        """The tables with columns, each with its exact rows."""
        for table in self.published.tables:
            if table.name in self.exact:
                yield table, self.exact[table.name]

    def made_of(self, table: str) -> list[Distribution]:
        """What was made of one table so far."""
        return [made for made in self.made if made.table == table]

    def distribution(self, table: str, form: str, file: Path, guarded: int = 0) -> Distribution:
        """A finished file below `folder` as a distribution. Cost: the file is read once for its hash."""
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        path = address(self.published.record) + file.name
        size = file.stat().st_size
        return Distribution(self.published.name, table, form, path, file, size, digest, guarded)
