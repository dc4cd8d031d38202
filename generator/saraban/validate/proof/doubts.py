"""Which rows of a text table could not be proved, and have to be shown to frictionless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from saraban.validate.proof.keys import Column, Key, common_kinds, encoded, hashed, of_names
from saraban.validate.proof.patterns import PatternTooSlow
from saraban.validate.proof.table import Expected, TextTable

_BATCH = 1_000
_TOGETHER = 16  # fields whose figures are taken in one pass
_FEW = 10_000  # doubtful cells of a column whose rows are asked about one by one


class NotHere(Exception):
    """The engine cannot compare these values as frictionless would."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that refer to another table; `known` is a table of the engine with the texts of the keys there."""

    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    known: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row to be asked about; `row` counts as a spreadsheet does, `unknown` are the references that lead nowhere."""

    row: int
    cells: tuple[str, ...]
    unknown: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Question:
    """A table with all keys over its columns, and the engine that looks at them."""

    table: TextTable
    keys: Sequence[Key]
    references: Sequence[Reference]
    engine: duckdb.DuckDBPyConnection

    def run(self, sql: str, more: Mapping[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
        """The statement's rows, read as they are asked for."""
        return self.engine.cursor().execute(sql, {**self.table.values.of(sql), **(more or {})})


def doubts(question: Question, found: Counted) -> Iterator[Doubt]:
    """The rows of which something may be wrong, in order; none when all is proved.

    All rows of equal keys are among them. Cost: nothing where all is well; else a pass for the doubtful values, one
    for each key that is not proved, and one for the rows. Raises `NotHere` and `engine.Unusable`.
    """
    if not (found.doubtful or question.table.irregular):
        return
    accepted = [
        _accepted(place, question) if _is_asked_first(place, count, question) else ""
        for place, count in enumerate(found.of_columns)
    ]
    repeated = [_repeated(place, question) if more else "" for place, more in enumerate(found.of_keys)]
    yield from _rows(question, [*_reasons(question, found, accepted, repeated)])


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows there are, which cells and keys are not proved, and the figures that were asked for."""

    rows: int
    doubtful: bool
    of_columns: Sequence[int]
    of_keys: Sequence[bool]
    figures: Sequence[Mapping[str, Any]]


def counted(question: Question, figures: Sequence[str] = ()) -> Counted:
    """The one pass over the file; `figures` is SQL of what else it tells. Raises `engine.Unusable`."""
    table, keys = question.table, question.keys
    made = [f"{column.is_well} AS w{i}" for i, column in enumerate(table.columns)]
    made += [f"CASE WHEN {key.compared} THEN {hashed(key)} END AS k{i}" for i, key in enumerate(keys)]
    made += [f"{_leads_nowhere(reference)} AS u{i}" for i, reference in enumerate(question.references)]
    asked = ["count(*)", f"count(*) FILTER (WHERE {_blank(table)})"]
    asked += [f"count(*) FILTER (WHERE NOT w{i})" for i in range(len(table.columns))]
    asked += [f"count(k{i}) != count(DISTINCT k{i})" for i in range(len(keys))]
    asked += [f"count(*) FILTER (WHERE k{i} IS NULL)" for i, key in enumerate(keys) if key.primary]
    asked += [f"count(*) FILTER (WHERE u{i})" for i in range(len(question.references))]
    width, most = len(table.columns), len(asked) - 2
    asked += figures[:_TOGETHER]
    sql = f"SELECT {', '.join(asked)} FROM (SELECT *, {', '.join(made)} FROM {table.source})"
    rows, blank, *found = question.run(sql).fetchone() or (0, 0)
    counts = found[:most]
    for place in range(
        _TOGETHER, len(figures), _TOGETHER
    ):  # so many counts of different values need much memory
        more = question.run(f"SELECT {', '.join(figures[place : place + _TOGETHER])} FROM {table.source}")
        found += more.fetchone() or ()
    doubtful = bool(blank or any(counts))
    return Counted(rows, doubtful, counts[:width], counts[width : width + len(keys)], found[most:])


def _blank(table: TextTable) -> str:
    """SQL: the row has no value at all. Where a value is required, it is known by that."""
    missing = " AND ".join(column.missing for column in table.columns)
    return "FALSE" if any(column.required for column in table.columns) else missing


def _leads_nowhere(reference: Reference) -> str:
    present = " OR ".join(f"{column.value} IS NOT NULL" for column in reference.columns)
    text = encoded(reference.columns, reference.kinds)
    return f"(({present}) AND {text} NOT IN (SELECT k FROM {reference.known}))"


def _accepted(place: int, question: Question) -> str:
    """A table with the texts of a column that have no proof, but are accepted. Each text is asked about once."""
    column, expected = question.table.columns[place], question.table.expected[place]
    name = f"accepted_{place}"
    question.engine.execute(f"CREATE OR REPLACE TABLE {name} (t VARCHAR)")
    is_plain = column.proof.is_of_type if column in compared(question) else "TRUE"
    asked = question.run(
        f"SELECT DISTINCT {column.text}, {is_plain} FROM {question.table.source} "
        f"WHERE NOT {column.missing} AND NOT coalesce({column.proof.holds}, FALSE)"
    )
    while batch := asked.fetchmany(_BATCH):
        texts = [text for text, plain in batch if _is_accepted(text, plain, expected)]
        question.engine.execute(f"INSERT INTO {name} SELECT unnest($texts::VARCHAR[])", {"texts": texts})
    return name


def _is_asked_first(place: int, count: int, question: Question) -> bool:
    """Whether a column's doubtful texts are worth a pass of their own: of few, the rows are asked about at once.

    Not so when its values are compared, and some may be spelt in a way that only frictionless reads.
    """
    column = question.table.columns[place]
    return count > _FEW or (count > 0 and column.proof.is_of_type != "TRUE" and column in compared(question))


def compared(question: Question) -> list[Column]:
    """The columns of keys and references."""
    of_keys = [column for key in question.keys for column in key.columns]
    return of_keys + [column for reference in question.references for column in reference.columns]


def _is_accepted(text: str, is_plain: bool, expected: Expected) -> bool:
    """Whether frictionless accepts a text; one that is compared must not have a value that the engine does not see."""
    try:
        value, notes = expected.read(text)
    except PatternTooSlow:
        raise
    except Exception as error:  # odd constraints make frictionless fail: it shall say so itself
        raise NotHere(str(error)) from error
    if value is not None and not is_plain:
        raise NotHere("a value of a key is spelt in an odd way")
    return not notes


def _repeated(place: int, question: Question) -> str:
    """A table with the keys that stand in several rows."""
    name, key = f"repeated_{place}", question.keys[place]
    found = (
        f"SELECT {encoded(key.columns)} AS k FROM {question.table.source} WHERE {key.compared} "
        "GROUP BY k HAVING count(*) > 1"
    )
    question.run(f"CREATE OR REPLACE TABLE {name} AS {found}")
    return name


def _rows(question: Question, reasons: Sequence[str]) -> Iterator[Doubt]:
    table, references = question.table, range(len(question.references))
    numbered = f"SELECT row_number() OVER () - 1 AS r, * FROM {table.source}"
    flags = [f"{_leads_nowhere(reference)} AS u{i}" for i, reference in enumerate(question.references)]
    cells = [f"c{i}" for i in range(1, len(table.columns) + 1)]
    asked = ", ".join(["r", *cells, *(f"u{i}" for i in references)])
    reasons = [*reasons, *(f"u{i}" for i in references)]
    sql = (
        f"SELECT {asked} FROM (SELECT {', '.join(['*', *flags])} FROM ({numbered})) "
        f"WHERE {' OR '.join(reasons)} OR r IN (SELECT unnest($irregular::BIGINT[])) ORDER BY r"
    )
    found = question.run(sql, {"irregular": sorted(table.irregular)})
    while batch := found.fetchmany(_BATCH):
        for number, *values in batch:
            odd = table.irregular.get(number)
            texts = table.cells(odd) if odd else [text or "" for text in values[: len(cells)]]
            nowhere = frozenset(i for i, flag in enumerate(values[len(cells) :]) if flag)
            yield Doubt(number + table.head + 1, tuple(texts), nowhere)


def _reasons(
    question: Question, found: Counted, accepted: Sequence[str], repeated: Sequence[str]
) -> Iterator[str]:
    """SQL: why a row has to be asked about."""
    yield f"({_blank(question.table)})"
    for column, count, known in zip(question.table.columns, found.of_columns, accepted, strict=True):
        if known:
            refused = f"{column.missing} OR {column.text} NOT IN (SELECT t FROM {known})"
            yield f"(NOT {column.is_well} AND ({refused}))"
        elif count:
            yield f"NOT {column.is_well}"
    for key, among in zip(question.keys, repeated, strict=True):
        if key.primary:
            yield f"NOT {key.compared}"
        if among:
            yield f"({key.compared} AND {encoded(key.columns)} IN (SELECT k FROM {among}))"


def reference_to(
    columns: Sequence[Column],
    other: TextTable,
    names: Sequence[str],
    name: str,
    engine: duckdb.DuckDBPyConnection,
) -> Reference:
    """A reference to the columns of another text table; `name` is that of a table that will hold what is known there.

    Cost: one pass over the other table. Raises `NotHere`.
    """
    those = of_names(other.named(), names)
    kinds = common_kinds(columns, those) if those else None
    if those is None or kinds is None or other.irregular:
        raise NotHere("the values of the reference cannot be compared")
    odd = " OR ".join(f"(NOT {column.missing} AND NOT {column.proof.is_of_type})" for column in those)
    present = " OR ".join(f"{column.value} IS NOT NULL" for column in those)
    there = Question(other, (), (), engine)
    there.run(
        f"CREATE OR REPLACE TABLE {name} AS "
        f"SELECT DISTINCT {encoded(those, kinds)} AS k FROM {other.source} WHERE {present}"
    )
    counted = there.run(f"SELECT count(*), count(*) FILTER (WHERE {odd}) FROM {other.source}").fetchone()
    if counted != (other.rows, 0):
        raise NotHere("a value of the reference is spelt in an odd way")
    return Reference(tuple(columns), kinds, name)


def reference_to_values(
    columns: Sequence[Column], keys: set[tuple[Any, ...]], name: str, engine: duckdb.DuckDBPyConnection
) -> Reference:
    """A reference to values that were read elsewhere, texts or whole numbers. Raises `NotHere`."""
    kinds = tuple(column.proof.kind for column in columns)
    wanted = [{"text": str, "integer": int}.get(kind) for kind in kinds]
    if not all(
        value is None or type(value) is kind for key in keys for value, kind in zip(key, wanted, strict=True)
    ):
        raise NotHere("the values of the reference cannot be compared")
    engine.execute(f"CREATE OR REPLACE TABLE {name} (k VARCHAR)")
    texts = [_encoded(key) for key in keys]
    engine.execute(f"INSERT INTO {name} SELECT unnest($texts::VARCHAR[])", {"texts": texts})
    return Reference(tuple(columns), kinds, name)


def _encoded(key: tuple[Any, ...]) -> str:
    """The text that `keys.encoded` makes of the same values."""
    if len(key) == 1:
        return str(key[0])
    return "".join("-" if value is None else f"{len(str(value))}:{value}" for value in key)


def known_texts(known: str, engine: duckdb.DuckDBPyConnection, most: int = 20_000) -> list[str]:
    """The texts of the keys that a reference may lead to, as far as there are not too many to look through."""
    found = engine.execute(f"SELECT k FROM {known} ORDER BY k LIMIT {most + 1}").fetchall()
    return [text for (text,) in found] if len(found) <= most else []
