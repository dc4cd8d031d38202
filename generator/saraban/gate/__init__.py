"""The gate: the only maker of `Published` and `Listing`; what nothing clearly permits is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from saraban.gate.rules import RULES as RULES
from saraban.model import (
    Access,
    Dataset,
    Field,
    Finding,
    Held,
    Listing,
    Place,
    Published,
    Schema,
    Signature,
    Table,
    Text,
    Verdict,
    Verification,
    Weight,
    both,
)
from saraban.settings import Policy

# Findings after which nobody knows who may see the dataset.
_DOUBTS = ("property-unusable", "permission-misspelt", "descriptor-unreadable", "reading-failed")


def judge(dataset: Dataset, findings: Sequence[Finding], policy: Policy, today: date) -> Verdict:
    """Published, listed or held; all the reasons of a held one are told at once."""
    reasons = tuple(_reasons(dataset, findings, policy, today))
    if reasons:
        return Verdict(dataset.name, _held(dataset, findings, reasons, policy), tuple(findings))
    if dataset.record.access is Access.OPEN:
        return Verdict(dataset.name, _published(dataset, policy), tuple(findings))
    return Verdict(dataset.name, _listing(dataset), tuple(findings))


def hold_back(verdict: Verdict, detail: str, policy: Policy) -> Verdict:
    """The same dataset held after all, because its files turned out unreadable when they were to be shown."""
    record = verdict.outcome.record
    rule = RULES["tables-not-here"]
    problem = both(f"{rule.title.get('th')}: {detail}", f"{rule.title.get('en')}: {detail}")
    reason = rule.finding(verdict.name, Place(), problem)
    title = record.title if policy.held == "named" else None
    return Verdict(verdict.name, Held(verdict.name, (reason,), record, True, title), verdict.findings)


def _reasons(dataset: Dataset, findings: Sequence[Finding], policy: Policy, today: date) -> Iterator[Finding]:
    record = dataset.record
    if _is_secret(dataset, policy):
        yield _reason(dataset, "secret")
        return
    if record.access is None:
        yield _reason(dataset, "access-not-granted", record.access_stated)
    if record.access is Access.INTERNAL and policy.internal == "hidden":
        yield _reason(dataset, "internal-use")
    if any(finding.weight is Weight.STOPS for finding in findings):
        count = sum(finding.weight is Weight.STOPS for finding in findings)
        yield _reason(dataset, "findings-stop", str(count))
    verification = dataset.verification
    if verification and verification.withdrawn:
        yield _reason(dataset, "withdrawn", verification.withdrawn.reason)
    if record.access is Access.OPEN:
        yield from _reasons_of_open(dataset, policy, today)


def _reasons_of_open(dataset: Dataset, policy: Policy, today: date) -> Iterator[Finding]:
    record = dataset.record
    permitted = record.category in policy.categories and (
        not record.classification or record.classification in policy.classifications
    )
    if not permitted:
        yield _reason(dataset, "classification-forbids", f"{record.category} {record.classification}".strip())
    if record.embargo and record.embargo > today:
        yield _reason(dataset, "embargoed", record.embargo.isoformat())
    shown = [table for table in dataset.tables if not table.withheld]
    lacking = [
        table.name for table in shown if table.problems or not (table.parts or table.inline is not None)
    ]
    if lacking or not shown:
        yield _reason(dataset, "tables-not-here", ", ".join(lacking))
    if uncut := [table.name for table in shown if not _can_be_cut(table)]:
        yield _reason(dataset, "withheld-not-cuttable", ", ".join(uncut))
    if policy.signatures == "required":
        yield from _signature_reasons(dataset, today)


def _can_be_cut(table: Table) -> bool:
    """Whether its withheld fields can be left out: it is a table, and no public field looks like one of them."""
    withheld = {field.name.casefold() for field in table.schema.fields if field.withheld}
    public = {field.name.casefold() for field in table.schema.fields if not field.withheld}
    return not withheld or (table.tabular and not withheld & public)


def _signature_reasons(dataset: Dataset, today: date) -> Iterator[Finding]:
    verification = dataset.verification or Verification()
    complete = {
        s.role for s in verification.signatures if s.name and s.position and s.date and s.date <= today
    }
    missing = [role for role in ("verifier", "approver") if role not in complete]
    if missing:
        yield _reason(dataset, "unsigned", ", ".join(missing))
    if verification.signatures and verification.content != dataset.content:
        yield _reason(dataset, "changed-since-signed", ", ".join(changed_files(dataset)))


def changed_files(dataset: Dataset) -> list[str]:
    """Paths whose bytes are not those that were signed, or that came or went since."""
    signed = dict(dataset.verification.files) if dataset.verification else {}
    now = dict(dataset.files)
    return sorted(path for path in signed.keys() | now.keys() if signed.get(path) != now.get(path))


def _is_secret(dataset: Dataset, policy: Policy) -> bool:
    record = dataset.record
    marks = f"{record.classification}, {record.category}".split(", ")
    return record.access is Access.SECRET or any(mark in policy.secret for mark in marks)


def _reason(dataset: Dataset, name: str, detail: str | Text = "") -> Finding:
    rule = RULES[name]
    said = detail if isinstance(detail, Text) else Text(detail)
    problem = rule.title
    if said:
        problem = both(*(f"{rule.title.get(language)}: {said.get(language)}" for language in ("th", "en")))
    return rule.finding(dataset.name, Place(dataset.descriptor), problem)


def _held(
    dataset: Dataset, findings: Sequence[Finding], reasons: tuple[Finding, ...], policy: Policy
) -> Held:
    """Held; what the public may know of it follows the policy, and nothing where a permission is in doubt."""
    record = dataset.record
    doubtful = any(f.rule in _DOUBTS and f.weight is Weight.STOPS for f in findings)
    known = record.access in (Access.OPEN, Access.ON_REQUEST) or (
        record.access is Access.INTERNAL and policy.internal == "listed"
    )
    shown = known and not doubtful and not _is_secret(dataset, policy)
    title = record.title if shown and policy.held == "named" else None
    return Held(dataset.name, reasons, record, shown, title)


def _published(dataset: Dataset, policy: Policy) -> Published:
    tables = [table for table in dataset.tables if not table.withheld]
    names = {table.name for table in tables}
    cut = tuple((t.name, n) for t in tables if (n := sum(field.withheld for field in t.schema.fields)))
    withheld_tables = len(dataset.tables) - len(tables)
    return Published(
        record=dataset.record,
        tables=tuple(_cut(table, tables, names) for table in tables),
        content=dataset.content,
        verification=_public(dataset.verification, policy),
        cut=(*cut, ("", withheld_tables)) if withheld_tables else cut,
    )


def _cut(table: Table, tables: Sequence[Table], names: set[str]) -> Table:
    """The table without its withheld fields, and without anything that still speaks of them."""
    fields = tuple(field for field in table.schema.fields if not field.withheld)
    kept = {field.name for field in fields}
    public = {t.name: {f.name for f in t.schema.fields if not f.withheld} for t in tables}
    schema = Schema(
        fields=fields,
        primary_key=table.schema.primary_key if kept.issuperset(table.schema.primary_key) else (),
        unique_keys=tuple(key for key in table.schema.unique_keys if kept.issuperset(key)),
        foreign_keys=tuple(
            key
            for key in table.schema.foreign_keys
            if kept.issuperset(key.fields)
            and (not key.table or key.table in names)
            and public[key.table or table.name].issuperset(key.reference)
        ),
        missing_values=table.schema.missing_values,
        fields_match=table.schema.fields_match,
    )
    source = {key: table.source[key] for key in _FOR_READING if key in table.source}
    return replace(table, schema=schema, source=source)


# What is needed to read the bytes; the publisher's schema, which names withheld fields, stays behind.
_FOR_READING = ("name", "format", "mediatype", "compression", "dialect")


def _public(verification: Verification | None, policy: Policy) -> Verification | None:
    """What the public may see of the signatures: positions and days, names where the policy shows them."""
    if verification is None:
        return None
    signatures = tuple(
        Signature(s.role, s.name if policy.signer_names else Text(), s.position, s.date)
        for s in verification.signatures
    )
    return Verification(verification.content, (), signatures)


def _listing(dataset: Dataset) -> Listing:
    """Names and kinds of the fields, and no value: categories and constraints may be taken from the data."""
    outline = tuple(
        Table(
            name=table.name,
            title=table.title,
            description=table.description,
            format=table.format,
            tabular=table.tabular,
            schema=Schema(
                tuple(
                    Field(field.name, field.type, field.title, field.description, field.unit)
                    for field in table.schema.fields
                    if not field.withheld
                )
            ),
        )
        for table in dataset.tables
        if not table.withheld
    )
    return Listing(dataset.record, outline)
