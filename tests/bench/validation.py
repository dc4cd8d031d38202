"""Validating one strict table of ten columns: frictionless, the engine by hand, and saraban, each in its own process.

As a program: `validation.py ENGINE FOLDER` judges the table in the folder some times and prints the seconds of each.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

_LEVELS = ["ป.1", "ป.2", "ป.3", "ป.4", "ป.5", "ป.6", "ม.1", "ม.2", "ม.3"]
_SCHOOLS = 3_000
_CATALOGUE = """
title: วัดความเร็ว
publisher: {name: สำนักงาน}
vocabulary: plain
policy: {signatures: none, public_repository: false, defaults: {access: open, data_category: public}}
"""


def _field(name: str, kind: str = "string", **constraints: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "constraints": constraints}


FIELDS = [
    _field("id", pattern="S[0-9]{9}", required=True),
    _field("school", minLength=8, maxLength=8, required=True),
    _field("level", enum=_LEVELS),
    _field("sex", enum=["ช", "ญ"]),
    _field("year", "year", minimum=2000, maximum=2100),
    _field("born", "date", minimum="1990-01-01"),
    _field("pupils", "integer", minimum=0, maximum=1000),
    _field("score", "number", minimum=0, maximum=100),
    _field("code", pattern="A[0-9]{6}-[A-Z]"),
    _field("note", required=True),
]
_SCHEMA = {
    "fields": FIELDS,
    "primaryKey": ["id"],
    "foreignKeys": [{"fields": ["school"], "reference": {"resource": "schools", "fields": ["code"]}}],
}


def table(folder: Path, rows: int, bad: int = 0) -> Path:
    """A catalogue with one dataset of so many imaginary rows, so many of them wrong in one of ten ways."""
    home = folder / "datapackages/d"
    home.mkdir(parents=True)
    (home.parent / "catalogue.yaml").write_text(_CATALOGUE, encoding="utf-8")
    chance = random.Random(1)
    wrong = set(chance.sample(range(2, rows), bad))
    schools = [f"10{number:06d}" for number in range(_SCHOOLS)]
    lines = "".join(f"{code},โรงเรียนสมมติ {code}\n" for code in schools)
    (home / "schools.csv").write_text("code,name\n" + lines, encoding="utf-8")
    with (home / "table.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(field["name"] for field in FIELDS) + "\n")
        for number in range(rows):
            cells = _row(number, chance, schools)
            file.write(",".join(_spoiled(cells, number) if number in wrong else cells) + "\n")
    resources = [
        {"name": "table", "type": "table", "path": "table.csv", "encoding": "utf-8", "schema": _SCHEMA},
        {
            "name": "schools",
            "type": "table",
            "path": "schools.csv",
            "encoding": "utf-8",
            "schema": {"fields": [_field("code"), _field("name")]},
        },
    ]
    (home / "datapackage.json").write_text(
        json.dumps({"name": "d", "resources": resources}), encoding="utf-8"
    )
    return folder


def _row(number: int, chance: random.Random, schools: Sequence[str]) -> list[str]:
    born = date(2000, 1, 1) + timedelta(chance.randrange(9_000))
    return [
        f"S{number:09d}",
        chance.choice(schools),
        chance.choice(_LEVELS),
        chance.choice("ชญ"),
        str(chance.randrange(2015, 2027)),
        born.isoformat(),
        str(chance.randrange(500)),
        str(chance.randrange(10_000) / 100),
        f"A{chance.randrange(10**6):06d}-{chance.choice('XYZ')}",
        f"หมายเหตุ {chance.randrange(1_000)}",
    ]


def _spoiled(cells: list[str], number: int) -> list[str]:
    wrong = [f"S{number - 1:09d}", "99999999", "ป.9", "x", "2569", "2026-02-30", "1,2", "abc", "B", ""]
    place = number % 11
    return cells[:5] if place == 10 else [*cells[:place], wrong[place], *cells[place + 1 :]]


# The engines: each gives a function that judges the table, and tells how many faults there are.


def _of_frictionless(folder: Path) -> Callable[[], int]:
    from frictionless import Package

    resource = Package(str(folder / "datapackages/d/datapackage.json")).get_resource("table")
    return lambda: len(resource.validate(limit_errors=10**9).tasks[0].errors)


_BY_HAND = """
SELECT count(*), count(DISTINCT id), count(*) FILTER (WHERE school NOT IN (SELECT code FROM schools)),
  count(*) FILTER (WHERE NOT coalesce(regexp_full_match(id, 'S[0-9]{9}') AND length(school) >= 8
    AND length(school) <= 8 AND (level IS NULL OR level IN ($levels)) AND (sex IS NULL OR sex IN ('ช', 'ญ'))
    AND (year IS NULL OR regexp_full_match(year, '[0-9]{4}') AND TRY_CAST(year AS BIGINT) BETWEEN 2000 AND 2100)
    AND (born IS NULL OR regexp_full_match(born, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
      AND TRY_CAST(born AS DATE) >= DATE '1990-01-01')
    AND (pupils IS NULL OR regexp_full_match(pupils, '[+-]?[0-9]{1,18}')
      AND TRY_CAST(pupils AS BIGINT) BETWEEN 0 AND 1000)
    AND (score IS NULL OR regexp_full_match(score, '[+-]?[0-9]{1,15}(\\.[0-9]{1,9})?')
      AND TRY_CAST(score AS DECIMAL(27, 12)) BETWEEN 0 AND 100)
    AND (code IS NULL OR regexp_full_match(code, 'A[0-9]{6}-[A-Z]')) AND note IS NOT NULL, FALSE))
FROM read_csv($file, columns = {$columns}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"')
"""


def _by_hand(folder: Path) -> Callable[[], int]:
    import duckdb

    home = folder / "datapackages/d"
    columns = ", ".join(f"'{field['name']}': 'VARCHAR'" for field in FIELDS)
    levels = ", ".join(f"'{level}'" for level in _LEVELS)
    sql = _BY_HAND.replace("$columns", columns).replace("$levels", levels)

    def judge() -> int:
        with duckdb.connect(config={"memory_limit": "256MB"}) as engine:
            schools = str(home / "schools.csv")
            engine.execute(
                "CREATE TABLE schools AS SELECT code FROM read_csv(?, all_varchar = true)", [schools]
            )
            rows, different, unknown, wrong = engine.execute(
                sql, {"file": str(home / "table.csv")}
            ).fetchone()
        return int(wrong + unknown + rows - different)

    return judge


def _of_saraban(folder: Path, *, profiled: bool = False) -> Callable[[], int]:
    from saraban import read, validate
    from saraban.catalogue import catalogue_at

    (dataset,) = read.datasets(catalogue_at(folder), folder / ".saraban")

    def judge() -> int:
        found = validate.faults(dataset, None, profiled=profiled)
        return len(found.tables) + sum(more.count for more in found.more)

    return judge


ENGINES: dict[str, Callable[[Path], Callable[[], int]]] = {
    "frictionless": _of_frictionless,
    "by hand": _by_hand,
    "saraban": _of_saraban,
    "saraban, profiled": lambda folder: _of_saraban(folder, profiled=True),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """Median seconds of judging, seconds of the whole process, its peak memory in MiB, and how many faults it found."""

    seconds: float
    process: float
    memory: float
    faults: int


def judged(engine: str, folder: Path, runs: int) -> Judged:
    """The engine in a process of its own, so many times over."""
    started = time.perf_counter()
    command = [sys.executable, __file__, engine, str(folder), str(runs)]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    process = time.perf_counter() - started
    return Judged(statistics.median(told["seconds"]), process, told["memory"], told["faults"])


def report(work: Path, sizes: Sequence[tuple[int, int]], runs: int) -> None:
    """A table of all engines over tables of (rows, bad rows)."""
    print(
        "\n| rows | bad | engine | judging | × frictionless | of by hand | first, process | memory | faults |"
    )
    print("|---:|---:|---|---:|---:|---:|---:|---:|---:|")
    for rows, bad in sizes:
        folder = table(work / f"v{rows}-{bad}", rows, bad)
        base: dict[str, float] = {}
        for engine in ENGINES:
            if (engine == "frictionless" and rows > 1_000_000) or (engine == "by hand" and bad):
                continue  # some minutes each; and a query by hand does not get over rows that lack cells
            once = judged(engine, folder, 1)
            found = judged(engine, folder, 1 if engine == "frictionless" and rows > 100_000 else runs)
            base[engine] = found.seconds
            times = f"{base['frictionless'] / found.seconds:.1f}" if "frictionless" in base else "–"
            of_hand = f"{found.seconds / base['by hand']:.2f}" if "by hand" in base else "–"
            print(
                f"| {rows:,} | {bad} | {engine} | {found.seconds:.3f} s | {times} | {of_hand} "
                f"| {once.process:.2f} s | {once.memory:.0f} MiB | {found.faults:,} |",
                flush=True,
            )


def _main(engine: str, folder: str, runs: str) -> None:
    import resource

    judge = ENGINES[engine](Path(folder))
    seconds = []
    faults = 0
    for _ in range(int(runs)):
        started = time.perf_counter()
        faults = judge()
        seconds.append(time.perf_counter() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "faults": faults}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
