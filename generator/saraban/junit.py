"""Findings as JUnit XML, which CI systems show beside the results of tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from saraban import checks
from saraban.interface import Interface
from saraban.model import Dataset, Finding, Weight
from saraban.report import lines, printable

_OF_THE_CATALOGUE = (
    "catalogue"  # the suite of what belongs to no dataset; the rules of its settings begin so, too
)


def as_junit(findings: Iterable[Finding], datasets: Sequence[Dataset], t: Interface) -> str:
    """A suite a dataset and a case a rule; what stops is a failure, what only warns is in the case's output."""
    found = list(findings)
    suites = [_suite(dataset.name, found, _rules(dataset), t) for dataset in datasets]
    known = {dataset.name for dataset in datasets}
    others = [finding for finding in found if finding.dataset not in known]
    suites += [_suite(name, others, (), t) for name in dict.fromkeys(finding.dataset for finding in others)]
    root = etree.Element("testsuites", name="saraban", **_sums(suites))
    root.extend(suites)
    return str(etree.tostring(root, encoding="unicode", pretty_print=True))


def _rules(dataset: Dataset) -> Iterator[str]:
    """The rules that were looked for: all but those of settings; none in a package that could not be read."""
    if dataset.standard:
        yield from (name for name in checks.rules() if not name.startswith(_OF_THE_CATALOGUE))


def _suite(name: str, findings: Iterable[Finding], rules: Iterable[str], t: Interface) -> etree._Element:
    groups: dict[str, list[Finding]] = {rule: [] for rule in rules}
    for finding in findings:
        if finding.dataset == name:
            groups.setdefault(finding.rule, []).append(finding)
    shown = printable(name or _OF_THE_CATALOGUE)
    cases = [_case(shown, rule, group, t) for rule, group in groups.items()]
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": "0"}
    suite = etree.Element("testsuite", name=shown, **counts, time="0")
    suite.extend(cases)
    return suite


def _case(suite: str, rule: str, findings: Sequence[Finding], t: Interface) -> etree._Element:
    case = etree.Element("testcase", classname=suite, name=rule, time="0")
    if file := next((finding.place.file for finding in findings if finding.place.file), ""):
        case.set("file", printable(file))
    stops = [finding for finding in findings if finding.weight is Weight.STOPS]
    others = [finding for finding in findings if finding.weight is not Weight.STOPS]
    if stops:
        # One failure a case: several are not understood everywhere.
        message = " · ".join(finding.problem.get(t.language) for finding in stops)
        failure = etree.SubElement(case, "failure", message=printable(message), type=rule)
        failure.text = printable("\n".join(lines(stops, t)))
    if others:
        etree.SubElement(case, "system-out").text = printable("\n".join(lines(others, t)))
    return case


def _sums(suites: Sequence[etree._Element]) -> dict[str, str]:
    return {
        key: str(sum(int(suite.get(key)) for suite in suites))
        for key in ("tests", "failures", "errors", "skipped")
    }
