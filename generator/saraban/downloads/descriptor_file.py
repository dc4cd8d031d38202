"""datapackage.json alone: describes the CSV downloads that lie beside it, guarded cells and names included."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.downloads import names
from saraban.downloads.describe import Json, package, plain_resource, table_resource
from saraban.downloads.guard import guarded_table
from saraban.downloads.work import Work
from saraban.model import Distribution

FORMAT = "json"
ORDER = 60


def make(work: Work) -> Iterator[Distribution]:
    """One file a dataset. Cost: small; one more pass over a table of which cells were guarded."""
    file = work.folder / names.DESCRIPTOR
    if resources := list(_resources(work)):
        file.write_bytes(package(work.published, resources))
        yield work.distribution("", FORMAT, file)


def _resources(work: Work) -> Iterator[Json]:
    csv = {made.table: made for made in work.made if made.format == "csv" and made.table in work.exact}
    tables = {
        table.name: guarded_table(table, exact if csv[table.name].guarded else ())
        for table, exact in work.tables()
    }
    for table in work.published.tables:
        if table.name in tables:
            described, exact = tables[table.name], work.exact[table.name]
            yield table_resource(described, list(tables.values()), csv[table.name], exact)
        elif not table.tabular and (made := plain_resource(table, work.made_of(table.name))):
            yield made
