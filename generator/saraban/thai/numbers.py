"""Numbers as both languages write them: commas between groups, a point before decimals (CLDR, th and en)."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

_UNLIMITED = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def round_half_up(value: Decimal | int | float, digits: int = 0) -> Decimal:
    """The value to `digits` decimals, halves away from zero, as Thai schools and official statistics round.

    A float counts as the decimal people see: 2.675 gives 2.68, though its binary value lies a little lower.
    """
    exact = _exact(value)
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, context=_UNLIMITED)
    return rounded or rounded.copy_abs()  # never "-0"


def format_number(value: Decimal | int | float, digits: int | None = None) -> str:
    """The number with group commas, half-up to `digits` decimals; without `digits` as exact as it came."""
    return f"{_exact(value) if digits is None else round_half_up(value, digits):,f}"


def _exact(value: Decimal | int | float) -> Decimal:
    return Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
