"""Progress of long work, on the error stream so that results can be piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from saraban.interface import Interface


@contextmanager
def progress(t: Interface) -> Iterator[Callable[[str, int, int], None]]:
    """A function to call with (step, done, of): one line that changes on a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _of: None
        return

    def say(step: str, done: int, of: int) -> None:
        count = f" {done}/{of}" if of > 1 else ""
        sys.stderr.write(f"\r\x1b[K{t('step-' + step)}{count} …")
        sys.stderr.flush()

    try:
        yield say
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
