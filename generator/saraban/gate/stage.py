"""How far an edition has come: draft, checked, verified, approved, published; or stopped on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from saraban.model import Dataset, Finding, Held, Listing, Published, Stage, Weight
from saraban.signing import Standing


def stage_of(
    dataset: Dataset,
    findings: Sequence[Finding],
    outcome: Published | Listing | Held,
    signed: Standing,
    today: date,
) -> Stage:
    """The stage that this edition, with exactly these bytes, has reached."""
    verification = dataset.verification
    if verification and verification.withdrawn:
        return Stage.WITHDRAWN
    if verification and verification.rejected:
        return Stage.REJECTED
    if not isinstance(outcome, Held):
        return Stage.PUBLISHED if isinstance(outcome, Published) else Stage.LISTED
    if any(finding.weight is Weight.STOPS for finding in findings):
        return Stage.DRAFT
    stage = _signed(signed)
    embargo = dataset.record.embargo
    return Stage.EMBARGOED if stage is Stage.APPROVED and embargo and embargo > today else stage


def _signed(signed: Standing) -> Stage:
    """Each step counts only on top of the one before; a file that nobody submitted may be verified at once."""
    if "verifier" not in signed.roles:
        return Stage.CHECKED if "submitter" in signed.roles else Stage.DRAFT
    return Stage.APPROVED if "approver" in signed.roles else Stage.VERIFIED
