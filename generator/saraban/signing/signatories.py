"""Who may sign, as the catalogue says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from saraban.catalogue import Catalogue
from saraban.model import Signature
from saraban.settings import Policy, Role
from saraban.settings_signing import Signer, Signing
from saraban.signing.ssh import Keys


@dataclass(frozen=True, slots=True)
class Signatories:
    """The roles, the people, and the policy of signing; `root` is where the files of keys lie."""

    policy: Policy
    roles: tuple[Role, ...] = ()
    signers: tuple[Signer, ...] = ()
    root: Path = Path()

    @classmethod
    def of(cls, catalogue: Catalogue) -> Signatories:
        """Those of a catalogue."""
        settings = catalogue.settings
        return cls(settings.policy, settings.roles, settings.signers, catalogue.root)

    @property
    def signing(self) -> Signing:
        """The policy of signing."""
        return self.policy.signing

    @property
    def keys(self) -> Keys:
        """Where the keys are."""
        revoked = self.root / self.signing.revoked_keys if self.signing.revoked_keys else None
        return Keys(self.root / self.signing.allowed_signers, revoked)

    def signer(self, signature: Signature) -> Signer | None:
        """The person a signature names: by id; where it has none, by position, and by name if it states one."""
        for signer in self.signers:
            if signature.signer:
                if signature.signer == signer.id:
                    return signer
            elif signature.position.primary == signer.position.primary and (
                not signature.name or signature.name.primary == signer.name.primary
            ):
                return signer
        return None

    def may_sign(self, signature: Signature, work_area: str) -> bool:
        """Whether the catalogue lets this person sign in this role for this work area."""
        areas = next((role.work_areas for role in self.roles if role.id == signature.role), ())
        if areas and work_area not in areas:
            return False
        if not self.signers:
            return True
        signer = self.signer(signature)
        return (
            signer is not None
            and signature.role in signer.roles
            and (not signer.work_areas or work_area in signer.work_areas)
        )
