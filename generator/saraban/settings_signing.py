"""The settings of signing: who may sign what, and what makes a signature count."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from saraban.model import Text
from saraban.settings_base import Settings, Words


class Signer(Settings):
    """Somebody who may sign. Where one is named, nobody else's signature counts."""

    id: str = Field(
        pattern=r"^[A-Za-z0-9._@+-]+$",
        description="Short name: `--as` of the commands, and the principal in the file of allowed keys.",
    )
    name: Words = Field(Text(), description="Name; written only where `policy.signer_names` shows names.")
    position: Words = Field(description="Position, as the site shows it.")
    unit: Words = Field(Text(), description="The group or unit.")
    roles: tuple[str, ...] = Field(description="What they sign as: `submitter`, `verifier`, `approver` …")
    work_areas: tuple[str, ...] = Field((), description="Work areas they sign for; empty: all of the role's.")


class Signing(Settings):
    """How signatures are made and what makes one count."""

    keys: Literal["optional", "required"] = Field(
        "optional",
        description="Whether verifier and approver must sign with an SSH key. A key's signature that does not "
        "verify never counts; without a key, a signature is a statement, and shown as such.",
    )
    allowed_signers: str = Field(
        "datapackages/allowed_signers",
        description="The file of allowed keys (ssh-keygen's ALLOWED SIGNERS), relative to the catalogue's folder.",
    )
    revoked_keys: str = Field(
        "", description="A file of keys that count no more (ssh-keygen's KRL, or public keys one a line)."
    )
    valid_days: int = Field(
        0, ge=0, description="Days for which a signature counts from its date on; 0: for good."
    )
    self_approval: Literal["forbidden", "allowed"] | None = Field(
        None,
        description="Whether one person may verify and approve the same data. When not said: forbidden where the "
        "catalogue names its `signers`.",
    )
