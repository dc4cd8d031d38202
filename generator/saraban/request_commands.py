"""The commands of the requests' desk: `saraban request add|move|decide|close|list|letter|statistics`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from saraban import options, pipeline
from saraban.catalogue import catalogue_at
from saraban.interface import Interface
from saraban.model import Finding, Weight
from saraban.report import printable
from saraban.request_agenda import as_object, table
from saraban.request_letters import needs_rights, write_letter
from saraban.requests import dataset
from saraban.requests.desk import Desk, MayNotFollow, Refused, TooEarly, Unknown
from saraban.requests.due import Due
from saraban.requests.entry import CHANNELS, KINDS, RESULTS, STATES, Entry, Event, Requester
from saraban.requests.letters import KINDS as LETTERS
from saraban.requests.statistics import counts
from saraban.requests.writing import NotWritten
from saraban.terminal import LANGUAGES, STOPPED, in_language, mistakes, refuse_unknown, tell
from saraban.thai.dates import long_date
from saraban.thai.years import in_era

_MOVES = tuple(state for state in STATES if state not in ("received", "decided", "delivered", "withdrawn"))


def request_commands(t: Interface) -> click.Group:
    """The group, with help in the reader's language."""
    group = click.Group("request", help=t("help-request"))
    for make in (_add, _move, _decide, _close, _list, _letter, _statistics):
        command = make(t)
        command.context_class = in_language(t)
        click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=t("help-lang"))(command)
        click.help_option("-h", "--help", help=t("help-help"))(command)
        group.add_command(command)
    return group


def _add(t: Interface) -> click.Command:
    @click.command("add", help=t("help-request-add"))
    @_said(t, "dataset", "subject", "number", "reference", "name", "address", "phone", "email")
    @click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], help=t("help-request-kind"))
    @click.option(
        "--channel", type=click.Choice(CHANNELS), default=CHANNELS[0], help=t("help-request-channel")
    )
    @click.option("--received", type=options.Day(t), help=t("help-request-received"))
    @click.option("--no-letter", is_flag=True, help=t("help-request-no-letter"))
    @options.day(t)
    @click.pass_obj
    def command(root: Path, /, received: date | None, today: date, no_letter: bool, **given: Any) -> None:
        desk = _desk(root, today, t)
        if given["dataset"]:
            refuse_unknown((given["dataset"],), desk.datasets, root, t)
        history = (Event("received", received or today),)
        requester = Requester(*(given[key] for key in ("name", "address", "phone", "email")))
        what = {key: given[key] for key in ("kind", "channel", "subject", "dataset", "reference")}
        with _told(t):
            entry = desk.add(
                lambda of: Entry(of, **what, history=history, requester=requester), given["number"]
            )
        due = desk.times.answer(entry)
        click.echo(t("request-added", number=entry.number, due=long_date(due.day, t.language)))
        _warn(desk, [due], t)
        if not no_letter:
            write_letter(desk, entry, t)

    return command


def _move(t: Interface) -> click.Command:
    @click.command("move", help=t("help-request-move", states=", ".join(_MOVES)))
    @click.argument("number", metavar="NUMBER")
    @click.argument("state", metavar="STATE", type=click.Choice(_MOVES))
    @click.option("--on", type=options.Day(t), help=t("help-request-on"))
    @click.option("--until", type=options.Day(t), help=t("help-request-until"))
    @click.option("--no-objection", is_flag=True, help=t("help-request-no-objection"))
    @_said(t, "by", "note")
    @options.day(t)
    @click.pass_obj
    def command(root: Path, /, number: str, state: str, on: date | None, today: date, **given: Any) -> None:
        objection = not given.pop("no_objection")
        desk = _desk(root, today, t)
        _moved(desk, number, Event(state, on or today, **given, objection=objection), t)

    return command


def _decide(t: Interface) -> click.Command:
    @click.command("decide", help=t("help-request-decide"))
    @click.argument("number", metavar="NUMBER")
    @click.argument("result", metavar=f"[{'|'.join(RESULTS)}]", type=click.Choice(RESULTS))
    @click.option("--on", type=options.Day(t), help=t("help-request-on"))
    @_said(t, "ground", "reason", "covered", "elsewhere", "by", "note")
    @click.option("--no-letter", is_flag=True, help=t("help-request-no-letter"))
    @options.day(t)
    @click.pass_obj
    def command(root: Path, /, number: str, on: date | None, today: date, **given: Any) -> None:
        no_letter = given.pop("no_letter")
        desk = _desk(root, today, t)
        if given["result"] != "all" and not no_letter:
            needs_rights(desk, number, t)
        entry = _moved(desk, number, Event("decided", on or today, **given), t)
        if not no_letter:
            write_letter(desk, entry, t)

    return command


def _close(t: Interface) -> click.Command:
    @click.command("close", help=t("help-request-close"))
    @click.argument("number", metavar="NUMBER")
    @click.option("--withdrawn", is_flag=True, help=t("help-request-withdrawn"))
    @click.option("--no-letter", is_flag=True, help=t("help-request-no-letter"))
    @click.option("--on", type=options.Day(t), help=t("help-request-on"))
    @_said(t, "by", "note")
    @options.day(t)
    @click.pass_obj
    def command(root: Path, /, number: str, on: date | None, today: date, **given: Any) -> None:
        desk = _desk(root, today, t)
        state = "withdrawn" if given["withdrawn"] else "delivered"
        entry = _moved(desk, number, Event(state, on or today, given["by"], given["note"]), t)
        if not (given["no_letter"] or given["withdrawn"]):
            write_letter(desk, entry, t)

    return command


def _letter(t: Interface) -> click.Command:
    @click.command("letter", help=t("help-request-letter", letters=", ".join(LETTERS)))
    @click.argument("number", metavar="NUMBER")
    @click.argument("kind", metavar="KIND", type=click.Choice(LETTERS))
    @click.option("--in", "language", type=click.Choice(LANGUAGES), help=t("help-request-letter-in"))
    @options.day(t)
    @click.pass_obj
    def command(root: Path, number: str, kind: str, language: str | None, today: date) -> None:
        desk = _desk(root, today, t)
        with _told(t):
            found = desk.read()
        entry = found.entry(number)
        if entry is None:
            _tell_beside(found.findings, t)
            raise click.UsageError(t("request-number-unknown", number=number))
        write_letter(desk, entry, t, kind, language)

    return command


def _statistics(t: Interface) -> click.Command:
    @click.command("statistics", help=t("help-request-statistics"))
    @options.day(t)
    @click.pass_obj
    def command(root: Path, today: date) -> None:
        desk = _desk(root, today, t)
        with _told(t):
            found = desk.read()
            if not found.sound:
                raise Refused(found.findings)
        made = counts(found.entries, desk.times, today, desk.grounds)
        if not made.years:
            click.echo(t("request-none-finished"))
            return
        try:
            folder = dataset.write(made, desk.catalogue, today)
        except dataset.Foreign as error:
            raise click.UsageError(t("request-statistics-foreign", file=error)) from None
        years = ", ".join(str(in_era(year, t.language)) for year in made.years)
        click.echo(t("request-statistics-written", years=years, folder=folder, name=folder.name))

    return command


def _list(t: Interface) -> click.Command:
    @click.command("list", help=t("help-request-list"))
    @click.option("--all", "everything", is_flag=True, help=t("help-request-all"))
    @options.form(t, "json")
    @options.day(t)
    @click.pass_obj
    def command(root: Path, everything: bool, form: str, today: date) -> None:
        desk = _desk(root, today, t)
        with _told(t):
            found = desk.read()
        agenda = desk.agenda(tuple(entry for entry in found.entries if everything or entry.is_open))
        if form == "json":
            click.echo(json.dumps([as_object(*pair, today) for pair in agenda], ensure_ascii=False, indent=2))
        else:
            for line in table(agenda, today, t):
                click.echo(line)
            _warn(desk, [due for _, due in agenda if due], t)
        _tell_beside(found.findings, t)
        if not found.sound:
            raise click.exceptions.Exit(STOPPED)

    return command


def _desk(root: Path, today: date, t: Interface) -> Desk:
    with mistakes("text", t):
        catalogue = catalogue_at(root)
    if catalogue.settings.request is None:
        raise click.UsageError(t("request-unset-procedure"))
    desk = Desk(catalogue, today, tuple(pipeline.names(root)))
    _tell_beside(tuple(finding for finding in desk.place() if finding.weight is Weight.WARNS), t)
    return desk


def _moved(desk: Desk, number: str, event: Event, t: Interface) -> Entry:
    with _told(t, event):
        entry = desk.move(number, event)
    click.echo(t("request-moved", number=number, state=t(f"request-state-{event.state}")))
    dues = desk.times.dues(entry)
    for due in dues:
        click.echo(f"  {t(f'request-due-{due.what}')}: {long_date(due.day, t.language)}")
    _warn(desk, dues, t)
    return entry


@contextmanager
def _told(t: Interface, event: Event | None = None) -> Iterator[None]:
    """Turns what the desk refuses into words and exit codes."""
    try:
        yield
    except Refused as error:
        tell(error.findings, "text", t)
        click.echo(t("request-finish-first"), err=True)
        raise click.exceptions.Exit(STOPPED) from None
    except Unknown as error:
        raise click.UsageError(t("request-number-unknown", number=error)) from None
    except MayNotFollow as error:
        names = ", ".join(f"{state} ({t(f'request-state-{state}')})" for state in error.states) or "–"
        state = t(f"request-state-{error.state}")
        raise click.UsageError(t("request-may-follow", state=state, states=names)) from None
    except TooEarly as error:
        raise click.UsageError(t("request-too-early", day=long_date(error.day, t.language))) from None
    except NotWritten as error:
        said = f"state: {event.state}, on: {event.on}" if event else "requests: …"
        click.echo(t("request-not-written", number=error, text=said), err=True)
        raise click.exceptions.Exit(STOPPED) from None


def _warn(desk: Desk, dues: list[Due], t: Interface) -> None:
    """Say which years have no holidays: due dates that fall there may be a day off."""
    if years := desk.times.unknown_years([due.day for due in dues]):
        shown = ", ".join(str(in_era(year, t.language)) for year in years)
        click.echo(t("request-no-year-holidays", years=shown), err=True)


def _tell_beside(findings: tuple[Finding, ...], t: Interface) -> None:
    """Findings stand beside a list that may be piped."""
    for finding in findings:
        words = f"{finding.problem.get(t.language)} · {t('cure')}: {finding.cure.get(t.language)}"
        click.echo(printable(f"{t(finding.weight.value)} {finding.place} [{finding.rule}] {words}"), err=True)


def _said(t: Interface, *names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Options that hold words."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            command = click.option(f"--{name}", default="", help=t(f"help-request-{name}"))(command)
        return command

    return add
