"""Numbers as tests of rules write them."""

from decimal import Decimal


def decimal(value: float) -> str:
    """A number without an exponent."""
    return f"{Decimal(repr(value)).normalize():f}" if value else "0"
