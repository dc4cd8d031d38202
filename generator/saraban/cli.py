"""Host 1: the commands; words and exit codes, nothing else.

Exit codes: 0 fine, 1 findings that stop, 2 used wrongly.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from saraban import __version__, catalogue, certify, desk, options, pipeline, starter
from saraban.explain import explain_dataset, explain_rule, rules, status_table
from saraban.inspect import Refused
from saraban.interface import Interface, interface
from saraban.model import Held, Listing, Published, Weight
from saraban.output_folders import may_hold_site, refuses_report
from saraban.progress import progress
from saraban.report import lines
from saraban.request_commands import request_commands
from saraban.serve import PortInUse, serve
from saraban.terminal import (
    LANGUAGES,
    STOPPED,
    in_language,
    mistakes,
    refuse_unknown,
    summary,
    tell,
    write_report,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; ends the process with the documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a Windows console or a pipe may not be UTF-8
            reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands(options.language(given)).main(given, prog_name="saraban")


def commands(language: str) -> click.Group:
    """All commands, with help in `language`."""
    t = interface(language)
    group = _group(t)
    for make in (
        _new,
        _check,
        _build,
        _serve,
        _status,
        _explain,
        *desk.COMMANDS,
        certify.command,
        request_commands,
    ):
        group.add_command(make(t))
    for command in (group, *group.commands.values()):
        command.context_class = in_language(t)
        click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=t("help-lang"))(command)
        click.help_option("-h", "--help", help=t("help-help"))(command)
    return group


def _group(t: Interface) -> click.Group:
    @click.group(help=t("about"), epilog=t("exit-codes"))
    @click.option("--root", type=click.Path(exists=True, file_okay=False), help=t("help-root"))
    @click.version_option(__version__, help=t("help-version"), message="saraban %(version)s")
    @click.pass_context
    def saraban(context: click.Context, root: str | None) -> None:
        context.obj = options.root_of(root)

    return saraban


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
    @options.form(t, "json", "github", "junit")
    @options.report(t)
    @options.afresh(t, "verdicts", "unpacked")
    @options.day(t)
    @click.pass_obj
    def command(root: Path, names: tuple[str, ...], form: str, folder: Path | None, today: date) -> None:
        if folder and (refused := refuses_report(folder.resolve(), root)):
            raise click.UsageError(t(refused, folder=folder))
        with mistakes(form, t), progress(t) as say:
            checked = pipeline.check(root, today, say, names)
        refuse_unknown(names, [dataset.name for dataset in checked.datasets], root, t)
        found = [finding for verdict in checked.verdicts for finding in verdict.findings]
        tell(found, form, t, checked.datasets)
        if form == "text":
            click.echo(summary(found, len(checked.datasets), t))
        if folder:
            write_report(folder, checked, today, t)
        if any(finding.weight is Weight.STOPS for finding in found):
            raise click.exceptions.Exit(STOPPED)

    return command


def _build(t: Interface) -> click.Command:
    @click.command("build", help=t("help-build"))
    @click.option("--into", type=click.Path(path_type=Path, file_okay=False), help=t("help-into"))
    @click.option("--strict", is_flag=True, help=t("help-strict"))
    @options.afresh(t)
    @options.form(t, "json", "github", "junit")
    @options.day(t)
    @click.pass_obj
    def command(root: Path, into: Path | None, strict: bool, form: str, today: date) -> None:
        if into and not may_hold_site(into.resolve(), root):
            raise click.UsageError(t("into-not-ours", folder=into))
        checked = _built(root, today, into and into.resolve(), form, t)
        stopped = [f for v in checked.verdicts for f in v.findings if f.weight is Weight.STOPS]
        if strict and stopped:
            raise click.exceptions.Exit(STOPPED)

    return command


def _serve(t: Interface) -> click.Command:
    @click.command("serve", help=t("help-serve"))
    @click.option("--port", default=8000, type=click.IntRange(1, 65535), help=t("help-port"))
    @options.day(t)
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
    @options.form(t, "json", "github")
    @options.day(t)
    @click.pass_obj
    def command(root: Path, form: str, today: date) -> None:
        with mistakes(form, t), progress(t) as say:
            checked = pipeline.check(root, today, say)
        if form == "github":
            tell([reason for held in _held(checked) for reason in held.reasons], form, t)
        else:
            click.echo(status_table(checked.verdicts, form, t))

    return command


def _explain(t: Interface) -> click.Command:
    @click.command("explain", help=t("help-explain"))
    @click.argument("name", metavar="NAME")
    @options.day(t)
    @click.pass_obj
    def command(root: Path, name: str, today: date) -> None:
        if rule := rules().get(name):
            click.echo(explain_rule(rule, t))
        if rule and name not in pipeline.names(root):
            return
        with mistakes("text", t):
            checked = pipeline.check(root, today, names=(name,))
        refuse_unknown((name,), [dataset.name for dataset in checked.datasets], root, t, [*rules()])
        for dataset, verdict in zip(checked.datasets, checked.verdicts, strict=True):
            click.echo(explain_dataset(dataset, verdict, checked.catalogue, t))

    return command


def _held(checked: pipeline.Checked) -> list[Held]:
    return [verdict.outcome for verdict in checked.verdicts if isinstance(verdict.outcome, Held)]


def _built(root: Path, today: date, into: Path | None, form: str, t: Interface) -> pipeline.Checked:
    """Build and tell what came of it."""
    started = time.monotonic()
    with mistakes(form, t), progress(t) as say:
        checked = pipeline.build(root, today, say, into)
    if form != "text":
        found = [finding for verdict in checked.verdicts for finding in verdict.findings]
        tell([*found, *checked.inspected], form, t, checked.datasets)
        return checked
    tell(checked.inspected, form, t)
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
