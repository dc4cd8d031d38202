"""Host 1: the commands; words and exit codes, nothing else.

Exit codes: 0 fine, 1 findings that stop, 2 used wrongly.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from saraban import __version__, catalogue, pipeline, site, starter, write
from saraban.explain import explain_dataset, explain_rule, rules, status_table
from saraban.inspect import Refused
from saraban.interface import Interface, interface
from saraban.model import Finding, Held, Listing, Published, Weight
from saraban.progress import progress
from saraban.report import as_json, github_lines, lines
from saraban.serve import PortInUse, serve

_F = TypeVar("_F", bound=Callable[..., Any])

STOPPED = 1
WRONG = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; ends the process with the documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a Windows console or a pipe may not be UTF-8
            reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands(_language(given)).main(given, prog_name="saraban")


def _language(arguments: Sequence[str]) -> str:
    """The language of help: `--lang`, else the catalogue's, else English."""
    for this, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if this == "--lang":
            return following if following in ("th", "en") else "en"
        if this.startswith("--lang="):
            return this.removeprefix("--lang=")
    try:
        primary = catalogue.catalogue_at(_root(None)).primary
    except catalogue.Mistakes:
        return "en"
    return primary if primary in ("th", "en") else "en"


def _root(given: str | None) -> Path:
    if given:
        return Path(given).resolve()
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / catalogue.FILE).is_file()), here)


class _Day(click.ParamType[date]):
    name = "date"

    def __init__(self, t: Interface) -> None:
        self.t = t

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(self.t("bad-date", value=value), param, ctx)


def commands(language: str) -> click.Group:
    """All commands, with help in `language`."""
    t = interface(language)
    group = _group(t)
    for make in (_new, _check, _build, _serve, _status, _explain):
        group.add_command(make(t))
    for command in (group, *group.commands.values()):
        command.context_class = _context(t)
        click.help_option("-h", "--help", help=t("help-help"))(command)
    return group


def _context(t: Interface) -> type[click.Context]:
    """A context whose help is headed in the reader's language."""

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or t("usage"))

        def write_heading(self, heading: str) -> None:
            known = {"Options": t("options"), "Commands": t("commands")}
            super().write_heading(known.get(heading, heading))

    class Context(click.Context):
        formatter_class = Formatter

    return Context


def _group(t: Interface) -> click.Group:
    @click.group(help=t("about"), epilog=t("exit-codes"))
    @click.option("--lang", type=click.Choice(["th", "en"]), expose_value=False, help=t("help-lang"))
    @click.option("--root", type=click.Path(exists=True, file_okay=False), help=t("help-root"))
    @click.version_option(__version__, help=t("help-version"), message="saraban %(version)s")
    @click.pass_context
    def saraban(context: click.Context, root: str | None) -> None:
        context.obj = _root(root)

    return saraban


def _day(t: Interface) -> Callable[[_F], _F]:
    return click.option("--date", "today", type=_Day(t), default=date.today, help=t("help-date"))


def _told(t: Interface) -> Callable[[_F], _F]:
    forms = click.Choice(["text", "json", "github"])
    return click.option("--format", "form", type=forms, default="text", help=t("help-format"))


def _new(t: Interface) -> click.Command:
    @click.command("new", help=t("help-new"))
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
    def command(folder: Path) -> None:
        try:
            starter.new(folder, date.today())
        except (FileExistsError, NotADirectoryError):
            raise click.UsageError(t("folder-not-empty", folder=folder)) from None
        click.echo(t("made-new", folder=folder))

    return command


def _check(t: Interface) -> click.Command:
    @click.command("check", help=t("help-check"))
    @click.argument("names", metavar="[NAME]…", nargs=-1)
    @_told(t)
    @_day(t)
    @click.pass_obj
    def command(root: Path, names: tuple[str, ...], form: str, today: date) -> None:
        with _mistakes(form, t), progress(t) as say:
            checked = pipeline.check(root, today, say, names)
        _refuse_unknown(names, [dataset.name for dataset in checked.datasets], root, t)
        found = [finding for verdict in checked.verdicts for finding in verdict.findings]
        _tell(found, form, t)
        if form == "text":
            click.echo(_summary(found, len(checked.datasets), t))
        if any(finding.weight is Weight.STOPS for finding in found):
            raise click.exceptions.Exit(STOPPED)

    return command


def _build(t: Interface) -> click.Command:
    @click.command("build", help=t("help-build"))
    @click.option("--into", type=click.Path(path_type=Path, file_okay=False), help=t("help-into"))
    @click.option("--strict", is_flag=True, help=t("help-strict"))
    @_told(t)
    @_day(t)
    @click.pass_obj
    def command(root: Path, into: Path | None, strict: bool, form: str, today: date) -> None:
        checked = _built(root, today, into, form, t)
        stopped = [f for v in checked.verdicts for f in v.findings if f.weight is Weight.STOPS]
        if strict and stopped:
            raise click.exceptions.Exit(STOPPED)

    return command


def _serve(t: Interface) -> click.Command:
    @click.command("serve", help=t("help-serve"))
    @click.option("--port", default=8000, type=click.IntRange(1, 65535), help=t("help-port"))
    @_day(t)
    @click.pass_obj
    def command(root: Path, port: int, today: date) -> None:
        _built(root, today, None, "text", t)
        watched = [root / name for name in ("data", "datapackages", "site_src", "mkdocs.yml")]

        def say(words: str) -> None:
            click.echo(t("serving", url=words) if words.startswith("http://") else words)

        try:
            serve(root / "site", watched, lambda: _rebuild(root, today, t), say, port)
        except PortInUse:
            raise click.UsageError(t("port-in-use", port=port)) from None

    return command


def _status(t: Interface) -> click.Command:
    @click.command("status", help=t("help-status"))
    @_told(t)
    @_day(t)
    @click.pass_obj
    def command(root: Path, form: str, today: date) -> None:
        with _mistakes(form, t), progress(t) as say:
            checked = pipeline.check(root, today, say)
        if form == "github":
            _tell([reason for held in _held(checked) for reason in held.reasons], form, t)
        else:
            click.echo(status_table(checked.verdicts, form, t))

    return command


def _explain(t: Interface) -> click.Command:
    @click.command("explain", help=t("help-explain"))
    @click.argument("name", metavar="NAME")
    @_day(t)
    @click.pass_obj
    def command(root: Path, name: str, today: date) -> None:
        if rule := rules().get(name):
            click.echo(explain_rule(rule, t))
        if rule and name not in pipeline.names(root):
            return
        with _mistakes("text", t):
            checked = pipeline.check(root, today, names=(name,))
        _refuse_unknown((name,), [dataset.name for dataset in checked.datasets], root, t, [*rules()])
        for dataset, verdict in zip(checked.datasets, checked.verdicts, strict=True):
            click.echo(explain_dataset(dataset, verdict, checked.catalogue, t))

    return command


def _summary(found: Sequence[Finding], datasets: int, t: Interface) -> str:
    counts = {weight: sum(finding.weight is weight for finding in found) for weight in Weight}
    stops, warns, notes = counts[Weight.STOPS], counts[Weight.WARNS], counts[Weight.NOTE]
    return t("summary-check", datasets=datasets, stops=stops, warns=warns, notes=notes)


def _held(checked: pipeline.Checked) -> list[Held]:
    return [verdict.outcome for verdict in checked.verdicts if isinstance(verdict.outcome, Held)]


def _built(root: Path, today: date, into: Path | None, form: str, t: Interface) -> pipeline.Checked:
    """Build and tell what came of it."""
    started = time.monotonic()
    with _mistakes(form, t), progress(t) as say:
        checked = pipeline.build(root, today, say, into)
    if form != "text":
        found = [finding for verdict in checked.verdicts for finding in verdict.findings]
        _tell([*found, *checked.inspected], form, t)
        return checked
    _tell(checked.inspected, form, t)
    outcomes = [verdict.outcome for verdict in checked.verdicts]
    held = _held(checked)
    for reason in (reason for outcome in held for reason in outcome.reasons):
        click.echo(f"{t('state-held')}: {reason.dataset}: {reason.problem.get(t.language)}")
    published = sum(isinstance(outcome, Published) for outcome in outcomes)
    listed = sum(isinstance(outcome, Listing) for outcome in outcomes)
    seconds = f"{time.monotonic() - started:.1f}"
    where = into or root / "site"
    click.echo(
        t("summary-build", published=published, listed=listed, held=len(held), site=where, seconds=seconds)
    )
    return checked


def _rebuild(root: Path, today: date, t: Interface) -> None:
    """For the preview: any way in which a build can fail is told there, and the last site goes on."""
    try:
        pipeline.build(root, today)
    except (catalogue.Mistakes, Refused) as error:
        raise RuntimeError("\n".join(lines(error.findings, t))) from None


def _tell(findings: Sequence[Finding], form: str, t: Interface) -> None:
    if form == "json":
        click.echo(as_json(findings))
    else:
        for line in github_lines(findings, t.language) if form == "github" else lines(findings, t):
            click.echo(line)


@contextmanager
def _mistakes(form: str, t: Interface) -> Iterator[None]:
    """Turns what stops a build into words and an exit code."""
    try:
        yield
    except catalogue.Mistakes as error:
        _tell(error.findings, form, t)
    except Refused as error:
        _tell(error.findings, form, t)
        click.echo(t("not-built"), err=True)
    except site.EngineFailed as error:
        click.echo(t("engine-failed", error=error) + "\n" + t("not-built"), err=True)
    except write.Clash as error:
        click.echo(t("address-clash", path=error.path) + "\n" + t("not-built"), err=True)
    else:
        return
    raise click.exceptions.Exit(STOPPED)


def _refuse_unknown(
    names: Sequence[str], found: Sequence[str], root: Path, t: Interface, others: Sequence[str] = ()
) -> None:
    """A name that no dataset has is a wrong use; the nearest known one is offered."""
    unknown = [name for name in names if name not in found]
    if not unknown:
        return
    known = [*pipeline.names(root), *others]
    said = []
    for name in unknown:
        guess = catalogue.nearest(name, known)
        said.append(t("unknown-name", name=name) + (" " + t("did-you-mean", name=guess) if guess else ""))
    raise click.UsageError("\n".join(said))
