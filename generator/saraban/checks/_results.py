"""What came of each check, as the public may know it: how often it found something, never what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from saraban.model import CheckResult, Dataset, Finding, Rule, Weight


def results_of(
    dataset: Dataset, findings: Sequence[Finding], rules: Mapping[str, Rule]
) -> Iterator[CheckResult]:
    """One result a rule. What was found in withheld tables and columns is not counted."""
    public = [finding for finding in findings if not _withheld(finding, dataset)]
    for name, rule in rules.items():
        own = [finding.weight for finding in public if finding.rule == name]
        heaviest = min(own, key=list(Weight).index, default=rule.weight)
        yield CheckResult(name, rule.title, heaviest, len(own))


def _withheld(finding: Finding, dataset: Dataset) -> bool:
    for table in dataset.tables:
        if table.name == finding.place.table:
            named = [field for field in table.schema.fields if field.name == finding.place.field]
            return table.withheld or any(field.withheld for field in named)
    return False
