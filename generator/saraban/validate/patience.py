"""Patterns and schemas that may need endless time, tried by Python itself but in a process that can be ended."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from threading import Timer
from typing import Any

from saraban.validate.proof.patterns import PatternTooSlow

_START = 30.0  # seconds for the process to be there
_PATIENCE = 2.0  # seconds for one value
_BUDGET = 60.0  # seconds for all values of one field
_MATCHER = """
import json, re, sys
pattern = re.compile(json.loads(sys.stdin.readline()))
print("ready", flush=True)
for line in sys.stdin:
    print(int(pattern.match(json.loads(line)) is not None), flush=True)
"""
_CONFORMER = """
import json, sys
from jsonschema import Draft202012Validator, validators
from referencing import Registry
schema = json.loads(sys.stdin.readline())
validator = validators.validator_for(schema, default=Draft202012Validator)(schema, registry=Registry())
print("ready", flush=True)
for line in sys.stdin:
    print(int(validator.is_valid(json.loads(line))), flush=True)
"""


def matching(pattern: str, stack: ExitStack) -> Callable[[str], bool]:
    """A function that tells whether a text matches; its process ends with `stack`. Raises `PatternTooSlow`.

    Python's own expressions cannot be given a limit of time, and other libraries mean other letters by `\\w`.
    Cost: a process at the first text, some 50 µs for each.
    """
    return _asked(_MATCHER, f"^{pattern}$", pattern, stack)


def conforming(schema: dict[str, Any], stack: ExitStack) -> Callable[[Any], bool]:
    """A function that tells whether a JSON value keeps a JSON Schema that has patterns. Otherwise as `matching`."""
    return _asked(_CONFORMER, schema, "jsonSchema", stack)


def _asked(program: str, given: Any, name: str, stack: ExitStack) -> Callable[[Any], bool]:
    process: subprocess.Popen[str] | None = None
    used = 0.0

    def holds(value: Any) -> bool:
        nonlocal process, used
        if process is None:
            process = _started(program, stack)
            if _told(process, given, _START) != "ready":
                raise PatternTooSlow(name)
        started = time.monotonic()
        answer = _told(process, value, _PATIENCE)
        used += time.monotonic() - started
        if not answer or used > _BUDGET:
            raise PatternTooSlow(name)
        return answer == "1"

    return holds


def _started(program: str, stack: ExitStack) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 - our own program; patterns and values are only its input
        [sys.executable, "-I", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
    )
    stack.callback(_ended, process)
    return process


def _told(process: subprocess.Popen[str], value: Any, patience: float) -> str:
    """The process's answer to one line; nothing when it took too long, and was ended."""
    assert process.stdin
    assert process.stdout
    timer = Timer(patience, process.kill)
    timer.start()
    try:
        process.stdin.write(json.dumps(value) + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()
    except OSError:
        return ""
    finally:
        timer.cancel()


def _ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()
