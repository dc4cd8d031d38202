"""The floors of the design: imports go down only, siblings do not know each other, only the gate opens."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1] / "generator" / "saraban"

# Highest first. A room may import what lies on lower floors; rooms of floor 2 do not import each other.
FLOORS: dict[int, set[str]] = {
    4: {
        "cli",
        "terminal",
        "mkdocs_hook",
        "explain",
        "serve",
        "progress",
        "starter",
        "report",
        "__main__",
        "options",
        "findings_table",
        "junit",
        "owner_report",
        "desk",
        "certify",
        "request_agenda",
        "request_commands",
        "request_letters",
    },
    3: {"pipeline", "assemble", "site", "inspect"},
    2: {
        "read",
        "validate",
        "checks",
        "gate",
        "derive",
        "pages",
        "downloads",
        "metadata",
        "search_index",
        "write",
        "requests",
        "forms",
    },
    1: {
        "catalogue",
        "settings",
        "settings_base",
        "settings_signing",
        "signing",
        "papers",
        "request_forms",
        "settings_requests",
        "working_days",
        "holiday_years",
        "vocabulary",
        "yaml_lines",
        "interface",
        "portal",
        "rendering",
        "frames",
        "surroundings",
        "citation",
        "certificate",
        "flow_chart",
        "cells",
        "spreadsheet",
        "output_folders",
        "thai",
    },
    0: {"model"},
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
# The design's one exception: checks ask the validator. (So does owner_report, from above: it renders the same verdict
# cell by cell.)
ALLOWED = {("checks", "validate")}


def _room(file: Path) -> str:
    return file.relative_to(HOME).parts[0].removesuffix(".py")


def _modules() -> Iterator[Path]:
    yield from (file for file in sorted(HOME.rglob("*.py")) if "theme" not in file.parts)


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "saraban":
            if node.module == "saraban":
                yield from (alias.name for alias in node.names if alias.name in FLOOR_OF)
            else:
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("saraban."))


def test_every_room_has_a_floor() -> None:
    rooms = {_room(file) for file in _modules()} - {"__init__"}
    assert rooms == set(FLOOR_OF)


@pytest.mark.parametrize("file", list(_modules()), ids=lambda file: file.relative_to(HOME).as_posix())
def test_imports_go_down(file: Path) -> None:
    room = _room(file)
    if room == "__init__":
        return
    floor = FLOOR_OF[room]
    for other in set(_imports(file)) - {room}:
        lower = FLOOR_OF[other] < floor
        same = FLOOR_OF[other] == floor and floor != 2
        assert lower or same or (room, other) in ALLOWED, f"{room} (floor {floor}) imports {other}"


def test_the_model_knows_only_the_standard_library() -> None:
    for file in (HOME / "model").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                top = name.split(".")[0]
                assert top == "saraban" or top in sys.stdlib_module_names, f"{file.name} imports {name}"


@pytest.mark.parametrize("value", ["Published", "Listing", "Held"])
def test_only_the_gate_makes_outcomes(value: str) -> None:
    makers = set()
    for file in _modules():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == value:
                makers.add(_room(file))
    assert makers == {"gate"}


@pytest.mark.parametrize("room", ["pages", "downloads", "metadata", "derive", "search_index", "forms"])
def test_rendering_rooms_never_see_an_ungated_dataset(room: str) -> None:
    place = HOME / room
    for file in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
        names = {
            node.id
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Name)
        }
        assert "Dataset" not in names, file.name


def test_rooms_are_small() -> None:
    long = {
        file.relative_to(HOME).as_posix(): lines
        for file in _modules()
        if (lines := file.read_text(encoding="utf-8").count("\n")) > 330
    }
    assert not long


def test_what_makes_the_site_never_knows_the_private_ledger() -> None:
    knowing = {_room(file) for file in _modules() if "requests" in set(_imports(file))} - {"requests"}
    assert knowing == {"request_agenda", "request_commands", "request_letters"}
