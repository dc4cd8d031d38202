"""Where a finding is: the line of the descriptor, or the file and row of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from saraban import yaml_lines
from saraban.checks import Context
from saraban.model import Dataset, Finding, Part, Place, Problem, Rule, Table, Text, Trouble
from saraban.validate import Described, described


def in_descriptor(
    dataset: Dataset, context: Context, *path: str | int, table: str = "", field: str = ""
) -> Place:
    """The thing at `path` in the descriptor, with its line (not for one inside a zip)."""
    file = context.catalogue.root / dataset.descriptor
    line = None
    if file.suffix.lower() != ".zip" and path:
        line = yaml_lines.Document(None, file.read_text(encoding="utf-8-sig")).line(path)
    pointer = "".join(f"/{step}" for step in path)
    return Place(dataset.descriptor, pointer, line, table=table, field=field)


def in_resource(dataset: Dataset, context: Context, entry: Described, *path: str | int) -> Place:
    """The thing at `path` in the description of one table."""
    return in_descriptor(dataset, context, "resources", entry.index, *path, table=entry.table.name)


def at_pointer(dataset: Dataset, context: Context, pointer: str, table: str = "") -> Place:
    """The thing at a JSON pointer of the descriptor."""
    steps = [int(step) if step.isdecimal() else step for step in pointer.split("/")[1:]]
    return in_descriptor(dataset, context, *steps, table=table)


def in_table(
    dataset: Dataset, context: Context, table: Table, row: int | None = None, field: str = ""
) -> Place:
    """A row of a table. Rows are counted over all parts, so that those of several parts have no file of their own."""
    whole = len(table.parts) == 1 or (table.parts and row is None)
    file = _openable(dataset, context, table.parts[0].file) if whole else dataset.descriptor
    return Place(file, table=table.name, row=row, field=field)


def in_part(dataset: Dataset, context: Context, table: Table, part: Part) -> Place:
    """One file of a table."""
    return Place(_openable(dataset, context, part.file), table=table.name)


def _openable(dataset: Dataset, context: Context, file: Path) -> str:
    """The file's path for people; the zip where the file lies in one."""
    root = context.catalogue.root
    unpacked = dataset.descriptor.lower().endswith(".zip")
    return (
        file.relative_to(root).as_posix()
        if file.is_relative_to(root) and not unpacked
        else dataset.descriptor
    )


def tables(dataset: Dataset) -> Iterator[Table]:
    """The tables whose cells can be read."""
    yield from (
        table for table in dataset.tables if table.tabular and not table.problems and _has_data(table)
    )


def parted(dataset: Dataset) -> Iterator[Table]:
    """Text tables in several files, none of them compressed."""
    for table in tables(dataset):
        plain = not any(part.path.lower().endswith((".gz", ".zip", ".bz2", ".xz")) for part in table.parts)
        if len(table.parts) > 1 and plain and table.format in ("csv", "tsv", "jsonl", "ndjson"):
            yield table


def _has_data(table: Table) -> bool:
    return bool(table.parts) or table.inline is not None


def troubles(
    dataset: Dataset, context: Context, rule: Rule, trouble: Trouble, words: Callable[[Problem], Text]
) -> Iterator[tuple[Described, Finding]]:
    """A finding for each path with one trouble, beside the table it belongs to."""
    for entry in described(dataset):
        for problem in entry.table.problems:
            if problem.trouble is trouble:
                place = in_resource(dataset, context, entry, *_property(entry, problem.path))
                yield entry, rule.finding(dataset.name, place, words(problem))


def _property(entry: Described, path: str) -> tuple[str, ...]:
    """Which property of the resource holds the path."""
    return next(((key,) for key in ("schema", "dialect", "path", "url") if entry.raw.get(key) == path), ())
