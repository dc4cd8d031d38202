"""Letters as the commands write them: which one a request calls for, where it goes, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import click

from saraban.interface import Interface
from saraban.model import Access, Text
from saraban.read.packages import packages
from saraban.requests import letters, place
from saraban.requests.desk import Desk
from saraban.requests.entry import Entry
from saraban.terminal import STOPPED

_RESTS_ON = {
    "receipt": ("days", "holidays", "fees"),
    "refusal": ("refusal", "complaint"),
    "delivery": ("fees",),
}


def needs_rights(desk: Desk, number: str, t: Interface) -> None:
    """Refuse a decision whose letter could not tell of the right to appeal; nothing is noted then."""
    entry = desk.read().entry(number)
    if entry and not letters.Letter(entry, desk.times, desk.catalogue.primary, desk.today).rights:
        click.echo(t("request-no-rights"), err=True)
        raise click.exceptions.Exit(STOPPED)


def write_letter(desk: Desk, entry: Entry, t: Interface, kind: str = "", language: str | None = None) -> None:
    """Write the letter of this kind (else the one that the state calls for) and say where it is.

    A letter that is there already is left as it is.
    """
    kind = kind or letters.fits(entry)
    if not kind:
        return
    primary = desk.catalogue.primary
    code = language or primary
    letter = letters.Letter(entry, desk.times, code, desk.today, _title(desk, entry.dataset))
    try:
        content = letters.content(kind, letter)
    except letters.NotYet:
        state = t(f"request-state-{entry.state}")
        raise click.UsageError(t("request-letter-not-yet", kind=t(f"letter-{kind}"), state=state)) from None
    except letters.NoRights:
        click.echo(t("request-no-rights"), err=True)
        raise click.exceptions.Exit(STOPPED) from None
    folder = desk.letters
    place.private_folder(folder, desk.catalogue.root)
    name = letters.name_of(entry, kind, code, primary)
    written = letters.keep(content, folder, name)
    shown = (folder / name).relative_to(desk.catalogue.root).as_posix()
    click.echo(t("request-letter-written" if written else "request-letter-exists", file=shown))
    _unconfirmed(desk, kind, t)


def _unconfirmed(desk: Desk, kind: str, t: Interface) -> None:
    """Say what the letter rests on that the office has not compared with the original."""
    asked = desk.catalogue.settings.request
    for item in asked.to_confirm if asked else ():
        if item.confirmed is None and item.about in _RESTS_ON[kind]:
            click.echo(t("request-not-confirmed", text=item.text.get(t.language)), err=True)


def _title(desk: Desk, name: str) -> Text:
    """The title of a dataset that may be named; that of a secret one never leaves, even in a letter."""
    root: Path = desk.catalogue.root
    package = next((p for p in packages(root, root / ".saraban") if name and p.name == name), None)
    said = package.document.value if package and package.document else None
    if not isinstance(said, dict) or said.get("access") not in (
        Access.OPEN,
        Access.ON_REQUEST,
        Access.INTERNAL,
    ):
        return Text()
    secret = desk.catalogue.policy.secret
    if said.get("data_category") in secret or said.get("data_classification") in secret:
        return Text()
    others = tuple(
        (key[-2:], str(said[key])) for key in sorted(said) if key.startswith("title_") and said[key]
    )
    return Text(str(said.get("title") or ""), others)
