"""Options that several commands share, and what is read of them before click does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from saraban import catalogue, pipeline
from saraban.interface import Interface
from saraban.terminal import LANGUAGES

_F = TypeVar("_F", bound=Callable[..., Any])


def language(arguments: Sequence[str]) -> str:
    """The language of help: `--lang`, else the catalogue's, else English."""
    if asked := _option("--lang", arguments):
        return asked if asked in LANGUAGES else "en"
    try:
        primary = catalogue.catalogue_at(root_of(_option("--root", arguments) or None)).primary
    except catalogue.Mistakes:
        return "en"
    return primary if primary in LANGUAGES else "en"


def _option(name: str, arguments: Sequence[str]) -> str:
    """An option's value before click reads it, since click's own words must already be in the right language."""
    for this, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if this == name:
            return following
        if this.startswith(f"{name}="):
            return this.partition("=")[2]
    return ""


def root_of(given: str | None) -> Path:
    """The catalogue's folder: the one that was given, else the nearest of this one and those above it."""
    if given:
        return Path(given).resolve()
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / catalogue.FILE).is_file()), here)


class Day(click.ParamType[date]):
    """A day such as 2026-11-24."""

    name = "date"

    def __init__(self, t: Interface) -> None:
        """Keep the words for what is no day."""
        self.t = t

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or an error in the reader's language."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(self.t("bad-date", value=value), param, ctx)


def day(t: Interface, help_key: str = "help-date") -> Callable[[_F], _F]:
    """`--date`: the day that counts as today."""
    return click.option("--date", "today", type=Day(t), default=date.today, help=t(help_key))


def form(t: Interface, *forms: str) -> Callable[[_F], _F]:
    """`--format`: how findings are told."""
    known = click.Choice(["text", *forms])
    return click.option("--format", "form", type=known, default="text", help=t("help-format"))


def report(t: Interface) -> Callable[[_F], _F]:
    """`--report`: the folder of the reports that data owners get back."""
    kind = click.Path(path_type=Path, file_okay=False)
    return click.option("--report", "folder", metavar="DIR", type=kind, help=t("help-report"))


def afresh(t: Interface, *rooms: str) -> Callable[[_F], _F]:
    """`--no-cache`: nothing of earlier runs is used, of these rooms or of any."""

    def forget(context: click.Context, _option: click.Parameter, asked: bool) -> None:
        if asked:
            pipeline.start_afresh(context.obj, *rooms)

    return click.option(
        "--no-cache", is_flag=True, expose_value=False, callback=forget, help=t("help-no-cache")
    )
