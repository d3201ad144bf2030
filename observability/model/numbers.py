"""Numbers as people write them, held as Decimal, and written without float noise."""

import re
from decimal import Decimal

_SIZES = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
_QUANTITY = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)\s?(?:(?P<percent>%)|(?P<prefix>k|M|G|T|Ki|Mi|Gi|Ti)?B?)", re.ASCII)
_SIGNIFICANT = 12
_SHOWN = 4


def parse_quantity(text: str) -> Decimal:
    """Read `0.8`, `80%` (0.8), `2GiB` (2147483648), `10k`.

    Raises:
        ValueError: the text is none of these.
    """
    match = _QUANTITY.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a number; write 0.8, 80%, 2GiB or 10k")
    number = Decimal(match["number"])
    return number / 100 if match["percent"] else number * _SIZES[match["prefix"] or ""]


def plain(number: Decimal) -> str:
    """The shortest decimal spelling, at most 12 significant digits, never an exponent: `0.001`, `14.4`, `100`."""
    rounded = number.normalize() if len(number.as_tuple().digits) <= _SIGNIFICANT else +round_significant(number)
    return f"{rounded.normalize():f}"


def round_significant(number: Decimal, digits: int = _SIGNIFICANT) -> Decimal:
    """`number` rounded to `digits` significant digits."""
    if not number:
        return number
    return number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1))


def prefixed(number: Decimal, base: int = 1000) -> str:
    """A number for a person, to four digits, with a prefix of its size: `8k`, `1.5M`; `2Gi` where `base` is 1024."""
    size, prefix = Decimal(1), ""
    for name in "kMGT" if base == 1000 else ("Ki", "Mi", "Gi", "Ti"):
        if abs(number) >= size * base:
            size, prefix = size * base, name
    return plain(round_significant(number / size, _SHOWN)) + prefix


def percent(ratio: Decimal) -> str:
    """A ratio for a person: `99.9%`, `0.1%`."""
    return f"{plain(ratio * 100)}%"
