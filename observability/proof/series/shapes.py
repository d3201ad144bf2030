"""Series made of sources whose knobs are turned, phase after phase."""

import math
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from attrs import frozen

from observability.proof.evaluator import Histogram
from observability.proof.evaluator.labels import BUCKET, Labels, value_of, with_values
from observability.proof.samples.decimals import decimal
from observability.proof.samples.natives import Asked, around
from observability.proof.samples.segments import Segment
from observability.proof.series.happenings import sparse, stairs
from observability.proof.series.knobs import CLIMB, STILL, TAIL, before, past
from observability.proof.series.pace import Pace
from observability.proof.series.source import Source
from observability.proof.series.spreading import numbered

# What a knob stands at if nobody turned it. A source that is not `present` has no samples; a counter that starts a
# phase `anew` starts it at zero.
RESTING: Mapping[str, float] = {
    "present": 1.0,
    "level": 1.0,
    "step": 60.0,
    "lead": 0.0,
    "changes": 0.0,
    "resets": 0.0,
    "samples": 1.0,
    "wave": 0.0,
    "bound": 1.0,
    "copies": 2.0,
    CLIMB: 0.0,
    "before": 1.0,
    "anew": 0.0,
}
# The second of two series that are aggregated has a quarter of what the first has: where their sum or mean is a round
# number, both of them are.
_WEIGHTS = (1.0, 0.25)

BEFORE = before(1)

Settings = Mapping[str, float]


def resting(source: Source) -> Settings:
    """Where the knobs of a source stand if nobody turned them; what goes up and down does neither."""
    knobs = {knob: RESTING.get(knob, 1.0) for knob in ("present", *sorted(source.knobs))}
    if {"level", "step"} <= source.knobs:
        knobs["step"] = 0.0
    return knobs | {knob: knobs[main_knob(source)] for knob in knobs if knob.startswith(BEFORE)}


def main_knob(source: Source) -> str:
    """The knob whose earlier place `before` is."""
    return "level" if "level" in source.knobs else "step"


@frozen
class Phase:
    """For so many samples, the knobs of a source stand like this."""

    samples: int
    settings: Settings


def setting(settings: Settings, knob: str) -> float:
    """Where a knob stands."""
    return settings.get(knob, RESTING.get(knob, 1.0))


def shaped(source: Source, turned: Sequence[Phase], pace: Pace) -> Iterator[tuple[Labels, tuple[Segment, ...]]]:
    """All series of a source."""
    phases = list(_split(source, turned, pace))
    for number, weight in _members(source, phases):
        labels = source.labels
        if number > 1:
            labels = with_values(labels, [(source.spread, numbered(value_of(labels, source.spread), number))])
        if source.native:
            yield labels, tuple(_observed(source, phases, pace, number, weight))
            continue
        if "bound" not in source.knobs:
            yield labels, tuple(_segments(source, phases, pace, number, weight))
            continue
        for bound in (*map(decimal, _bounds(source, phases)), "+Inf"):
            yield with_values(labels, [(BUCKET, bound)]), tuple(_counted(source, phases, pace, weight, bound))


def _members(source: Source, phases: Sequence[Phase]) -> Iterator[tuple[int, float]]:
    if not source.spread:
        yield 1, 1.0
    elif "copies" in source.knobs:
        yield from ((number, 1.0) for number in range(1, 1 + max(_copies(phase) for phase in phases)))
    else:
        yield from enumerate(_WEIGHTS, 1)


def _copies(phase: Phase) -> int:
    return round(setting(phase.settings, "copies"))


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
    counted = [_segments(source, those, pace, number, weight) for those in apart]
    for segments in zip(*counted, strict=True):
        first, step = (
            [around(bound, asked, value) for bound, value in zip(bounds, values, strict=True)]
            for values in ([_number(one.first or 0.0) for one in segments], [_number(one.step) for one in segments])
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
    yield from _segments(source, below, pace, 1, weight)


def _segments(source: Source, phases: Sequence[Phase], pace: Pace, number: int, weight: float) -> Iterator[Segment]:
    at, there = 0, False
    last: Segment | None = None
    for phase in phases:
        present = setting(phase.settings, "present") > 0 and ("copies" not in source.knobs or number <= _copies(phase))
        if not present:
            yield Segment(phase.samples, stale=there)
            last = None
        else:
            last = None if setting(phase.settings, "anew") else last
            # To be asked for only here: it is the last of thousands, and after most phases nothing goes on.
            total = None if last is None else _number(last.last)
            for segment in _running(source, phase, pace, weight, at, total):
                yield segment
                last = segment if segment.first is not None else last
        at, there = at + phase.samples, present


def _number(value: float | Histogram) -> float:
    return value.count if isinstance(value, Histogram) else value


def _split(source: Source, phases: Sequence[Phase], pace: Pace) -> Iterator[Phase]:
    """Phases in which nothing changes: what was before ends where all that is later begins."""
    eras = reversed(list(enumerate(source.eras, 1)))
    ends = [(era, max((pace.start - reach) // pace.sample, 0)) for era, reach in eras]
    at = 0
    for phase in phases:
        end = at + phase.samples
        for era, until in ends:
            was = _then(source, phase.settings, era)
            if was and at < (until := min(until, end)):
                yield Phase(until - at, {**phase.settings, **was})
                at = until
        if at < end:
            still = {"present": phase.settings[STILL]} if STILL in phase.settings else {}
            yield Phase(end - at, {**phase.settings, **still})
            at = end


def _then(source: Source, settings: Settings, era: int) -> Settings:
    """Where knobs stood in an era, if not where they stand now."""
    turned = {knob: settings[past(knob, era)] for knob in ("present", "copies", "bound") if past(knob, era) in settings}
    main = before(era)
    return {main_knob(source): setting(settings, main), **turned} if main in source.knobs else turned


def _running(
    source: Source, phase: Phase, pace: Pace, weight: float, at: int, total: float | None
) -> Iterator[Segment]:
    """The samples of a phase that begins with sample `at`, after one of the value `total`."""
    knobs, settings = source.knobs, phase.settings
    if "samples" in knobs:
        yield from sparse(phase.samples, at, source.window, pace, round(setting(settings, "samples")))
    elif "changes" in knobs or "resets" in knobs:
        knob = "changes" if "changes" in knobs else "resets"
        level, wanted = _tidy(setting(settings, "level") * weight), round(setting(settings, knob))
        yield from stairs(phase.samples, at, source.window, pace, wanted, level, knob == "resets")
    elif "wave" in knobs:
        yield from _waves(phase, at, weight)
    elif "lead" in knobs:
        seconds = pace.sample / 1000
        yield Segment(phase.samples, _tidy(at * seconds + setting(settings, "lead") * weight), seconds)
    elif "step" in knobs or CLIMB in settings:
        yield _climb(source, phase, at, weight, total)
    else:
        level = setting(settings, "level")
        # To the last digit where it is no product: some limits are reached only so.
        yield Segment(phase.samples, level if weight == 1 else _tidy(level * weight))


def _climb(source: Source, phase: Phase, at: int, weight: float, total: float | None) -> Segment:
    step = _tidy((setting(phase.settings, "step") if CLIMB not in phase.settings else phase.settings[CLIMB]) * weight)
    if "level" in source.knobs:
        return Segment(phase.samples, _tidy(setting(phase.settings, "level") * weight + at * step), step)
    # A counter goes on where it was.
    return Segment(phase.samples, 0.0 if total is None else total + step, step)


def _waves(phase: Phase, at: int, weight: float) -> Iterator[Segment]:
    level, wave = setting(phase.settings, "level") * weight, setting(phase.settings, "wave") * weight
    for index in range(at, at + phase.samples):
        yield Segment(1, _tidy(level + (wave if index % 2 else -wave)))


def _tidy(value: float) -> float:
    """Without the noise that a product of floats has."""
    return value if not value or math.isinf(value) else float(f"{value:.12g}")
