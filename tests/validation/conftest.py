"""The bench on which packages are compared, and what it counted, told at the end of the run."""

from __future__ import annotations

import pytest

from tests.validation.compare import Bench

_BENCH = pytest.StashKey[Bench]()


@pytest.fixture(scope="session")
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """One for the whole run, so that it counts all."""
    made = Bench(tmp_path_factory.mktemp("bench"))
    request.config.stash[_BENCH] = made
    return made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    made = config.stash.get(_BENCH, None)
    if made is None:
        return
    lines = (
        f"{made.packages:,} packages compared with frictionless, {made.valid:,} of them valid:",
        f"{made.tables:,} tables, {made.proved:,} of them the fast way, and {made.rows:,} rows; found alike:",
        ", ".join(f"{kind} {count:,}" for kind, count in made.kinds.most_common()),
    )
    for line in lines:
        terminalreporter.write_line(line)
