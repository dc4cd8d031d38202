"""The engine: a database in memory that reads text files and runs nothing but our own SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from saraban.validate.proof.structure import Shape

_MEMORY = "200MB"  # beyond that it works on the disk
_SETTINGS: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "memory_limit": _MEMORY,
    "python_enable_replacements": False,
}

_WILD = re.compile(r"([*?\[])")
_PARAMETER = re.compile(r"\$(p[0-9]+)")

Unusable = duckdb.Error  # what the engine raises over a file or pattern that it cannot read


class Values:
    """Collects values and gives the parameters that stand for them: no value is ever pasted into SQL."""

    def __init__(self) -> None:
        """Nothing collected yet."""
        self._places: dict[tuple[type, str | int], int] = {}

    def bind(self, value: str | int) -> str:
        """The parameter of a value."""
        place = self._places.setdefault((type(value), value), len(self._places))
        return f"$p{place}"

    def of(self, sql: str) -> dict[str, Any]:
        """The parameters that stand in a statement."""
        named = {f"p{place}": value for (_, value), place in self._places.items()}
        return {name: named[name] for name in set(_PARAMETER.findall(sql))}


@contextmanager
def database(scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database; what does not fit in its memory lies below `scratch` until the end of the block."""
    with duckdb.connect(config={**_SETTINGS, "temp_directory": str(scratch / "engine")}) as made:
        yield made


def reading(file: Path, skip: int, shape: Shape, values: Values) -> str:
    """SQL of a table of text, columns c1, c2 …; an empty cell is NULL."""
    names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(1, shape.columns + 1))
    said = {
        "header": "false",
        "hive_partitioning": "false",  # a folder called a=1 is no column
        "auto_detect": "false",
        "strict_mode": "true",
        "null_padding": "false",
        "skip": str(skip),
        "delim": values.bind(shape.delimiter),
        "quote": values.bind(shape.quote),
        "escape": values.bind(shape.quote),
    }
    options = ", ".join(f"{name} = {value}" for name, value in said.items())
    path = _WILD.sub(r"[\1]", str(file))  # the engine takes these for patterns of several files
    return f"read_csv({values.bind(path)}, columns = {{{names}}}, {options})"
