"""Samples that are histograms: a count, a sum, and buckets whose bounds follow from a schema, or are listed."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from observability.proof.evaluator.errors import UnsupportedError
from observability.proof.evaluator.functions import quotient

# The schema of buckets whose bounds are listed: a classic histogram, converted.
CUSTOM = -53

# Buckets by their index, ascending.
Buckets = tuple[tuple[int, float], ...]
# A bucket: its bounds, and the observations in it.
Bucket = tuple[float, float, float]


def _filled(buckets: Iterable[tuple[int, float]]) -> Buckets:
    return tuple(sorted((index, events) for index, events in buckets if events))


@frozen
class Histogram:
    """The distribution of `count` observations that are `sum` together.

    The bucket of the index i ends at 2 ** (i / 2 ** schema). `bounds` has the ends of custom ones, but for the last,
    which has none. `zero` observations are nearer to zero than `width`; `negative` has those below that, by the index
    of their opposites.
    """

    count: float
    sum: float
    buckets: Buckets = field(default=(), converter=_filled)
    schema: int = 0
    negative: Buckets = field(default=(), converter=_filled)
    zero: float = 0.0
    width: float = 0.0
    bounds: tuple[float, ...] = ()

    @property
    def custom(self) -> bool:
        """Whether the bounds of its buckets are listed."""
        return self.schema == CUSTOM

    @property
    def ascending(self) -> Iterator[Bucket]:
        """All buckets in which there is something, the lowest first."""
        for index, events in reversed(self.negative):
            yield -self._end(index), -self._end(index - 1), events
        if self.zero:
            yield -self.width, self.width, self.zero
        for index, events in self.buckets:
            yield self._end(index - 1), self._end(index), events

    def __add__(self, other: "Histogram") -> "Histogram":
        return self._with(other, 1.0)

    def __sub__(self, other: "Histogram") -> "Histogram":
        return self._with(other, -1.0)

    def __mul__(self, factor: float) -> "Histogram":
        return evolve(
            self,
            count=self.count * factor,
            sum=self.sum * factor,
            buckets=((index, events * factor) for index, events in self.buckets),
            negative=((index, events * factor) for index, events in self.negative),
            zero=self.zero * factor,
        )

    def __truediv__(self, divisor: float) -> "Histogram":
        return evolve(
            self,
            count=quotient(self.count, divisor),
            sum=quotient(self.sum, divisor),
            buckets=((index, quotient(events, divisor)) for index, events in self.buckets),
            negative=((index, quotient(events, divisor)) for index, events in self.negative),
            zero=quotient(self.zero, divisor),
        )

    def __neg__(self) -> "Histogram":
        return self * -1.0

    def began_anew(self, before: "Histogram") -> bool:
        """Whether a counter was started again between the one before and this one: there is less of anything."""
        if self.count < before.count or self.custom is not before.custom or self.schema > before.schema:
            return True
        if self.width < before.width:
            return True
        _same_kind(self, before)
        before = before.coarser(self.schema).widened(self.width)
        pairs = ((self.buckets, before.buckets), (self.negative, before.negative))
        less = any(dict(ours).get(index, 0.0) < events for ours, theirs in pairs for index, events in theirs)
        return less or self.zero < before.zero

    def coarser(self, schema: int) -> "Histogram":
        """The same observations in buckets of a schema that is not finer."""
        apart = self.schema - schema
        if self.custom or not apart:
            return self
        return evolve(self, schema=schema, buckets=_merged(self.buckets, apart), negative=_merged(self.negative, apart))

    def widened(self, width: float) -> "Histogram":
        """The same observations, of which all that are nearer to zero than this are in the bucket around it.

        Raises:
            UnsupportedError: of a bucket that is partly within that, nobody knows which.
        """
        if not width:
            return self
        if any(lower < width and upper > -width for lower, upper, _ in evolve(self, zero=0.0).ascending):
            raise UnsupportedError("native histograms of which one counts as zero what others do not")
        return evolve(self, width=max(width, self.width))

    def _with(self, other: "Histogram", sign: float) -> "Histogram":
        _same_kind(self, other)
        schema = min(self.schema, other.schema)
        width = max(self.width, other.width)
        ours, theirs = (one.coarser(schema).widened(width) for one in (self, other))
        return evolve(
            ours,
            count=ours.count + sign * theirs.count,
            sum=ours.sum + sign * theirs.sum,
            buckets=_added(ours.buckets, theirs.buckets, sign),
            negative=_added(ours.negative, theirs.negative, sign),
            zero=ours.zero + sign * theirs.zero,
        )

    def _end(self, index: int) -> float:
        if not self.custom:
            return float(2 ** (index / 2**self.schema))
        return float("-inf") if index < 0 else self.bounds[index] if index < len(self.bounds) else float("inf")


def _same_kind(one: Histogram, other: Histogram) -> None:
    if (one.custom, one.bounds) != (other.custom, other.bounds):
        raise UnsupportedError("native histograms whose buckets are of two kinds")


def _merged(buckets: Buckets, apart: int) -> Iterable[tuple[int, float]]:
    """Buckets of a schema that is so much coarser: each of them ends where the last of those in it does."""
    found: dict[int, float] = {}
    for index, events in buckets:
        # Index 0 ends at 1 in every schema.
        place = -(-index >> apart)
        found[place] = found.get(place, 0.0) + events
    return found.items()


def _added(ours: Buckets, theirs: Buckets, sign: float) -> Iterable[tuple[int, float]]:
    found: Mapping[int, float] = dict(ours)
    return {**found, **{index: found.get(index, 0.0) + sign * events for index, events in theirs}}.items()
