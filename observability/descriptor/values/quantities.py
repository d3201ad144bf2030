"""Numbers and durations as people write them."""

from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from typing import Any

from observability.descriptor.report import RefusedError
from observability.model.durations import Duration
from observability.model.numbers import parse_quantity

_LARGEST = Decimal(10) ** 15
_LONGEST = Duration.parse("3650d")
# What people leave out, by the unit of the example: who thinks in milliseconds or in seconds, in seconds or in minutes.
_DIGITS = "0123456789"
_MEANT = {"ms": ("ms", "s"), "s": ("s", "m"), "m": ("s", "m"), "h": ("m", "h")}


def quantity(value: Any) -> Decimal:
    """A finite number, a percentage, a size.

    Raises:
        ValueError: it is none.
    """
    number = parse_quantity(value) if isinstance(value, str) else Decimal(value)
    if not number.is_finite() or abs(number) > _LARGEST:
        raise RefusedError(f"{value} is no usable number", "write a finite one")
    return number


def positive(value: Any) -> Decimal:
    """A quantity above 0.

    Raises:
        ValueError: it is none.
    """
    number = quantity(value)
    if number <= 0:
        raise RefusedError(f"{value} is not above 0", "write a number above 0")
    return number


def duration(text: str) -> Duration:
    """A duration above 0.

    Raises:
        ValueError: it is none.
    """
    span = duration_or_zero(text)
    if not span.milliseconds:
        raise RefusedError(f"{text!r} is no time at all", "write at least 1s")
    return span


def duration_or_zero(text: str) -> Duration:
    """A duration, `0s` included.

    Raises:
        ValueError: it is no duration, or longer than anybody will wait.
    """
    span = Duration.parse(text)
    if span > _LONGEST:
        raise RefusedError(f"{text!r} is longer than {_LONGEST}", "write a shorter time")
    return span


def is_duration(text: str) -> bool:
    """Whether the text is one."""
    return bool(_readable([text]))


def with_units(number: int | Decimal, example: str) -> list[str]:
    """The durations that a bare number may mean where `example` is one: of 300 and `100ms`, 300ms and 300s.

    The example has one unit.
    """
    unit = example.lstrip(_DIGITS)
    return _readable(f"{number}{one}" for one in _MEANT.get(unit, (unit,)))


def _readable(texts: Iterable[str]) -> list[str]:
    found = []
    for text in texts:
        with suppress(ValueError):
            duration(text)
            found.append(text)
    return found


def seconds(value: Any) -> Decimal:
    """A duration, or a number of seconds, above 0.

    Raises:
        ValueError: it is neither.
    """
    return duration(value).seconds if isinstance(value, str) else positive(value)


def is_percentage(value: Any) -> bool:
    """Whether the author wrote a share, not a value."""
    return isinstance(value, str) and value.rstrip().endswith("%")
