"""Series made of sources whose knobs are turned, phase after phase."""

import operator
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from observability.proof.evaluator import Histogram
from observability.proof.evaluator.labels import BUCKET, Labels, value_of, with_values
from observability.proof.samples.decimals import decimal
from observability.proof.samples.natives import Asked, around
from observability.proof.samples.segments import Segment
from observability.proof.series.eras import split
from observability.proof.series.knobs import TAIL
from observability.proof.series.pace import Pace
from observability.proof.series.running import number_of, running
from observability.proof.series.settings import Phase, Settings, copies, setting
from observability.proof.series.source import Source
from observability.proof.series.spreading import numbered

# The second of two series that are aggregated has a quarter of what the first has: where their sum or mean is a round
# number, both of them are.
_WEIGHTS = (1.0, 0.25)


def shaped(source: Source, turned: Sequence[Phase], pace: Pace) -> Iterator[tuple[Labels, tuple[Segment, ...]]]:
    """All series of a source."""
    phases = list(split(source, turned, pace))
    for number, weight in _members(source, phases):
        labels = source.labels
        if number > 1:
            labels = with_values(labels, [(source.spread, numbered(value_of(labels, source.spread), number))])
        if source.native:
            yield labels, tuple(_observed(source, phases, pace, number, weight))
            continue
        if "bound" not in source.knobs:
            yield labels, tuple(running(source, phases, pace, number, weight))
            continue
        for bound in (*map(decimal, _bounds(source, phases)), "+Inf"):
            yield with_values(labels, [(BUCKET, bound)]), tuple(_counted(source, phases, pace, weight, bound))


def _members(source: Source, phases: Sequence[Phase]) -> Iterator[tuple[int, float]]:
    if not source.spread:
        yield 1, 1.0
    elif "copies" in source.knobs:
        yield from ((number, 1.0) for number in range(1, 1 + max(copies(phase) for phase in phases)))
    else:
        yield from enumerate(_WEIGHTS, 1)


def _bounds(source: Source, phases: Sequence[Phase]) -> list[float]:
    return list(dict.fromkeys(bound for phase in phases for bound, _ in _observations(source, phase.settings)))


def _observations(source: Source, settings: Settings) -> list[tuple[float, float]]:
    """The upper bounds below which all that is observed lies, and what share of it."""
    bound = setting(settings, "bound")
    if TAIL not in settings:
        return [(bound, 1.0)]
    return [(bound, 1 - source.tail), (settings[TAIL], source.tail)]


def _observed(source: Source, phases: Sequence[Phase], pace: Pace, number: int, weight: float) -> Iterator[Segment]:
    """Of histograms: all that is observed in a phase is its bound; what was observed before stays where it was."""
    asked = source.native or Asked()
    bounds = _bounds(source, phases)
    apart = [[_counting(source, phase, partial(operator.eq, bound)) for phase in phases] for bound in bounds]
    counted = [running(source, those, pace, number, weight) for those in apart]
    for segments in zip(*counted, strict=True):
        first, step = (
            [around(bound, asked, value) for bound, value in zip(bounds, values, strict=True)]
            for values in ([number_of(one.first or 0.0) for one in segments], [number_of(one.step) for one in segments])
        )
        if segments[0].first is None:
            yield segments[0]
        else:
            climbs = any(one.step for one in segments)
            yield Segment(segments[0].count, _together(first), _together(step) if climbs else 0.0)


def _together(histograms: Sequence[Histogram]) -> Histogram:
    return sum(histograms[1:], histograms[0])


def _counting(source: Source, phase: Phase, counts: Callable[[float], bool]) -> Phase:
    """The phase, with as much of what is observed as lies below bounds that count."""
    share = sum(share for bound, share in _observations(source, phase.settings) if counts(bound))
    if share == 1:
        return phase
    counted = {knob: setting(phase.settings, knob) * share for knob in ("step", "level")}
    return Phase(phase.samples, {**phase.settings, **counted})


def _counted(source: Source, phases: Sequence[Phase], pace: Pace, weight: float, bound: str) -> Iterator[Segment]:
    """A bucket counts what lies below its bound: all from the phase's own bound on, and nothing below."""
    limit = float(bound)
    below = [_counting(source, phase, partial(operator.ge, limit)) for phase in phases]
    yield from running(source, below, pace, 1, weight)
