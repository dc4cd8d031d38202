"""Which signatures count: who may sign, with what key, for which bytes, and until when."""

from saraban.signing.signatories import Signatories
from saraban.signing.standing import REQUIRED, Fault, Standing, standing
from saraban.signing.statement import statement

__all__ = ["REQUIRED", "Fault", "Signatories", "Standing", "standing", "statement"]
