"""Series as they are generated and stored."""

from collections.abc import Mapping, Sequence

from attrs import frozen

NAME = "__name__"


@frozen
class Histogram:
    """A native histogram: events so far in each bucket, by its index in `schema`, and the sum of what was observed."""

    schema: int
    buckets: Mapping[int, float]
    sum: float


@frozen
class Series:
    """Labels, the metric's name among them, and a value at each time, in milliseconds."""

    labels: Mapping[str, str]
    times: Sequence[int]
    values: Sequence[float] | Sequence[Histogram]

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What tells it from all others."""
        return tuple(sorted(self.labels.items()))
