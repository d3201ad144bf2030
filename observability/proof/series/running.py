"""One series of a source, phase after phase: it climbs, rises and falls, stands, is gone, or begins anew."""

import math
from collections.abc import Iterator, Sequence

from observability.proof.evaluator import Histogram
from observability.proof.samples.segments import Segment
from observability.proof.series.happenings import sparse, stairs
from observability.proof.series.knobs import CLIMB
from observability.proof.series.pace import Pace
from observability.proof.series.settings import Phase, copies, setting
from observability.proof.series.source import Source


def running(source: Source, phases: Sequence[Phase], pace: Pace, number: int, weight: float) -> Iterator[Segment]:
    """The samples of the series with this number, which has so much of what the first one has."""
    at, there = 0, False
    last: Segment | None = None
    for phase in phases:
        present = setting(phase.settings, "present") > 0 and ("copies" not in source.knobs or number <= copies(phase))
        if not present:
            yield Segment(phase.samples, stale=there)
            last = None
        else:
            last = None if setting(phase.settings, "anew") else last
            # To be asked for only here: it is the last of thousands, and after most phases nothing goes on.
            total = None if last is None else number_of(last.last)
            for segment in _within(source, phase, pace, weight, at, total):
                yield segment
                last = segment if segment.first is not None else last
        at, there = at + phase.samples, present


def number_of(value: float | Histogram) -> float:
    """The number, or how many there are in a histogram."""
    return value.count if isinstance(value, Histogram) else value


def _within(source: Source, phase: Phase, pace: Pace, weight: float, at: int, total: float | None) -> Iterator[Segment]:
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
