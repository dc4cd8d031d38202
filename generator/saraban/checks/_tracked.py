"""What strangers can read in the repository itself."""

from __future__ import annotations

from saraban.checks import Context
from saraban.model import Access, Dataset, Table


def is_open(dataset: Dataset, context: Context) -> bool:
    """Whether the dataset says that everybody may have it today, and no mark of secrecy says otherwise."""
    record = dataset.record
    secret = context.catalogue.policy.secret
    waits = record.embargo is not None and record.embargo > context.today
    marked = {record.category, record.classification} & set(secret)
    return record.access is Access.OPEN and not waits and not marked


def tracked_path(dataset: Dataset, table: Table) -> str:
    """A file that git tracks and that holds rows of the table; empty when there is none.

    Data written in the descriptor, and data of a zipped package, lies in the descriptor's own file.
    """
    zipped = bool(table.parts) and dataset.descriptor.lower().endswith(".zip")
    within = table.inline is not None or zipped
    own = [dataset.descriptor] if within else [part.path for part in table.parts]
    return next((path for path in own if path in dataset.tracked), "")
