"""Where a dataset stands and what a rule looks for, in words for the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from saraban import checks, gate
from saraban.catalogue import Catalogue
from saraban.desk.paper import place_of
from saraban.desk.refusals import RULES as DESK_RULES
from saraban.interface import Interface
from saraban.model import Dataset, Held, Listing, Rule, Verdict
from saraban.report import as_json, lines, words
from saraban.thai.width import padded, width


def rules() -> Mapping[str, Rule]:
    """Every rule by name: those of the checks, of the gate and of the desk."""
    return {**checks.rules(), **gate.RULES, **DESK_RULES}


def explain_rule(rule: Rule, t: Interface) -> str:
    """What the rule looks for, why, and the cure."""
    language = t.language
    return "\n".join(
        [
            f"{rule.name}: {rule.title.get(language)}",
            f"{t('explain-weight')}: {t(rule.weight.value).strip()}",
            f"{t('explain-why')}: {rule.why.get(language)}",
            f"{t('cure')}: {rule.cure.get(language)}",
        ]
    )


def state(verdict: Verdict, t: Interface) -> str:
    """Published, listed or held, in words."""
    outcome = verdict.outcome
    kind = "held" if isinstance(outcome, Held) else "listed" if isinstance(outcome, Listing) else "published"
    return t(f"state-{kind}")


def explain_dataset(dataset: Dataset, verdict: Verdict, catalogue: Catalogue, t: Interface) -> str:
    """State, reasons, findings, and the form for those who sign."""
    return "\n".join(_of_dataset(dataset, verdict, catalogue, t))


def _of_dataset(dataset: Dataset, verdict: Verdict, catalogue: Catalogue, t: Interface) -> Iterator[str]:
    record = dataset.record
    yield f"{dataset.name}: {record.title.get(t.language)}"
    yield f"{t('explain-state')}: {state(verdict, t)}"
    yield f"{t('explain-stage')}: {t(f'stage-{verdict.stage}')}"
    yield f"{t('explain-access')}: {record.access or t('no-access')}"
    if isinstance(verdict.outcome, Held):
        yield f"{t('explain-reasons')}:"
        yield from ("  " + line for line in lines(verdict.outcome.reasons, t))
    yield f"{t('explain-findings')}:" if verdict.findings else t("explain-none")
    yield from ("  " + line for line in lines(verdict.findings, t))
    yield f"{t('explain-content')}: {dataset.content}"
    if dataset.verification and (changed := gate.changed_files(dataset)):
        yield f"{t('explain-changed')}: {', '.join(changed)}"
    signed = dataset.verification is not None and dataset.verification.content == dataset.content
    if catalogue.policy.signatures == "required" and not signed:
        yield t("explain-or-sign", name=dataset.name)
        yield t("explain-sign", file=place_of(dataset))
        yield signature_form(dataset, t)


def signature_form(dataset: Dataset, t: Interface) -> str:
    """`verification.yaml` as verifier and approver would write it now, with their names left open."""
    signature = {"name": f"<{t('sign-name')}>", "position": f"<{t('sign-position')}>", "date": "<YYYY-MM-DD>"}
    form = {
        "content": dataset.content,
        "files": {path: f"sha256:{digest}" for path, digest in dataset.files},
        "signatures": [{"role": role, **signature} for role in ("verifier", "approver")],
    }
    return yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=1000)


def status_table(verdicts: Sequence[Verdict], form: str, t: Interface) -> str:
    """Every dataset's state and why, as a table, JSON, or annotations of what is held."""
    if form == "json":
        return json.dumps([_object(verdict) for verdict in verdicts], ensure_ascii=False, indent=2)
    rows = [(v.name, _access(v, t), state(v, t), t(f"stage-{v.stage}"), _why(v, t)) for v in verdicts]
    titles = tuple(t(f"column-{column}") for column in ("name", "access", "state", "stage", "why"))
    widest = [max(width(row[i]) for row in (titles, *rows)) for i in range(4)]
    return "\n".join(
        "  ".join(
            [*(padded(cell, columns) for cell, columns in zip(row[:4], widest, strict=True)), row[4]]
        ).rstrip()
        for row in (titles, *rows)
    )


def _access(verdict: Verdict, t: Interface) -> str:
    access = verdict.outcome.record.access
    return access.value if access else t("no-access")


def _why(verdict: Verdict, t: Interface) -> str:
    if not isinstance(verdict.outcome, Held):
        return f"{t('explain-changed')}: {', '.join(verdict.changed)}" if verdict.changed else ""
    return "; ".join(reason.problem.get(t.language) for reason in verdict.outcome.reasons)


def _object(verdict: Verdict) -> dict[str, Any]:
    outcome = verdict.outcome
    reasons = outcome.reasons if isinstance(outcome, Held) else ()
    return {
        "name": verdict.name,
        "title": words(outcome.record.title),
        "access": outcome.record.access,
        "state": "held"
        if isinstance(outcome, Held)
        else "listed"
        if isinstance(outcome, Listing)
        else "published",
        "stage": verdict.stage.value,
        "changed": list(verdict.changed),
        "reasons": json.loads(as_json(reasons)),
    }
