"""What samples that are histograms look like, so that versions which spread observations differently agree on them.

Where a quantile is asked for, a bucket ends. Where it is asked how many lie up to some value, the bucket of that value
is empty, and those beside it are not.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from observability.proof.evaluator import Histogram

# The finest schema: a bucket is a quarter of a percent wide, less than any limit is moved to see whether tests notice.
_FINE = 8
# Observations that are nearly zero; and their part of those up to the first quantile, or of all.
_WIDTH, _NEARLY_ZERO = 0.001, 0.25
# Of what is above the highest quantile, so much lies up to each limit, and the rest above them.
_UP_TO_LIMIT = 0.75
_DIGITS = ".12g"
# Around a quantile: the observations in its bucket, and how many buckets others are apart: more than a percent.
_FEW, _APART = 0.01, 6


# What is asked of metrics whose samples are histograms.
Natives = tuple[tuple[str, "Asked"], ...]


@frozen
class Asked:
    """What is asked of histograms: quantiles at `shares`, how many lie up to `limits`, and if `summed` their sum.

    Of what nothing is asked, only the count is looked at.
    """

    shares: frozenset[float] = frozenset()
    limits: frozenset[float] = frozenset()
    summed: bool = False

    def __or__(self, other: "Asked") -> "Asked":
        return Asked(self.shares | other.shares, self.limits | other.limits, self.summed or other.summed)

    @property
    def exact(self) -> bool:
        """Whether versions agree on it however observations are distributed."""
        return bool(self.limits or self.summed) and not self.shares

    @property
    def bounded(self) -> bool:
        """Whether it matters what was observed."""
        return bool(self.shares or self.limits or self.summed)


def distributed(asked: Asked) -> Histogram:
    """One observation, in parts: in each bucket of which something is asked there is one."""
    shares = sorted(share for share in asked.shares if 0 < share < 1)
    limits = sorted(limit for limit in asked.limits if 0 < limit < math.inf)
    parts = [after - before for before, after in pairwise((0.0, *shares))]
    left = 1.0 - sum(parts)
    if not limits:
        return _made(0, dict(enumerate((*parts, left))), 0.0)
    beside = [_beside(limit) for limit in limits]
    buckets = dict(_above(beside, left))
    lowest = beside[0][0]
    for place, part in enumerate(reversed(parts), 1):
        buckets[lowest - place] = part
    first = min(buckets)
    nearly_zero = buckets[first] * _NEARLY_ZERO
    return _made(_FINE, {**buckets, first: buckets[first] - nearly_zero}, nearly_zero)


def slow(asked: Asked) -> Histogram:
    """One observation above all that is asked for."""
    one = distributed(asked)
    return _made(one.schema, {one.buckets[-1][0] + (0 if asked.limits else 1): 1.0}, 0.0)


def _above(beside: Sequence[tuple[int, int]], left: float) -> Iterator[tuple[int, float]]:
    """What is left, in the buckets on both sides of each limit."""
    for below, _ in beside:
        yield below, left * _UP_TO_LIMIT
        left *= 1 - _UP_TO_LIMIT
    yield beside[-1][1], left


def around(bound: float, asked: Asked, count: float) -> Histogram:
    """So many observations of about one value: the quantile that is asked for is that, or the median."""
    if not asked.bounded:
        return _made(0, {0: count}, 0.0)
    if bound <= 0:
        return _made(_FINE, {}, count)
    share = min((share for share in asked.shares if 0 < share < 1), default=0.5)
    place = math.log2(bound) * 2**_FINE
    index = math.ceil(place - 1e-6)
    # In the bucket of the value are so few that a quantile a little further is elsewhere, or enough for all shares.
    within, apart = (min(share, 1 - share, _FEW), _APART) if asked.shares else (share, 1)
    below = tidy(count * (share - within * (place - index + 1)))
    parts = (
        (index - apart, below),
        (index, tidy(count * within)),
        (index + apart, count - below - tidy(count * within)),
    )
    return Histogram(count, tidy(bound * count), tuple((one, tidy(max(part, 0.0))) for one, part in parts), _FINE)


def times(one: Histogram, weight: float) -> Histogram:
    """So much of it, without the noise that products of floats have."""
    buckets, negative = (
        tuple((index, tidy(events * weight)) for index, events in side) for side in (one.buckets, one.negative)
    )
    zero = tidy(one.zero * weight)
    count = tidy(sum(events for _, events in (*buckets, *negative)) + zero)
    return Histogram(count, tidy(one.sum * weight), buckets, one.schema, negative, zero, one.width)


def tidy(value: float) -> float:
    """Without the noise that products of floats have."""
    return float(f"{value:{_DIGITS}}")


def _beside(limit: float) -> tuple[int, int]:
    """The bucket below a limit and the one above it: neighbours where a bucket ends there."""
    place = math.log2(limit) * 2**_FINE
    if math.isclose(place, round(place), abs_tol=1e-9):
        return round(place), round(place) + 1
    return math.floor(place), math.ceil(place) + 1


def _made(schema: int, buckets: Mapping[int, float], zero: float) -> Histogram:
    parts = {index: tidy(events) for index, events in buckets.items()}
    # Each is as large as its bucket allows.
    total = sum(events * 2 ** (index / 2**schema) for index, events in parts.items())
    width = _WIDTH if zero else 0.0
    count = tidy(sum(parts.values()) + zero)
    return Histogram(count, float(f"{total:.3g}"), tuple(parts.items()), schema, (), tidy(zero), width)
