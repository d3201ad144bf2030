"""Which ramps a set of recordings is shown: each makes another kind of mistake visible."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import evolve, frozen

from observability.promql.families import LATEST
from observability.proof.evaluator.labels import BUCKET, value_of, with_values
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.source import Source
from observability.proof.suites.beside import meant
from observability.proof.suites.climbing import (
    AT_ZERO,
    BELOW_ZERO,
    BETWEEN,
    CLIMBING,
    CONTRADICTING,
    FAST,
    Manner,
    is_counter,
)
from observability.proof.suites.grids import holes

# Each source has ten times what the one before has, so that ratios are within bounds; but no number is too large.
_FACTOR, _SIZES, _NEARLY = 10, 6, 20
# So small that no number is above one, and so much that what is not meant is less.
_SMALL, _MUCH = 1e-6, 1e6

_OTHER = "other"

# The weight of each source, by its number; None leaves it out.
Weights = Sequence[float | None]


class Company(StrEnum):
    """What is there beside the sources: what their matchers refuse, what they name as well, each of them once more.

    `APART` are others that only the last of two aggregations brings together.
    """

    UNMEANT = "unmeant"
    MEANT = "meant"
    AGAIN = "again"
    APART = "apart"


@frozen
class Ramp:
    """Sources that climb, each by its weight. `hole`: such a share of windows is empty whose last sample is read."""

    name: str
    weights: Weights
    manner: Manner = CLIMBING
    company: Company | None = None
    hole: float = 0.0


def up(sources: Sequence[Source]) -> list[float]:
    """The weights of the first ramp."""
    return [float(_FACTOR ** (n % _SIZES)) for n in range(len(sources))]


def ramps(sources: Sequence[Source], found: Sequence[Occurrence]) -> Iterator[Ramp]:
    """The first with all series as they should be, and then others."""
    yield Ramp("ramps", up(sources))
    if sources:
        yield from _steep(sources)
        yield from _signs(sources)
        yield from _buckets(sources)
        if any(map(is_counter, sources)):
            yield Ramp("counters begin anew", up(sources), Manner(anew=True))
        yield Ramp("small numbers", [_SMALL * weight for weight in _near(sources)], Manner(shares=FAST))
        yield from _accompanied(sources, found)
        for share in holes(latest(found)):
            yield Ramp(f"the last samples are missing, {share:.0%} of a window", up(sources), hole=share)


def _down(sources: Sequence[Source]) -> list[float]:
    return [float(_FACTOR ** (_SIZES - 1 - n % _SIZES)) for n in range(len(sources))]


def _near(sources: Sequence[Source]) -> list[float]:
    return [float(_NEARLY + n) for n in range(len(sources))]


def _steep(sources: Sequence[Source]) -> Iterator[Ramp]:
    if len(sources) > 1:
        yield Ramp("ramps, the first of them the steepest", _down(sources))
        # Of shares that are bounded, none is at its bound.
        yield Ramp("ramps, nearly as steep as one another", _near(sources))


def _signs(sources: Sequence[Source]) -> Iterator[Ramp]:
    near = _near(sources)
    if not all(map(is_counter, sources)):
        yield Ramp("falling", up(sources), Manner(falling=True))
        below = Manner(below=True)
        yield Ramp("every other one below zero", [w if n % 2 else -w for n, w in enumerate(near)], below)
        yield Ramp("all others below zero", [-w if n % 2 else w for n, w in enumerate(near)], below)
    yield Ramp("all stand still at zero", [0.0 for _ in sources])


def _buckets(sources: Sequence[Source]) -> Iterator[Ramp]:
    near = _near(sources)
    if any("bound" in source.knobs for source in sources):
        yield Ramp("all observations are below zero", near, Manner(shares=BELOW_ZERO))
        yield Ramp("all observations are zero", near, Manner(shares=AT_ZERO))
    if any("bound" in source.knobs and is_counter(source) and not source.native for source in sources):
        yield Ramp("observations are slower and slower", near, Manner(shares=BETWEEN, slowing=True))
    if any(value_of(source.labels, BUCKET) for source in sources):
        yield Ramp("buckets that contradict one another", near, Manner(shares=CONTRADICTING))


def _accompanied(sources: Sequence[Source], found: Sequence[Occurrence]) -> Iterator[Ramp]:
    both = ("", up(sources)), (", the first of them the steepest", _down(sources))
    for steepest, weights in both:
        yield Ramp(f"beside series that are not meant{steepest}", weights, company=Company.UNMEANT)
    if any(by.operator == "min" for one in found for by in one.aggregations):
        # Of what is in the middle, neither has more than what is not meant.
        much = [_MUCH * weight for weight in _near(sources)]
        yield Ramp("beside series that are not meant, which have less", much, company=Company.UNMEANT)
    if any(True for source in sources for _ in meant(source, found)):
        for steepest, weights in both:
            yield Ramp(f"beside others that are named{steepest}", weights, company=Company.MEANT)
    yield Ramp("each of them twice", up(sources), company=Company.AGAIN)
    if any(apart(source, found) for source in sources):
        yield Ramp("each of them twice in the last aggregation", _near(sources), company=Company.APART)


def apart(source: Source, found: Sequence[Occurrence]) -> Source | None:
    """The source with other values of the labels that are kept by an aggregation within another, if there are any."""
    readers = [one for one in found if one.means(source.labels)]
    kept = {label for one in readers for by in one.aggregations[1:] if not by.without for label in by.labels}
    names = sorted(kept - {BUCKET, source.spread})
    other = with_values(source.labels, [(name, f"{value_of(source.labels, name)}-{_OTHER}") for name in names])
    return evolve(source, labels=other) if names and any(one.means(other) for one in readers) else None


def latest(found: Sequence[Occurrence]) -> list[Occurrence]:
    """What looks at the last two samples, as if it did at the last one: where that is missing, its window tells."""
    return [evolve(one, function="last_over_time") if one.function in LATEST else one for one in found]
