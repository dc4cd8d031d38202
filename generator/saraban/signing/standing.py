"""Which signatures of a dataset count, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from saraban.model import Dataset, Signature, Verification
from saraban.signing import ssh
from saraban.signing.signatories import Signatories
from saraban.signing.statement import statement

REQUIRED = ("verifier", "approver")

_OF_KEYS = {
    ssh.Answer.EXPIRED: "signature-expired",
    ssh.Answer.FORGED: "signature-forged",
    ssh.Answer.UNCHECKED: "signature-unverifiable",
}
# Somebody tried to pass these off: they hold the dataset even where another signature fills the role.
ALARMS = ("signature-forged", "signature-for-other-files")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a signature does not count: a rule of the gate, and the role it was given in."""

    rule: str
    role: str


@dataclass(frozen=True, slots=True)
class Standing:
    """`counted` are signatures that hold for what was signed; `changed` says that the bytes are others now."""

    counted: tuple[Signature, ...] = ()
    faults: tuple[Fault, ...] = ()
    changed: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """The roles somebody stands in for the present bytes."""
        return frozenset() if self.changed else frozenset(s.role for s in self.counted)

    def reasons(self, roles: Sequence[str] = REQUIRED) -> Iterator[Fault]:
        """What keeps a dataset from being signed: for each role that nobody fills, why; and every alarm."""
        filled = {signature.role for signature in self.counted}
        for role in roles:
            if role not in filled:
                own = [fault for fault in self.faults if fault.role == role and fault.rule not in ALARMS]
                alarmed = any(fault.role == role for fault in self.faults)
                yield from own or ([] if alarmed else [Fault("unsigned", role)])
        yield from (fault for fault in self.faults if fault.rule in ALARMS)


def standing(dataset: Dataset, who: Signatories, today: date) -> Standing:
    """What the signatures of a dataset are worth on this day. Cost: a program run for each signature with a key."""
    verification = dataset.verification or Verification()
    counted: list[Signature] = []
    faults: list[Fault] = []
    for signature in verification.signatures:
        rule, key = _fault(dataset, verification, signature, who, today)
        if rule:
            faults.append(Fault(rule, signature.role))
        else:
            counted.append(replace(signature, key=key))
    selves = [s for s in counted if s.role == "approver" and _also_verified(s, counted, who)]
    faults += [Fault("self-approved", s.role) for s in selves]
    changed = bool(verification.signatures) and verification.content != dataset.content
    return Standing(tuple(s for s in counted if s not in selves), tuple(faults), changed)


def _fault(
    dataset: Dataset, verification: Verification, signature: Signature, who: Signatories, today: date
) -> tuple[str, str]:
    """The rule that a signature breaks, or nothing and the fingerprint of its key."""
    if rule := next(_broken(dataset, verification, signature, who, today), ""):
        return rule, ""
    if signature.ssh and signature.date:
        words = statement(dataset.name, signature)
        answer, key = ssh.verify(words, signature.ssh, signature.signer, signature.date, who.keys)
        return _OF_KEYS.get(answer, ""), key
    required = who.signing.keys == "required" and signature.role in REQUIRED
    return "key-required" if required else "", ""


def _broken(
    dataset: Dataset, verification: Verification, signature: Signature, who: Signatories, today: date
) -> Iterator[str]:
    """The rules that a signature breaks by what it says."""
    day = signature.date
    if day is None or not signature.position or (who.policy.signer_names and not signature.name):
        yield "unsigned"
        return
    # A key's signature must say what it is bound to; a mere statement may leave that to the file.
    if (signature.content or signature.ssh) and signature.content != verification.content:
        yield "signature-for-other-files"
    if day > today:
        yield "signature-in-future"
    if who.signing.valid_days and day + timedelta(days=who.signing.valid_days) < today:
        yield "signature-expired"
    if not who.may_sign(signature, dataset.record.work_area):
        yield "signer-not-entitled"


def _also_verified(approver: Signature, counted: list[Signature], who: Signatories) -> bool:
    verifiers = [s for s in counted if s.role == "verifier"]
    match who.signing.self_approval:
        case "allowed":
            return False
        case None if not who.signers:  # only a key tells persons apart there
            return any(s.key and s.key == approver.key for s in verifiers)
        case _:
            return any(_same_person(approver, s) for s in verifiers)


def _same_person(one: Signature, other: Signature) -> bool:
    """By key, by id, by name, by position: by the first of them that both have."""
    if one.key and one.key == other.key:
        return True
    if one.signer and other.signer:
        return one.signer == other.signer
    if one.name and other.name:
        return one.name.primary.casefold() == other.name.primary.casefold()
    return one.position.primary == other.position.primary
