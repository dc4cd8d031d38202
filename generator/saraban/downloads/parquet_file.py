"""Parquet in small row groups, so that a browser reads a piece at a time; columns have the types of their fields.

A column is cast only where no value is lost or changed by it; otherwise it stays text. The text is looked at
before the cast, since DuckDB takes '12.6' for the whole number 13. Whole numbers that a BIGINT cannot hold stay
text, since DuckDB writes a HUGEINT as a double; so do times with a zone, which TIMESTAMP would drop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import duckdb
import pandas

from saraban.cells import missing_values
from saraban.downloads import lexical
from saraban.downloads.exact import Exact
from saraban.downloads.work import Work
from saraban.model import Distribution, Field, Table

FORMAT = "parquet"
ORDER = 30

_ROWS = 20_000  # of a batch and of a row group (DuckDB rounds to whole vectors of 2,048)
_SETTINGS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 1}

# How a column is cast: SQL that is true for a text the cast keeps, and SQL that casts it.
Cast = tuple[str, str]


def make(work: Work) -> Iterator[Distribution]:
    """One file a table. Cost: one pass over the rows and two over a database on disk; a batch in memory."""
    for table, exact in work.tables():
        file = work.folder / f"{work.names.stems[table.name]}.parquet"
        database = exact.file.with_suffix(".duckdb")
        with duckdb.connect(
            str(database), config={**_SETTINGS, "temp_directory": str(database.parent)}
        ) as db:
            _load(db, table, exact)
            _write(db, table, file)
        database.unlink()
        yield work.distribution(table.name, FORMAT, file)


def _load(db: duckdb.DuckDBPyConnection, table: Table, exact: Exact) -> None:
    """All texts into the database, those that mean "no value" as NULL.

    They go in as pandas batches: DuckDB's own CSV reader gives up, at times without a word, on rows in which
    different kinds of line break stand inside cells.
    """
    missing = [frozenset(missing_values(table.schema, field)) for field in table.schema.fields]
    names = [f"c{i}" for i in range(len(missing))]
    db.execute(f"CREATE TABLE given ({', '.join(f'{name} VARCHAR' for name in names)})")
    rows = iter(exact)
    while batch := list(islice(rows, _ROWS)):
        values = [
            [None if text in none else text for text, none in zip(row, missing, strict=True)] for row in batch
        ]
        db.register("batch", pandas.DataFrame(values, columns=names, dtype=object))
        db.execute("INSERT INTO given SELECT * FROM batch")
        db.unregister("batch")


def _write(db: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    fields = table.schema.fields
    casts = [
        _CASTS[field.type](f"c{i}", field) if field.type in _CASTS else None for i, field in enumerate(fields)
    ]
    # NULL IS NOT FALSE: a missing value speaks against no cast.
    checks = [f"bool_and(c{i} IS NULL OR coalesce({cast[0]}, false))" for i, cast in enumerate(casts) if cast]
    kept = iter(_answers(db, checks))
    columns = [
        f"{cast[1] if cast and next(kept) else f'c{i}'} AS {name}"
        for i, (cast, name) in enumerate(zip(casts, _identifiers(fields), strict=True))
    ]
    db.execute(
        f"COPY (SELECT {', '.join(columns)} FROM given) TO {_quoted(str(file))} "  # noqa: S608 - all is quoted
        f"(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {_ROWS})"
    )


def _answers(db: duckdb.DuckDBPyConnection, checks: Sequence[str]) -> Sequence[bool]:
    """Whether each check holds for all rows; it does where there are none."""
    if not checks:
        return ()
    found = db.execute(f"SELECT {', '.join(checks)} FROM given").fetchone()  # noqa: S608 - all is quoted
    assert found is not None
    return [answer is not False for answer in found]


def _plain(column: str, field: Field) -> str:
    """The column's numbers without what stands between groups, with a point before the decimals."""
    plain = f"trim({column})"
    if mark := lexical.group_char(field):
        plain = f"replace({plain}, {_quoted(mark)}, '')"
    if (mark := lexical.decimal_char(field)) != ".":
        # A point where another mark is meant is no number: the letter keeps it from being one.
        plain = f"replace(replace({plain}, '.', 'x'), {_quoted(mark)}, '.')"
    return plain


def _integer(column: str, field: Field) -> Cast:
    plain = _plain(column, field)
    return (
        f"{_is(plain, lexical.INTEGER)} AND TRY_CAST({plain} AS BIGINT) IS NOT NULL",
        f"CAST({plain} AS BIGINT)",
    )


def _number(column: str, field: Field) -> Cast:
    plain = _plain(column, field)
    digits = f"trim(replace(regexp_replace({plain}, '[eE].*', ''), '.', ''), '+-0')"
    # Beyond fifteen digits a number is kept if its double, written with as many, is the very same text.
    double = f"TRY_CAST({plain} AS DOUBLE)"
    written = f"printf('%.16g', {double}), printf('%.17g', {double})"
    exact = f"(length({digits}) <= {lexical.DIGITS} OR {plain} IN ({written}))"
    special = f"{plain} IN ('NaN', 'INF', '-INF')"
    return f"({special} OR ({_is(plain, lexical.NUMBER)} AND {exact}))", f"CAST({plain} AS DOUBLE)"


def _boolean(column: str, field: Field) -> Cast:
    true = _list(field, "trueValues", ("true", "True", "TRUE", "1"))
    false = _list(field, "falseValues", ("false", "False", "FALSE", "0"))
    return f"({column} IN ({true}) <> {column} IN ({false}))", f"{column} IN ({true})"


def _date(column: str, field: Field) -> Cast:
    if pattern := lexical.pattern(field):
        form = _quoted(pattern)
        written = [
            _quoted(pattern),
            _quoted(pattern.replace("%d", "%-d").replace("%m", "%-m")),
        ]  # 01/02 or 1/2
        forms = ", ".join(f"strftime(try_strptime({column}, {form}), {each})" for each in written)
        kept = f"{column} IN ({forms})"
        return kept if lexical.is_day(pattern) else "false", f"CAST(strptime({column}, {form}) AS DATE)"
    return _iso(lexical.DATE, "DATE")(column, field)


def _iso(form: str, kind: str) -> Callable[[str, Field], Cast]:
    def cast(column: str, field: Field) -> Cast:
        # Text in a pattern of the publisher's own may look like an ISO time and mean another.
        own = lexical.pattern(field)
        kept = f"{_is(column, form)} AND TRY_CAST({column} AS {kind}) IS NOT NULL"
        return "false" if own else kept, f"CAST({column} AS {kind})"

    return cast


_CASTS: dict[str, Callable[[str, Field], Cast]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _iso(lexical.DATETIME, "TIMESTAMP"),
    "time": _iso(lexical.TIME, "TIME"),
    "year": _iso(lexical.YEAR, "INTEGER"),
}


def _is(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {_quoted(pattern)})"


def _list(field: Field, name: str, default: Sequence[str]) -> str:
    given = field.standard.get(name)
    return ", ".join(
        _quoted(str(value)) for value in (given if isinstance(given, list) and given else default)
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _identifiers(fields: Sequence[Field]) -> Iterator[str]:
    """The names as SQL; to DuckDB `A` and `a` are one name, and an empty name is none."""
    taken: set[str] = set()
    for position, field in enumerate(fields):
        name = first = field.name.replace("\0", "") or f"field{position + 1}"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{first}_{number}"
        taken.add(name.casefold())
        yield '"' + name.replace('"', '""') + '"'
