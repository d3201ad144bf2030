"""Numbers as tests of rules write them."""

from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=16384)
def decimal(value: float) -> str:
    """A number without an exponent."""
    return f"{Decimal(repr(value)).normalize():f}" if value else "0"
