"""Exact numbers as JSON's."""

from decimal import Decimal


def number(value: Decimal) -> int | float:
    """The whole number, or the nearest float, which JSON writes in its shortest form."""
    return int(value) if value == value.to_integral_value() else float(value)
