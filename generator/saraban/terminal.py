"""What the commands say: findings, failures, summaries and help, in the reader's language."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from saraban import catalogue, owner_report, pipeline, site, write
from saraban.findings_table import table
from saraban.inspect import Refused
from saraban.interface import Interface, interface
from saraban.junit import as_junit
from saraban.model import Dataset, Finding, Place, Weight, both
from saraban.report import as_json, github_lines

LANGUAGES = ("th", "en")
STOPPED = 1  # the exit code of findings that stop; click's own for wrong use is 2


def in_language(t: Interface) -> type[click.Context]:
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


def summary(found: Sequence[Finding], datasets: int, t: Interface) -> str:
    """How many datasets were looked at, and how many findings of each weight there are."""
    counts = {weight: sum(finding.weight is weight for finding in found) for weight in Weight}
    stops, warns, notes = counts[Weight.STOPS], counts[Weight.WARNS], counts[Weight.NOTE]
    return t("summary-check", datasets=datasets, stops=stops, warns=warns, notes=notes)


def tell(findings: Sequence[Finding], form: str, t: Interface, datasets: Sequence[Dataset] = ()) -> None:
    """Print findings as a table, JSON, annotations of GitHub or JUnit XML. `datasets` are those that were checked."""
    match form:
        case "json":
            click.echo(as_json(findings))
        case "junit":
            click.echo(as_junit(findings, datasets, t), nl=False)
        case "github":
            for line in github_lines(findings, t.language):
                click.echo(line)
        case _:
            titles = {dataset.name: dataset.record.title.get(t.language) for dataset in datasets}
            for line in table(findings, titles, t, shutil.get_terminal_size().columns):
                click.echo(line, color=False if os.environ.get("NO_COLOR") else None)


def write_report(folder: Path, checked: pipeline.Checked, today: date, t: Interface) -> None:
    """Write the data owners' reports and say where they are; what is said goes beside results that may be piped."""
    others = [language for language in LANGUAGES if language != t.language]
    try:
        written = owner_report.write(folder.resolve(), checked, today, (t.language, *others))
    except owner_report.ForeignFiles as error:
        raise click.UsageError(t("report-foreign", files=", ".join(error.paths))) from None
    except OSError as error:
        raise click.UsageError(t("report-unwritable", folder=folder, error=error.strerror)) from None
    if not written.ignored:
        click.echo(t("report-not-ignored", folder=folder), err=True)
    click.echo(t("report-written", datasets=written.datasets, folder=folder), err=True)


@contextmanager
def mistakes(form: str, t: Interface) -> Iterator[None]:
    """Turns what stops a build into words and an exit code."""
    try:
        yield
    except catalogue.Mistakes as error:
        tell(error.findings, form, t)
    except Refused as error:
        tell(error.findings, form, t)
        click.echo(t("not-built"), err=True)
    except (site.EngineFailed, write.Clash, pipeline.Busy) as error:
        tell([_failure(error)], form, t)
        click.echo(t("not-built"), err=True)
    else:
        return
    raise click.exceptions.Exit(STOPPED)


def _failure(error: Exception) -> Finding:
    """What stopped a build, as a finding."""
    rule = {site.EngineFailed: "engine-failed", write.Clash: "address-clash"}.get(
        type(error), "another-build"
    )
    told = error.path if isinstance(error, write.Clash) else str(error)
    problem, cure = (
        both(*(interface(language)(f"{rule}{part}", told=told) for language in LANGUAGES))
        for part in ("", "-cure")
    )
    return Finding(rule, Weight.STOPS, Place(), problem, cure)


def refuse_unknown(
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
