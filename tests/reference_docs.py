"""Renders the reference pages of `docs/` and the JSON Schemas from the code, so that they cannot go stale.

`tests/test_docs.py` compares them with what is committed; `make docs` writes them anew.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
from click.testing import CliRunner

from saraban import checks, gate
from saraban.cli import commands
from saraban.desk.refusals import RULES as DESK_RULES
from saraban.model import Rule
from tests.support import ROOT
from tests.test_architecture import FLOORS

SOURCE = ROOT / "generator" / "saraban"

FLOOR_WORDS = {
    4: "hosts: what people start",
    3: "the story",
    2: "rooms that do not know each other",
    1: "settings, words, helpers",
    0: "values",
}


def commands_page() -> str:
    """`docs/reference/commands.md`: the help of every command, in both languages."""
    return page(
        "Commands",
        "What `saraban --help` says, in English and in Thai (`--lang th`, or a catalogue whose first language "
        "is Thai). In a catalogue's folder or any folder below it, no `--root` is needed.",
        *(_command(name) for name in _names()),
    )


def _names() -> Iterator[str]:
    """The program itself, its commands, and those of a command that is a group."""
    yield ""
    for name, command in commands("en").commands.items():
        yield name
        if isinstance(command, click.Group):
            yield from (f"{name} {inner}" for inner in command.commands)


def _command(name: str) -> str:
    shown = f"saraban {name}".strip()
    said = (f"```text\n{_help(name, language)}\n```" for language in ("en", "th"))
    return "\n\n".join([f"## {shown}", *said])


def _help(name: str, language: str) -> str:
    arguments = [*name.split(), "--help"]
    result = CliRunner().invoke(
        commands(language), arguments, prog_name="saraban", terminal_width=100, catch_exceptions=False
    )
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def checks_page() -> str:
    """`docs/reference/checks.md`: every rule, and what else is told."""
    return page(
        "Checks",
        "Every rule by name: what it looks for, why, and the cure. `saraban explain NAME` says the same in the "
        "terminal. A finding **stops** its dataset (it is held until it is mended), **warns**, or is a **note**.",
        "## What is looked for\n\nEach is one file in `generator/saraban/checks/`; what reading finds has its words "
        "in `_while_reading.py`.",
        *_rules(checks.rules()),
        "## Why a dataset is held\n\nThe gate's reasons. They are no mistakes in the data, so `saraban check` does "
        "not stop at them; `saraban status` and `saraban explain` tell them.",
        *_rules(gate.RULES),
        "## Why nothing is signed\n\nWhat the commands of signing refuse, besides the gate's own reasons.",
        *_rules(DESK_RULES),
        "## Why a finished site is refused\n\nTold when the inspector reads it; the last good site stays as it was.\n\n"
        + "\n".join(f"- `{name}`: {problem}" for name, problem in _refusals()),
    )


def _rules(rules: Mapping[str, Rule]) -> Iterator[str]:
    for name, rule in sorted(rules.items()):
        yield "\n".join(
            [
                f"### {name}",
                "",
                f"**{rule.weight.value}** · {rule.title.get('en')} · {rule.title.get('th')}",
                "",
                f"- Why: {rule.why.get('en')}",
                f"- Cure: {rule.cure.get('en')}",
                f"- เหตุผล: {rule.why.get('th')}",
                f"- วิธีแก้ไข: {rule.cure.get('th')}",
            ]
        )


REFUSALS = {
    "foreign-host": "a page or style sheet fetches something from another host",
    "leak": "a file holds the mark of withheld data (`CANARY`), also inside zip, XLSX, ODS and Parquet",
    "link-broken": "a link within the site leads to no page, file or heading",
    "page-heavy": "a page is larger than a phone on a slow line can bear",
}


def _refusals() -> Iterator[tuple[str, str]]:
    """The findings that `inspect` makes, each with its words from `REFUSALS`; a new one is a KeyError."""
    tree = ast.parse((SOURCE / "inspect" / "__init__.py").read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_finding"), args=[ast.Constant(value=str(name)), *_]):
                names.add(name)
    yield from ((name, REFUSALS[name]) for name in sorted(names))


def architecture_page() -> str:
    """`docs/reference/architecture.md`: each module's first line, and the floors."""
    return page(
        "Architecture",
        "The first line of every module. The story in one place is `pipeline.py`; "
        "[Developers](../developers.md) says how to add to it.",
        "```text\n" + "\n".join(_tree()) + "\n```",
        "## Floors\n\nImports go down only, and rooms of floor 2 do not import each other; "
        "`tests/test_architecture.py` holds that.\n\n| floor | what | rooms |\n|---|---|---|\n"
        + "\n".join(
            f"| {floor} | {FLOOR_WORDS[floor]} | {', '.join(f'`{room}`' for room in sorted(rooms))} |"
            for floor, rooms in sorted(FLOORS.items(), reverse=True)
        ),
    )


def _tree() -> Iterator[str]:
    entries = [("saraban/", _first_line(SOURCE / "__init__.py")), *_branches(SOURCE, 1)]
    widest = max(len(name) for name, _ in entries)
    for name, line in entries:
        yield f"{name:<{widest}}  {line}".rstrip()


def _branches(folder: Path, depth: int) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and (entry / "__init__.py").is_file():
            yield "  " * depth + entry.name + "/", _first_line(entry / "__init__.py")
            yield from _branches(entry, depth + 1)
        elif entry.suffix == ".py" and entry.name != "__init__.py":
            yield "  " * depth + entry.name, _first_line(entry)


def _first_line(file: Path) -> str:
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return words.partition("\n")[0]


def page(title: str, about: str, *sections: str) -> str:
    note = "<!-- Made from the code by `make docs`; edit the code, not this page. -->"
    return "\n\n".join([f"# {title}", note, about, *sections]) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(head), *([list(row) for row in rows])]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
