"""Findings told to people and programs: terminal lines, JSON, annotations of GitHub and GitLab."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from saraban.interface import Interface
from saraban.model import Finding, Language, Place, Text, Weight

_GITHUB = {Weight.STOPS: "error", Weight.WARNS: "warning", Weight.NOTE: "notice"}

# What steers a terminal, and what XML cannot carry; line breaks may stay.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with control characters written out, as `\\x1b`."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def where(place: Place, t: Interface) -> str:
    """The place within its file, in words: the sheet, table, row and column, or the line of a descriptor."""
    said = [t(f"place-{part}", of=value) for part in ("sheet", "table") if (value := getattr(place, part))]
    if place.row is not None:
        said.append(t("place-row", of=place.row))
    if place.column or place.field:
        said.append(t("place-column", of=" ".join(filter(None, (place.column, place.field)))))
    if place.line is not None:
        said.append(t("place-line", of=place.line))
    if place.pointer:
        said.append(place.pointer)
    return ", ".join(said)


def lines(findings: Iterable[Finding], t: Interface) -> Iterator[str]:
    """Three lines a finding: weight and place, what is wrong, how to mend it."""
    for finding in findings:
        yield f"{t(finding.weight.value)}  {finding.place}  [{finding.rule}]"
        yield f"    {finding.problem.get(t.language)}"
        yield f"    {t('cure')}: {finding.cure.get(t.language)}"


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON list; words as an object of languages."""
    return json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=2)


def _object(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "dataset": finding.dataset,
        "rule": finding.rule,
        "weight": finding.weight.value,
        "file": place.file,
        "pointer": place.pointer,
        "line": place.line,
        "table": place.table,
        "row": place.row,
        "field": place.field,
        "sheet": place.sheet,
        "column": place.column,
        "problem": words(finding.problem),
        "cure": words(finding.cure),
    }


def words(text: Text) -> dict[Language, str]:
    """A text of the program as an object: language → words."""
    return dict(text.others) or {"": text.primary}


def github_lines(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """GitHub's workflow commands, one a finding; GitLab shows them as plain lines of the log."""
    for finding in findings:
        place = finding.place
        line = place.line or (place.row if place.file.endswith((".csv", ".tsv")) else None) or 1
        message = f"{finding.problem.get(language)} · {finding.cure.get(language)}"
        at = f"file={_property(place.file)},line={line},title={_property(finding.rule)}"
        yield f"::{_GITHUB[finding.weight]} {at}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
