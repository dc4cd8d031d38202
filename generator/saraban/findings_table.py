"""Findings as a table for the terminal: a part a dataset, in columns that Thai text keeps straight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import click

from saraban.interface import Interface
from saraban.model import Finding, Weight
from saraban.report import printable, where
from saraban.thai.width import padded, width
from saraban.thai.wrapping import wrapped

_GAP = "  "
_NARROWEST = 60  # with less than that, a column holds no word: the parts stand below each other
_COLOURS = {Weight.STOPS: "red", Weight.WARNS: "yellow", Weight.NOTE: "cyan"}


def table(
    findings: Iterable[Finding], titles: Mapping[str, str], t: Interface, columns: int
) -> Iterator[str]:
    """The lines of the table, none wider than `columns`; `titles` names the datasets.

    Nothing is cut: what does not fit goes on in the next line. A colour is what `click.echo` leaves out of pipes.
    """
    for dataset, of_dataset in groupby(findings, lambda finding: finding.dataset):
        group = list(of_dataset)
        name = " · ".join(filter(None, (dataset, titles.get(dataset, ""))))
        for line in wrapped(printable(name), columns) if name else ():
            yield click.style(line, bold=True)
        widths = _widths(group, t, columns)
        if widths:
            heads = [t(f"table-{part}") for part in ("weight", "place", "problem")] + [t("cure")]
            yield from _beside(heads, widths)
            yield click.style("-" * (sum(widths) + len(_GAP) * 3), dim=True)
        for file, of_file in groupby(group, lambda finding: finding.place.file):
            for line in wrapped(printable(file), columns) if file else ():
                yield click.style(line, underline=True)
            for finding in of_file:
                yield from _row(finding, widths, t, columns)


def _widths(findings: Sequence[Finding], t: Interface, columns: int) -> list[int]:
    """How wide weight, place, problem and cure stand; nothing where that would be too narrow to read."""
    if columns < _NARROWEST:
        return []
    weight = max(width(word) for word in (t("table-weight"), *(t(weight.value) for weight in Weight)))
    left = columns - 1 - weight - len(_GAP) * 3  # some consoles break a line that is quite full
    longest = max(width(printable(where(finding.place, t))) for finding in findings)
    place = min(max(longest, width(t("table-place"))), left // 4)
    problem = (left - place) * 11 // 20
    return [weight, place, problem, left - place - problem]


def _row(finding: Finding, widths: Sequence[int], t: Interface, columns: int) -> Iterator[str]:
    weight = t(finding.weight.value).strip()
    place = printable(where(finding.place, t))
    problem, cure = (printable(text.get(t.language)) for text in (finding.problem, finding.cure))
    colour = _COLOURS[finding.weight]
    if widths:
        yield from _beside([weight, place, f"{problem}\n[{finding.rule}]", cure], widths, colour)
    else:
        yield click.style(weight, fg=colour, bold=True)
        for words in (place, problem, f"{t('cure')}: {cure}", f"[{finding.rule}]"):
            yield from (f"  {line}" for line in wrapped(words, columns - 2) if line)
    yield ""


def _beside(texts: Sequence[str], widths: Sequence[int], colour: str | None = None) -> Iterator[str]:
    """Texts in columns; the first one stands out."""
    wraps = [wrapped(text, columns) for text, columns in zip(texts, widths, strict=True)]
    for number in range(max(map(len, wraps))):
        cells = [lines[number] if number < len(lines) else "" for lines in wraps]
        first, *others = (padded(cell, columns) for cell, columns in zip(cells, widths, strict=True))
        yield _GAP.join([click.style(first, fg=colour, bold=True) if cells[0] else first, *others]).rstrip()
