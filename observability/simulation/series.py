"""Series as they are generated and stored."""

import math
from collections.abc import Mapping, Sequence

from attrs import frozen

NAME = "__name__"

# Of native histograms: each bucket is wider than the one below it by the square root of two.
SCHEMA = 1


def upper_bound(index: int) -> float:
    """Where the bucket of this index ends."""
    return float(2 ** (index / 2**SCHEMA))


def bucket_index(bound: float) -> int:
    """The bucket that ends there."""
    index: int = round(math.log2(bound) * 2**SCHEMA)
    return index


@frozen
class Histogram:
    """A native histogram: events so far in each bucket, by its index in `schema`, and the sum of what was observed."""

    schema: int
    buckets: Mapping[int, float]
    sum: float


@frozen
class Series:
    """Labels, the metric's name among them, and at each time, in milliseconds, a number, or else a histogram."""

    labels: Mapping[str, str]
    times: Sequence[int]
    values: Sequence[float] = ()
    histograms: Sequence[Histogram] = ()

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What tells it from all others."""
        return tuple(sorted(self.labels.items()))
