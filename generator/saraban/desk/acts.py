"""The five acts at the desk, each from what lies there to what is to be written; `Refused` when it may not be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from saraban import gate
from saraban.desk.paper import Paper
from saraban.desk.refusals import Refused, refusal
from saraban.model import Dataset, Finding, Signature, Verdict, Weight
from saraban.read.verification import signature_of, verification_of
from saraban.signing import Signatories, standing, statement
from saraban.signing.ssh import CannotSign, sign

BEFORE = {"verifier": "submitter", "approver": "verifier"}  # who must have signed before this role does
_NOT_YET = {"submitter": "not-submitted", "verifier": "not-verified"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: one dataset as it was checked, its paper, who may sign, and the day."""

    dataset: Dataset
    verdict: Verdict
    paper: Paper
    who: Signatories
    today: date


def signed(desk: Desk, role: str, person: Mapping[str, Any], key: Path | None) -> dict[str, Any]:
    """The paper with one more signature. Raises `Refused`; a key's passphrase is asked for on the terminal."""
    if refused := list(_out_of_order(desk, role)):
        raise Refused(refused)
    kept, earlier = _kept(desk, role)
    entry = {"role": role, **person, "content": desk.dataset.content}
    if key:
        entry["ssh"] = _with_key(desk, entry, key)
    raw = {
        **kept,
        "content": desk.dataset.content,
        "files": {path: f"sha256:{digest}" for path, digest in desk.dataset.files},
        "signatures": [*(item for item in earlier if not _same(item, entry)), entry],
    }
    if refused := list(_would_not_count(desk, raw, signature_of(entry))):
        raise Refused(refused)
    return raw


def taken_back(desk: Desk, kind: str, person: Mapping[str, Any]) -> dict[str, Any]:
    """The paper with a rejection or withdrawal: whatever is signed, it closes."""
    return {
        "content": desk.dataset.content,
        "files": {path: f"sha256:{digest}" for path, digest in desk.dataset.files},
        "signatures": [],
        **desk.paper.raw,
        kind: dict(person),
    }


def _kept(desk: Desk, role: str) -> tuple[dict[str, Any], list[Mapping[str, Any]]]:
    """What stays in the file, and the signatures that go before: a submission starts the paper anew."""
    raw = dict(desk.paper.raw)
    if role == "submitter":
        return {key: raw[key] for key in raw if key not in ("withdrawn", "rejected")}, []
    given = raw.get("signatures")
    return raw, list(given) if isinstance(given, list) else []


def _out_of_order(desk: Desk, role: str) -> Iterator[Finding]:
    """Why this step cannot be taken now."""
    dataset, place = desk.dataset, desk.paper.shown
    stopping = [finding for finding in desk.verdict.findings if finding.weight is Weight.STOPS]
    yield from stopping
    if stopping or (refused := list(_taken_back_before(desk, role))):
        yield from [] if stopping else refused
        return
    now = standing(dataset, desk.who, desk.today)
    sent_back = dataset.verification is not None and dataset.verification.rejected is not None
    if role == "submitter" and now.roles and not sent_back:
        yield refusal("already-signed", dataset, place, ", ".join(sorted(now.roles)))
    if role == "submitter":
        return
    before = BEFORE[role]
    if now.changed:
        yield from gate.signature_reasons(dataset, now, ())
    elif before not in now.roles:
        faults = [fault for fault in now.faults if fault.role == before]
        if faults:
            yield from gate.signature_reasons(dataset, replace(now, faults=tuple(faults)), (before,))
        else:
            yield refusal(_NOT_YET[before], dataset, place)


def _taken_back_before(desk: Desk, role: str) -> Iterator[Finding]:
    """A withdrawn edition is not signed; a rejected one is submitted first."""
    verification = desk.dataset.verification
    if verification is None:
        return
    if role == "submitter":
        same = verification.content == desk.dataset.content or desk.who.policy.signatures == "none"
        if verification.withdrawn and same:
            yield refusal(
                "withdrawn-unchanged", desk.dataset, desk.paper.shown, verification.withdrawn.reason
            )
        return
    if verification.withdrawn or verification.rejected:
        yield from gate.taken_back_reasons(desk.dataset)


def _with_key(desk: Desk, entry: Mapping[str, Any], key: Path) -> str:
    try:
        return sign(statement(desk.dataset.name, signature_of(entry)), key)
    except CannotSign as error:
        raise Refused([refusal("key-did-not-sign", desk.dataset, desk.paper.shown, str(error))]) from None


def _would_not_count(desk: Desk, raw: Mapping[str, Any], own: Signature) -> Iterator[Finding]:
    """The gate's own reasons against the signature that is about to be written."""
    dataset = replace(desk.dataset, verification=verification_of(raw))
    made = standing(dataset, desk.who, desk.today)
    if any(replace(signature, key="") == own for signature in made.counted):
        return
    faults = tuple(fault for fault in made.faults if fault.role == own.role)
    yield from gate.signature_reasons(dataset, replace(made, faults=faults), (own.role,))


def _same(item: object, entry: Mapping[str, Any]) -> bool:
    """Whether an earlier signature is the same person's in the same role: the new one takes its place."""
    return isinstance(item, dict) and all(
        item.get(part) == entry.get(part) for part in ("role", "signer", "name", "position")
    )
