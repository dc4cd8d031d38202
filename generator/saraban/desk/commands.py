"""The commands of signing: submit, verify, approve; reject and withdraw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from saraban import options, pipeline
from saraban.desk.acts import Desk, signed, taken_back
from saraban.desk.paper import paper_of, write
from saraban.desk.refusals import Refused
from saraban.interface import Interface
from saraban.settings_signing import Signer
from saraban.signing import Signatories
from saraban.terminal import STOPPED, mistakes, refuse_unknown, tell

Words = dict[str, Any]
_ROLES = {"submit": "submitter", "verify": "verifier", "approve": "approver"}
_KINDS = {"reject": "rejected", "withdraw": "withdrawn"}


def _sign(act: str, t: Interface) -> click.Command:
    role = _ROLES[act]

    @click.command(act, help=t(f"help-{act}"))
    @click.argument("name", metavar="NAME")
    @_person(t)
    @click.option("--note", default="", help=t("help-sign-note"))
    @click.option("--note-en", default="", help=t("help-sign-note-en"))
    @click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=t("help-key"))
    @options.day(t, "help-sign-date")
    @click.pass_obj
    def command(root: Path, /, name: str, key: Path | None, today: date, **given: str) -> None:
        desk = _desk(root, name, today, t)
        person = _entry(desk, given, t) | _said(given, "note")
        if key and not person.get("signer"):
            raise click.UsageError(t("key-needs-signer"))
        with _refusals(t):
            write(desk.paper, signed(desk, role, person, key))
        click.echo(t(f"did-{act}", name=name, how=t("signed-with-key" if key else "signed-as-statement")))
        _tell_written(desk, t)
        click.echo(t(f"next-{act}", name=name))

    return command


def _take_back(act: str, t: Interface) -> click.Command:
    @click.command(act, help=t(f"help-{act}"))
    @click.argument("name", metavar="NAME")
    @click.option("--reason", required=True, help=t(f"help-reason-{act}"))
    @click.option("--reason-en", default="", help=t("help-reason-en"))
    @_person(t)
    @options.day(t, "help-sign-date")
    @click.pass_obj
    def command(root: Path, /, name: str, today: date, **given: str) -> None:
        if not given["reason"].strip():
            raise click.UsageError(t("reason-needed"))
        desk = _desk(root, name, today, t)
        person = _said(given, "reason") | _entry(desk, given, t)
        with _refusals(t):
            write(desk.paper, taken_back(desk, _KINDS[act], person))
        click.echo(t(f"did-{act}", name=name))
        _tell_written(desk, t)
        click.echo(t(f"next-{act}", name=name))

    return command


COMMANDS: tuple[Callable[[Interface], click.Command], ...] = (
    *(partial(_sign, act) for act in _ROLES),
    *(partial(_take_back, act) for act in _KINDS),
)


def _person(t: Interface) -> Callable[[Any], Any]:
    """Who signs: somebody the catalogue names, or a position that is typed."""

    def decorate(command: Any) -> Any:
        for part in ("unit-en", "unit", "position-en", "position", "name-en", "name"):
            option = click.option(
                f"--{part}", f"signer_{part.replace('-', '_')}", default="", help=t(f"help-as-{part}")
            )
            command = option(command)
        return click.option("--as", "signer", metavar="ID", default="", help=t("help-as"))(command)

    return decorate


def _desk(root: Path, name: str, today: date, t: Interface) -> Desk:
    """What lies there, checked now. A name nobody has is a wrong use."""
    with mistakes("text", t):
        checked = pipeline.check(root, today, names=(name,))
    refuse_unknown((name,), [dataset.name for dataset in checked.datasets], root, t)
    dataset, verdict = checked.datasets[0], checked.verdicts[0]
    unreadable = [finding for finding in verdict.findings if finding.rule == "verification-unreadable"]
    with _refusals(t):
        if unreadable:
            raise Refused(unreadable)
    return Desk(dataset, verdict, paper_of(root, dataset), Signatories.of(checked.catalogue), today)


def _entry(desk: Desk, given: dict[str, str], t: Interface) -> Words:
    """Signer, name, position, unit and day as the file holds them; the name only where the policy shows names."""
    words = _of_catalogue(desk, given, t) or _typed(given)
    if not words.get("position"):
        raise click.UsageError(t("position-needed"))
    if not desk.who.policy.signer_names:
        words = {key: value for key, value in words.items() if key not in ("name", "name_en")}
    elif not words.get("name"):
        raise click.UsageError(t("name-needed"))
    return {**words, "date": desk.today.isoformat()}


def _of_catalogue(desk: Desk, given: dict[str, str], t: Interface) -> Words:
    known = {signer.id: signer for signer in desk.who.signers}
    if not known:
        return {}
    signer = known.get(given["signer"])
    if signer is None:
        raise click.UsageError(t("signer-unknown", known=", ".join(known)))
    return _words_of(signer)


def _words_of(signer: Signer) -> Words:
    words: Words = {"signer": signer.id}
    for part in ("name", "position", "unit"):
        text = getattr(signer, part)
        if text.primary:
            words[part] = text.primary
        words |= {f"{part}_{language}": said for language, said in text.others}
    return words


def _typed(given: dict[str, str]) -> Words:
    words: Words = {"signer": given["signer"].strip()}
    for part in ("name", "position", "unit"):
        words |= {key.removeprefix("signer_"): v for key, v in _said(given, f"signer_{part}").items()}
    return {key: value for key, value in words.items() if value}


def _said(given: dict[str, str], part: str) -> Words:
    """The words of an option and of its English twin, where something was said."""
    pairs = ((part, given[part]), (f"{part}_en", given[f"{part}_en"]))
    return {key: value.strip() for key, value in pairs if value.strip()}


def _tell_written(desk: Desk, t: Interface) -> None:
    click.echo(t("paper-written", file=desk.paper.shown))
    click.echo(f"{t('explain-content')}: {desk.dataset.content}")


class _refusals:  # noqa: N801 - a context manager reads as a word
    """Tells why nothing was written, and ends with the exit code of findings that stop."""

    def __init__(self, t: Interface) -> None:
        self.t = t

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Refused):
            tell(error.findings, "text", self.t)
            click.echo(self.t("nothing-signed"), err=True)
            raise click.exceptions.Exit(STOPPED) from None
