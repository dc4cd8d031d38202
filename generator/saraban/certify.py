"""`saraban certify`: a downloaded file, or all that lie beside a certificate, against what was certified."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from saraban.certificate import MARK, NAME
from saraban.interface import Interface
from saraban.report import printable
from saraban.terminal import STOPPED

_MOST_BYTES = 16 << 20  # of a certificate: what is larger is none


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be said of one file: `key` names the words, `holds` whether it is what was certified."""

    key: str
    name: str
    holds: bool = False
    other: str = ""


def command(t: Interface) -> click.Command:
    """The command, with help in the reader's language."""

    @click.command("certify", help=t("help-certify"))
    @click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
    @click.option(
        "--certificate",
        "home",
        metavar="PATH",
        type=click.Path(path_type=Path, exists=True),
        help=t("help-certificate"),
    )
    def certify(file: Path, home: Path | None) -> None:
        own = _certificate_in(file) if file.suffix == ".json" and home is None else None
        told = list(_all_beside(file, own) if own else _one(file, home or file.parent, t))
        for certified, answer in told:
            click.echo(t(answer.key, name=printable(answer.name), other=printable(answer.other)))
            if answer.holds and own is None:
                _tell(certified, t)
        if own and told:
            _tell(own, t)
        if not told or not all(answer.holds for _, answer in told):
            raise click.exceptions.Exit(STOPPED)

    return certify


def _certificate_in(file: Path) -> Mapping[str, Any] | None:
    """What a certificate says; None where the file is none."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        value = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    if (
        not isinstance(value, dict)
        or value.get("certificate") != MARK
        or not isinstance(value.get("files"), list)
    ):
        return None
    return value


def _files(certified: Mapping[str, Any]) -> Mapping[str, str]:
    """Name and hash of each certified file; one that would lie elsewhere is no file of this certificate."""
    found = {}
    for entry in certified["files"]:
        name, digest = (entry.get("name"), entry.get("sha256")) if isinstance(entry, dict) else ("", "")
        if isinstance(name, str) and isinstance(digest, str) and name and Path(name).name == name:
            found[name] = digest.lower()
    return found


def _all_beside(file: Path, certified: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Answer]]:
    """Every certified file that lies beside the certificate; that none does is an answer, too."""
    present = {name: digest for name, digest in _files(certified).items() if (file.parent / name).is_file()}
    for name, digest in present.items():
        holds = _digest(file.parent / name) == digest
        yield certified, Answer("certify-ok" if holds else "certify-differs", name, holds)
    if not present:
        yield certified, Answer("certify-nothing-beside", file.name)


def _one(file: Path, home: Path, t: Interface) -> Iterator[tuple[Mapping[str, Any], Answer]]:
    """The file against the certificate, or against all of a site's."""
    places = [home] if home.is_file() else sorted(home.rglob(NAME)) if home != file.parent else [home / NAME]
    known = [certified for place in places if place.is_file() and (certified := _certificate_in(place))]
    if not known:
        raise click.UsageError(t("certify-no-certificate", name=NAME))
    digest = _digest(file)
    for certified in known:
        for name, listed in _files(certified).items():
            if listed == digest:
                same = name == file.name
                yield certified, Answer("certify-ok" if same else "certify-renamed", file.name, True, name)
                return
    named = any(file.name in _files(certified) for certified in known)
    yield known[0], Answer("certify-differs" if named else "certify-unknown", file.name)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _tell(certified: Mapping[str, Any], t: Interface) -> None:
    """Who stands for it, in the certificate's words."""
    title = _words(certified.get("title"), t.language)
    click.echo(t("certify-of", title=title, content=printable(str(certified.get("content", "")))))
    signatures = certified.get("signatures")
    if not certified.get("verified") or not isinstance(signatures, list):
        click.echo(t("certify-unsigned"))
        return
    for given in (item for item in signatures if isinstance(item, dict)):
        who = " · ".join(
            filter(None, (_words(given.get(part), t.language) for part in ("name", "position", "unit")))
        )
        how = t("signed-with-key" if given.get("signed_with") == "key" else "signed-as-statement")
        day = printable(str(given.get("date", "")))
        click.echo(f"  {_words(given.get('as'), t.language)}: {who} · {day} ({how})")
    click.echo(t("certify-trust"))


def _words(value: object, language: str) -> str:
    if not isinstance(value, dict):
        return ""
    return printable(str(value.get(language) or next(iter(value.values()), "")))
