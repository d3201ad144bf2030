"""What is read over a window of long ago is not the same all the time: its mean is neither its top nor its bottom."""

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from observability.promql.families import RATES
from observability.proof.boundaries.boundary import Boundary
from observability.proof.case import Input
from observability.proof.cases.draft import Draft, either
from observability.proof.samples.segments import Segment
from observability.proof.series.occurrences import Occurrence
from observability.proof.staging import Stage
from observability.proof.words import shortened

# Of the level at which it fires.
_MOST, _MUCH, _SOME, _LITTLE = 10.0, 5.0, 0.5, 0.2
# Of a window.
_PART = 12
_WAITS = 3

# By what samples are multiplied, by their time.
Factor = Callable[[int], float]


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases for each condition on a window that ended before now."""
    end = stage.fired + stage.pace.evaluation
    for one in boundaries:
        for occurrence in stage.scene.readers(one.condition):
            if not occurrence.vector.offset or occurrence.depth == occurrence.vector.offset:
                continue
            if occurrence.function not in RATES:
                about = shortened(one.condition.left if hasattr(one.condition, "left") else one.condition)
                inputs = stage.held(one.firing[0].point, end)
                for words, factor in _factors(stage, occurrence):
                    changed = tuple(_changed(stage, each, occurrence, factor) for each in inputs)
                    yield Draft(f"{words} in {about}", changed, end, either, needed=False)


def _factors(stage: Stage, occurrence: Occurrence) -> Iterator[tuple[str, Factor]]:
    near, far = occurrence.vector.offset, occurrence.depth
    seen, each = _seen(stage, far - near), stage.pace.evaluation
    begin, middle, part = seen - far, seen - (near + far) // 2, (far - near) // _PART

    def folded(at: int) -> int:
        # Where no two evaluations read the same, both read what the first one does.
        return at if each < far - near else begin + 1 + (at - begin - 1) % each

    yield "much at first, then little", lambda at: _MUCH if folded(at) <= middle else _SOME
    # One is over the limit, and so is what came before.
    yield (
        "little, but for a moment, and much before",
        lambda at: _MOST if at < begin - part else _MUCH if middle - part < folded(at) <= middle else _LITTLE,
    )


def _seen(stage: Stage, window: int) -> int:
    """When the window is to see it: what waits for as long as it falls would fire with no other window either."""
    waits = stage.alert.duration.milliseconds > window // _WAITS
    return stage.fired if waits and stage.pace.evaluation < window else stage.pace.start


def _changed(stage: Stage, one: Input, occurrence: Occurrence, factor: Factor) -> Input:
    """The series with other levels as far as twice the window reaches back."""
    if not occurrence.means(one.labels):
        return one
    near, far = occurrence.vector.offset, occurrence.depth
    first = max((stage.pace.start - 2 * far + near) // stage.pace.sample, 0)
    last = (stage.fired + stage.pace.evaluation - near) // stage.pace.sample
    return evolve(one, segments=tuple(_merged(_samples(stage, one, range(first, last + 1), factor))))


def _samples(stage: Stage, one: Input, changed: range, factor: Factor) -> Iterator[Segment]:
    index = 0
    for segment in one.segments:
        inside = range(max(index, changed.start), min(index + segment.count, changed.stop))
        if segment.first is None or segment.step or not inside:
            yield segment
        else:
            yield evolve(segment, count=inside.start - index)
            for each in inside:
                yield Segment(1, float(f"{segment.first * factor(each * stage.pace.sample):.12g}"))
            yield evolve(segment, count=index + segment.count - inside.stop)
        index += segment.count


def _merged(segments: Iterator[Segment]) -> Iterator[Segment]:
    """Runs of the same level as one."""
    last: Segment | None = None
    for segment in segments:
        if not segment.count:
            continue
        if last and not last.step and not segment.step and last.first == segment.first is not None:
            last = evolve(last, count=last.count + segment.count)
            continue
        if last:
            yield last
        last = segment
    if last:
        yield last
