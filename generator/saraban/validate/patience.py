"""A pattern that may need endless time, matched by Python itself but in a process that can be ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from threading import Timer

from saraban.validate.proof.patterns import PatternTooSlow

_PATIENCE = 2.0  # seconds for one value
_MATCHER = """
import json, re, sys
pattern = re.compile(json.loads(sys.stdin.readline()))
for line in sys.stdin:
    print(int(pattern.match(json.loads(line)) is not None), flush=True)
"""


def patient(pattern: str, stack: ExitStack) -> Callable[[str], bool]:
    """A function that tells whether a text matches; its process ends with `stack`. Raises `PatternTooSlow`.

    Python's own expressions cannot be given a limit of time, and other libraries mean other letters by `\\w`.
    Cost: a process at the first text, some 50 µs for each.
    """
    process: subprocess.Popen[str] | None = None

    def matches(text: str) -> bool:
        nonlocal process
        process = process or _started(pattern, stack)
        assert process.stdin
        assert process.stdout
        timer = Timer(_PATIENCE, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps(text) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        finally:
            timer.cancel()
        if not answer:
            raise PatternTooSlow(pattern)
        return answer.strip() == "1"

    return matches


def _started(pattern: str, stack: ExitStack) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 - our own program; pattern and texts are only its input
        [sys.executable, "-I", "-c", _MATCHER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="ascii",
    )
    stack.callback(_ended, process)
    assert process.stdin
    process.stdin.write(json.dumps(f"^{pattern}$") + "\n")
    return process


def _ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()
