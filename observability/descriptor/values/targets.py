"""What an objective may promise: a target, a window, a threshold."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from observability.descriptor.report import RefusedError
from observability.model.budget import LONGEST, SHORTEST, usable
from observability.model.durations import Duration
from observability.model.numbers import plain

_ALL = Decimal(100)
_LIKELY = Decimal(1)
_CHECK = "target"
_TEXT = re.compile(r"(\d+(?:\.\d+)?)\s?%?", re.ASCII)


def target(value: Any) -> Decimal:
    """A percentage as a ratio: `99.9` and `"99.9%"` are 0.999.

    Raises:
        RefusedError: no budget could be made of it; the message says why.
    """
    percentage = _number(value)
    if not percentage.is_finite():
        raise RefusedError(f"a target of {value} is no number", "write a percentage, as in 99.9", _CHECK)
    if percentage == _ALL:
        message = "a target of 100 leaves no error budget: the first error would break it for the whole window"
        raise RefusedError(message, "write what users need, as in 99.9", _CHECK)
    if percentage > _ALL:
        raise RefusedError(f"a target of {value} is more than everything", "write a percentage below 100", _CHECK)
    if percentage < 0:
        raise RefusedError(f"a target of {value} is less than nothing", "write a percentage above 0", _CHECK)
    if not percentage:
        raise RefusedError("a target of 0 promises nothing", "write a percentage, as in 99.9, or drop it", _CHECK)
    if percentage <= _LIKELY:
        hint = f"write {plain(percentage * 100)}" if percentage < _LIKELY else "write a percentage, as in 99"
        raise RefusedError(f"a target of {value} is a percentage, of which {value} % is too little", hint, _CHECK)
    return percentage / 100


def _number(value: Any) -> Decimal:
    if not isinstance(value, str):
        return Decimal(value)
    written = _TEXT.fullmatch(value)
    if not written:
        raise RefusedError(f"{value!r} is no percentage", "write 99.9 or 99.9%", _CHECK)
    return Decimal(written[1])


def window(text: str) -> Duration:
    """The span of a budget: whole days, 7 to 90.

    Raises:
        ValueError: the text is no duration, or one that windows of three days and less cannot add up to.
    """
    span = Duration.parse(text)
    if not usable(span):
        message = f"an error budget cannot have a window of {text}"
        raise RefusedError(message, f"write whole days from {SHORTEST} to {LONGEST}, as in 7d, 28d, 30d, 4w", "window")
    return span


def check_threshold(threshold: Decimal, buckets: Sequence[Decimal]) -> None:
    """Make sure that a declared bucket ends at the threshold; without declared buckets nobody can know.

    Raises:
        RefusedError: none does; the hint names the nearest.
    """
    if buckets and threshold not in buckets:
        nearest = min(buckets, key=lambda bound: (abs(bound - threshold), bound))
        message = f"no bucket of the histogram ends at {_spelt(threshold)}"
        raise RefusedError(message, f"the nearest one ends at {_spelt(nearest)}", "threshold")


def _spelt(seconds: Decimal) -> str:
    span = Duration.of_seconds(seconds)
    return span.brief if span.seconds == seconds else f"{plain(seconds)}s"
