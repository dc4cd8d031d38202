"""YAML and JSON with the line each thing stands on, so that a mistake can be pointed at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

# The C loader is about ten times as fast; both are safe loaders.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]  # the base is chosen at run time
    """A safe loader that refuses a key given twice, and reads dates as the text they are."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, (str, int)) and key in seen and key_node.value != "<<":
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            if isinstance(key, (str, int)):
                seen.add(key)
        return super().construct_mapping(node, deep)


# A descriptor may say `2567-02-29`, a Buddhist date that Python's date refuses: our own code reads dates.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}


_MOST_VALUES = 1_000_000


class Unreadable(ValueError):
    """The text is not YAML or JSON; `line` counts from 1."""

    def __init__(self, detail: str, line: int | None) -> None:
        """Keep the place for the message."""
        super().__init__(detail)
        self.detail = detail
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says (`value`), and its text for finding lines."""

    value: Any
    text: str

    def line(self, path: Sequence[str | int]) -> int | None:
        """The line on which the thing at `path` (or its nearest parent) begins."""
        node = _composed(self.text)
        line: int | None = None
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            mark, node = found
            line = mark.line + 1
        return line


@lru_cache(maxsize=4)
def _composed(text: str) -> Any:
    """The nodes of a text; kept, because a descriptor with many mistakes is asked for many lines."""
    try:
        return yaml.compose(text, Loader=_Base)
    except yaml.YAMLError:
        return None


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def _apart(value: Any, left: list[int]) -> Any:
    """A copy in which nothing stands twice: a YAML alias is one object in two places, and readers change theirs.

    `left` counts down, since aliases of aliases can stand for more values than a machine holds.
    """
    left[0] -= 1
    if left[0] < 0:
        raise ValueError("the aliases stand for too many values")
    if isinstance(value, dict):
        return {key: _apart(inner, left) for key, inner in value.items()}
    if isinstance(value, list):
        return [_apart(inner, left) for inner in value]
    if isinstance(value, (set, bytes)):
        raise ValueError("sets and binary values cannot stand in a descriptor")
    return value


def load(text: str, is_json: bool = False) -> Document:
    """Read YAML (or JSON) text; raises `Unreadable` with the line of the mistake."""
    try:
        value = json.loads(text) if is_json else yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
        value = value if is_json else _apart(value, [_MOST_VALUES])
        _refuse_half_characters(value, text)
        return Document(value, text)
    except json.JSONDecodeError as error:
        raise Unreadable(error.msg, error.lineno) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        detail = getattr(error, "problem", None) or str(error)
        raise Unreadable(str(detail), mark.line + 1 if mark else None) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable(str(error) or type(error).__name__, None) from error


def _refuse_half_characters(value: Any, text: str) -> None:
    """Escapes such as \\ud800 make text that no file and no page can hold. Raises a ValueError."""
    if "\\u" in text.lower():
        try:
            json.dumps(value, ensure_ascii=False, default=str).encode()
        except TypeError:  # keys that JSON has no form for
            return
