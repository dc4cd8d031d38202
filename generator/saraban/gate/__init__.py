"""The gate: the only maker of `Published` and `Listing`; what nothing clearly permits is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from saraban.gate.rules import RULES as _OF_DATASETS
from saraban.gate.signature_rules import RULES as _OF_SIGNATURES
from saraban.gate.stage import stage_of
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
    Stage,
    Table,
    Text,
    Verdict,
    Verification,
    Weight,
    both,
)
from saraban.settings import Policy
from saraban.signing import REQUIRED, Signatories, Standing, standing

RULES = {**_OF_DATASETS, **_OF_SIGNATURES}

# Findings after which nobody knows who may see the dataset.
_DOUBTS = ("property-unusable", "permission-misspelt", "descriptor-unreadable", "reading-failed")


def judge(
    dataset: Dataset,
    findings: Sequence[Finding],
    policy: Policy,
    today: date,
    who: Signatories | None = None,
) -> Verdict:
    """Published, listed or held; all the reasons of a held one are told at once.

    `who` may sign: without it, anybody the policy of signing lets.
    """
    signed = standing(dataset, who or Signatories(policy), today)
    outcome = _outcome(dataset, findings, policy, today, signed)
    changed = tuple(changed_files(dataset)) if signed.changed else ()
    stage = stage_of(dataset, findings, outcome, signed, today)
    return Verdict(dataset.name, outcome, tuple(findings), stage, changed)


def _outcome(
    dataset: Dataset, findings: Sequence[Finding], policy: Policy, today: date, signed: Standing
) -> Published | Listing | Held:
    if reasons := tuple(_reasons(dataset, findings, policy, today, signed)):
        return _held(dataset, findings, reasons, policy)
    if dataset.record.access is Access.OPEN:
        return _published(dataset, policy, signed)
    return _listing(dataset)


def hold_back(verdict: Verdict, detail: str, policy: Policy) -> Verdict:
    """The same dataset held after all, because its files turned out unreadable when they were to be shown."""
    record = verdict.outcome.record
    rule = RULES["tables-not-here"]
    problem = both(f"{rule.title.get('th')}: {detail}", f"{rule.title.get('en')}: {detail}")
    reason = rule.finding(verdict.name, Place(), problem)
    title = record.title if policy.held == "named" else None
    held = Held(verdict.name, (reason,), record, True, title)
    return replace(verdict, outcome=held, stage=Stage.APPROVED)


def _reasons(
    dataset: Dataset, findings: Sequence[Finding], policy: Policy, today: date, signed: Standing
) -> Iterator[Finding]:
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
    yield from taken_back_reasons(dataset)
    if record.access is Access.OPEN:
        yield from _reasons_of_open(dataset, policy, today, signed)


def taken_back_reasons(dataset: Dataset) -> Iterator[Finding]:
    """That the edition was withdrawn, or sent back by those who were to sign it."""
    verification = dataset.verification
    if verification and verification.withdrawn:
        yield _reason(dataset, "withdrawn", verification.withdrawn.reason)
    if verification and verification.rejected:
        yield _reason(dataset, "rejected", verification.rejected.reason)


def _reasons_of_open(dataset: Dataset, policy: Policy, today: date, signed: Standing) -> Iterator[Finding]:
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
        yield from signature_reasons(dataset, signed)


def _can_be_cut(table: Table) -> bool:
    """Whether its withheld fields can be left out: it is a table, and no public field looks like one of them."""
    withheld = {field.name.casefold() for field in table.schema.fields if field.withheld}
    public = {field.name.casefold() for field in table.schema.fields if not field.withheld}
    return not withheld or (table.tabular and not withheld & public)


def signature_reasons(
    dataset: Dataset, signed: Standing, roles: Sequence[str] = REQUIRED
) -> Iterator[Finding]:
    """What its signatures lack, each rule once with the roles it concerns."""
    faults: dict[str, list[str]] = {}
    for fault in signed.reasons(roles):
        faults.setdefault(fault.rule, []).append(fault.role)
    for rule, concerned in faults.items():
        yield _reason(dataset, rule, ", ".join(dict.fromkeys(concerned)))
    if signed.changed:
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


def _published(dataset: Dataset, policy: Policy, signed: Standing) -> Published:
    tables = [table for table in dataset.tables if not table.withheld]
    names = {table.name for table in tables}
    cut = tuple((t.name, n) for t in tables if (n := sum(field.withheld for field in t.schema.fields)))
    withheld_tables = len(dataset.tables) - len(tables)
    return Published(
        record=dataset.record,
        tables=tuple(_cut(table, tables, names) for table in tables),
        content=dataset.content,
        verification=_public(dataset.verification, policy, signed),
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


def _public(verification: Verification | None, policy: Policy, signed: Standing) -> Verification | None:
    """What the public may see of the signatures that count: positions, units and days, names where the policy shows
    them, and the fingerprint of a key.
    """
    if verification is None:
        return None
    signatures = tuple(
        Signature(
            s.role, s.name if policy.signer_names else Text(), s.position, s.date, unit=s.unit, key=s.key
        )
        for s in signed.counted
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
