"""Measures whole processes, medians of several runs, and prints ratios within this one run.

`make bench` takes some minutes; `make bench ARGS="--runs 1 --sizes 100,1000"` is a quick look.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogues import catalogue

import validation

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Measured:
    """Median seconds of a whole process, and the highest memory (MiB) of it or its children in any run."""

    seconds: float
    memory: float


def measure(command: Sequence[str], runs: int, before: Callable[[], None] = lambda: None) -> Measured:
    seconds: list[float] = []
    peaks: list[float] = []
    for _ in range(runs):
        before()
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - started)
        peaks.append(usage.ru_maxrss / 1024)
        if status != 0:
            sys.exit(f"failed: {' '.join(command)}")
    return Measured(statistics.median(seconds), max(peaks))


def saraban(root: Path) -> list[str]:
    return [sys.executable, "-m", "saraban", "--root", str(root), "build", "--date", "2026-11-24"]


def forget(root: Path) -> None:
    for name in ("site", ".saraban"):
        shutil.rmtree(root / name, ignore_errors=True)


def stamping(work: Path, pages: int, runs: int) -> None:
    """Pages a second of stamping, against the site engine on as many Markdown pages of the same content."""
    command = [sys.executable, str(HERE / "stamping.py"), str(work), str(pages)]
    result = subprocess.run([*command, str(runs)], check=True, stdout=subprocess.PIPE, text=True)
    print(result.stdout, end="")


def growth(work: Path, sizes: Sequence[int], runs: int) -> None:
    base: Measured | None = None
    columns = (
        "datasets",
        "first build",
        "× smallest",
        "unchanged",
        "of the first",
        "one changed",
        "peak memory",
    )
    print(f"\n| {' | '.join(columns)} |\n|{'---:|' * len(columns)}")
    for size in sizes:
        root = catalogue(work / f"c{size}", size)
        first = measure(saraban(root), runs, lambda root=root: forget(root))
        again = measure(saraban(root), runs)

        def touch(root: Path = root) -> None:
            table = root / "datapackages/d00000/counts.csv"
            table.write_text(table.read_text(encoding="utf-8").replace("ป.1", "ป.2", 1), encoding="utf-8")

        changed = measure(saraban(root), runs, touch)
        base = base or first
        print(
            f"| {size:,} | {first.seconds:.1f} s | {first.seconds / base.seconds:.1f} | {again.seconds:.1f} s "
            f"| {again.seconds / first.seconds:.2f} | {changed.seconds / first.seconds:.2f} "
            f"| {max(first.memory, again.memory):.0f} MiB |",
            flush=True,
        )


def _size(given: str) -> tuple[int, int]:
    rows, _, bad = given.partition(":")
    return int(rows), int(bad or 0)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--sizes", default="100,1000,5000")
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--rows", default="10000,1000000,1000000:100,10000000", help="ROWS or ROWS:BAD, …")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        stamping(work, given.pages, given.runs)
        validation.report(work, [_size(size) for size in given.rows.split(",")], given.runs)
        growth(work, [int(size) for size in given.sizes.split(",")], given.runs)


if __name__ == "__main__":
    main()
