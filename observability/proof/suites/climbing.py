"""Series of which every sample is another number: squares, and counters that climb faster and faster."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from observability.proof.case import Input
from observability.proof.evaluator import Histogram
from observability.proof.evaluator.labels import BUCKET, Labels, value_of, with_values
from observability.proof.samples.natives import Asked, distributed, slow, times
from observability.proof.samples.segments import Segment
from observability.proof.series.source import Source
from observability.proof.series.spreading import numbered

# Tenths of the observations up to each bound.
Shares = Mapping[str, float]
# Of two series that are aggregated: their sum, mean and maximum are three numbers. Not all go by the same, so that
# what is made of two of them by each other are two numbers as well.
MEMBERS = ((4, 1), (4, 3))


@frozen(eq=False)
class Observed:
    """What is observed: `classic`, the shares of the first and of the second histogram; `native`, one observation.

    None is what their readers ask for.
    """

    classic: tuple[Shares, Shares]
    native: Histogram | None = None


# Not all bounds are in both: of those that are not, a mean is another share.
USUAL = Observed(
    (
        {"0.1": 1, "0.5": 5, "1": 8, "2.5": 9.9, "+Inf": 10},
        {"0.1": 5, "0.25": 6, "1": 7, "5": 9, "+Inf": 10},
    )
)
AT_ZERO = Observed(({"0": 10, "+Inf": 10}, {"0": 10, "+Inf": 10}), Histogram(1, 0, zero=1))
BELOW_ZERO = Observed(({"-0.5": 10, "+Inf": 10}, {"-0.5": 10, "+Inf": 10}), Histogram(1, -0.5, negative=((0, 1),)))
# As they are when a scrape comes between two increments, but worse. The highest is of a bound that only one has: of it
# sum and mean are one number, and of what is below two. No objective promises it, as of a promise both have the bound.
CONTRADICTING = Observed(({"0.1": 4, "0.5": 5, "0.77": 9, "+Inf": 1}, {"0.1": 4, "0.5": 5, "+Inf": 1}))
# Between two bounds, so that every quantile above the share of the fast is another one where that is.
BETWEEN = Observed(({"1": 4, "5": 10, "+Inf": 10}, {"1": 4, "5": 10, "+Inf": 10}))
_FAST_ONES = "1"
FAST = Observed(({"0.1": 10, "+Inf": 10}, {"0.1": 10, "+Inf": 10}), Histogram(1, 0.1, ((-3, 1),)))


@frozen
class Manner:
    """How series climb: `falling` ones go down, `below` zero they go up towards it. Counters go up all the same.

    `members` are the weights of two that are aggregated. `slowing`: what is observed in buckets is slower and slower,
    so that every window has another share of it. `anew`: the first of counters starts at zero again amid the
    last samples, which every window reads.
    """

    falling: bool = False
    below: bool = False
    members: tuple[int, int] = MEMBERS[0]
    shares: Observed = USUAL
    anew: bool = False
    slowing: bool = False


CLIMBING = Manner()
# What the sample of a place is, counted from one.
Shape = Callable[[int], float]
_FASTER: Shape = lambda at: at * (at + 1) // 2  # noqa: E731 - beside others of its kind
_SQUARES: Shape = lambda at: at * at  # noqa: E731 - beside others of its kind
_NEVER: Shape = lambda _: 0.0  # noqa: E731 - beside others of its kind
# So many samples a counter has anew: beyond what is looked at are three, and in the shortest window are five.
_AGAIN = 6


def climbing(
    source: Source,
    indices: Sequence[int],
    weight: float,
    manner: Manner = CLIMBING,
    taken: Collection[str] = frozenset(),
) -> Iterator[Input]:
    """The series of a source, with samples at these indices; `weight` 0 makes them stand still at zero.

    Of a histogram all buckets, but for those whose bounds are `taken` by sources of one bucket.
    """
    if is_counter(source):
        weight, manner = abs(weight), evolve(manner, falling=False, below=False)
    if source.native:
        # Nothing is observed less than never.
        weight, manner = abs(weight), evolve(manner, below=False)
    first = numbered(value_of(source.labels, source.spread), 1) if source.spread else ""
    for labels, share in _members(source, manner, taken):
        anew = manner.anew and is_counter(source) and value_of(labels, source.spread) == first
        before = max(len(indices) - _AGAIN, 0) if anew else len(indices)
        shape = _FASTER if is_counter(source) else _SQUARES
        if manner.slowing and is_counter(source) and value_of(labels, BUCKET) == _FAST_ONES:
            shape = _less(shape, _slower(len(indices)))
        counted = _segments(indices, weight * share, shape, manner, before)
        if not source.native:
            yield Input(labels, tuple(counted))
            continue
        slower = _slower(len(indices)) if source.native.exact and is_counter(source) else _NEVER
        apart = _segments(indices, weight * share, slower, manner, before)
        yield Input(labels, tuple(_observed(zip(counted, apart, strict=True), source.native, manner)))


def is_counter(source: Source) -> bool:
    """Whether what reads it looks at how much it goes up."""
    return "step" in source.knobs and "level" not in source.knobs


def _slower(most: int) -> Shape:
    """Observations that are slow: a part that grows, so that every window has another share of them."""
    whole = 2 << most.bit_length()
    return lambda at: at * (at + 1) * (2 * at + 1) / 6 / whole


def _less(shape: Shape, other: Shape) -> Shape:
    return lambda at: shape(at) - other(at)


def _observed(pairs: Iterable[tuple[Segment, Segment]], asked: Asked, manner: Manner) -> Iterator[Segment]:
    """The same where each sample is a histogram of so many observations, of which so many are slow."""
    one = manner.shares.native or distributed(asked)
    for segment, apart in pairs:
        match segment.first, apart.first:
            case float() as counted, float(0.0):
                yield evolve(segment, first=times(one, counted))
            case float() as counted, float() as less:
                fast, late = times(one, counted - less), times(manner.shares.native or slow(asked), less)
                yield evolve(segment, first=times(fast + late, 1.0))
            case _:
                yield segment


def _members(source: Source, manner: Manner, taken: Collection[str]) -> Iterator[tuple[Labels, float]]:
    shares = manner.shares.classic
    for number, share in enumerate(manner.members if source.spread else (1,), 1):
        value = numbered(value_of(source.labels, source.spread), number) if source.spread else ""
        labels = with_values(source.labels, [(source.spread, value)]) if source.spread else source.labels
        if one := value_of(labels, BUCKET):
            yield labels, share * _tenths(shares[number - 1], one)
        elif "bound" not in source.knobs or source.native:
            yield labels, share
        else:
            for bound, tenths in shares[number - 1].items():
                if bound not in taken:
                    yield with_values(labels, [(BUCKET, bound)]), share * tenths


def _tenths(shares: Shares, text: str) -> float:
    """The observations up to a bound that may lie between two of those of which we know."""
    bound = _upper_bound(text)
    below = max(((float(b), tenths) for b, tenths in shares.items() if float(b) <= bound), default=(0.0, 0))
    above = min((float(b), tenths) for b, tenths in shares.items() if float(b) >= bound)
    return below[1] if below[0] == bound else (below[1] + above[1]) / 2


def _upper_bound(text: str) -> float:
    """What `le` says; what is no number holds all."""
    try:
        return float(text)
    except ValueError:
        return math.inf


def _segments(indices: Sequence[int], weight: float, shape: Shape, manner: Manner, before: int) -> Iterator[Segment]:
    """So many samples, and then those of a counter that counts anew."""
    if indices and indices[0]:
        yield Segment(indices[0])
    for place, (index, following) in enumerate(pairwise((*indices, indices[-1] + 1)), 1):
        at = len(indices) + 1 - place if manner.falling or manner.below else place
        at = at if place <= before else place - before - 1
        value = weight * shape(at)
        # Without the noise that a product of floats has.
        yield Segment(1, float(f"{-value if manner.below else value:.12g}"))
        if following > index + 1:
            yield Segment(following - index - 1)
