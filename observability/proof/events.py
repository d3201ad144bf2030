"""One event: a counter goes up or begins anew once, something changes once, up or down, a timestamp is set once.

Then nothing more happens.
"""

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from attrs import frozen

from observability.model.durations import Duration
from observability.promql.families import LATEST
from observability.promql.tree import Binary, Node, Vector, every
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.scene import Point
from observability.proof.case import Input
from observability.proof.evaluator import V3, Evaluator, Storage
from observability.proof.samples.segments import Segment, series
from observability.proof.series.source import Source
from observability.proof.staging import Stage

_EVENTS = ({"step"}, {"changes"}, {"resets"}, {"lead"}, {"level", "step"})
# What goes on climbing or falling is no event.
_TRENDS = frozenset({"deriv", "predict_linear"})
_PARTS = ("_bucket", "_count", "_sum")
# Seconds: longer ago than any alert looks back.
_LONG_AGO = -1e9


@frozen
class Event:
    """An event of a metric satisfies the condition of an alert, but only for so long.

    `latest`: it is looked for between the last two samples, however long the window is.
    """

    metric: str
    lasts: Duration
    latest: bool = False


def too_short(stage: Stage, boundaries: Sequence[Boundary]) -> Event | None:
    """An event after which the condition holds, but not for as long as `for` asks; all else stands as it must."""
    if not stage.alert.duration.milliseconds:
        return None
    found = (_event(stage, number, one) for one in boundaries for number in _counted(stage, one))
    return next((event for event in found if event is not None), None)


def holds_for(stage: Stage, point: Point) -> Duration | None:
    """For how long the condition holds at a point, if that is not as long as `for` asks; None if it is."""
    held = list(_held(stage, stage.held(point, stage.fired), stage.fired))
    times = len(list(takewhile(bool, dropwhile(lambda holds: not holds, held))))
    return Duration(times * stage.pace.evaluation) if times < len(held) else None


def _counted(stage: Stage, boundary: Boundary) -> Iterator[int]:
    """The source of a condition that is about events and nothing else: a share of them is another thing.

    So is how many there must be for a share, a mean or a quantile to say something: what is read elsewhere too.
    """
    numbers = {number for number, _ in stage.scene.knobs(boundary.condition)}
    readers = stage.scene.readers(boundary.condition)
    here = {id(reader) for reader in readers}
    elsewhere = {_family(reader.vector) for reader in stage.scene.found if id(reader) not in here}
    trend = any(reader.function in _TRENDS for reader in readers)
    if len(numbers) == 1 and not trend and not any(map(_is_share, every(boundary.condition))):
        for number in numbers:
            source = stage.scene.sources[number]
            if source.knobs in _EVENTS and _base(source.metric) not in elsewhere:
                yield number


def _is_share(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator == "/" and all(map(_reads, (node.left, node.right)))


def _reads(node: Node) -> bool:
    return any(isinstance(part, Vector) for part in every(node))


def _family(vector: Vector) -> str:
    return _base(vector.selector.metric)


def _base(metric: str) -> str:
    """The histogram or summary that a series is part of."""
    return next((metric.removesuffix(end) for end in _PARTS if metric.endswith(end)), metric)


def _event(stage: Stage, number: int, boundary: Boundary) -> Event | None:
    pace, source = stage.pace, stage.scene.sources[number]
    end = pace.start + stage.depth + stage.alert.duration.milliseconds + 3 * pace.evaluation
    others = stage.inputs([(stage.samples(end), boundary.firing[0].point)], without=number)
    for happening in _happenings(stage, source, end):
        inputs = (*others, Input(source.labels, happening))
        held = list(_held(stage, inputs, end))
        if held[0] or not any(held):
            continue
        if stage.play(inputs, end).first(True) is not None:
            return None
        times = len(list(takewhile(bool, dropwhile(lambda holds: not holds, held))))
        latest = any(reader.function in LATEST for reader in stage.scene.readers(boundary.condition))
        return Event(source.metric, Duration(times * pace.evaluation), latest)
    return None


def _happenings(stage: Stage, source: Source, end: int) -> Iterator[tuple[Segment, ...]]:
    """The event, at one time and another: what looks at the last two samples sees it only if it is just then evaluated.

    What may fall as well as rise does either.
    """
    soon, just = stage.samples(stage.pace.start), stage.samples(stage.pace.start + stage.pace.evaluation) - 1
    for before in dict.fromkeys((soon, just)):
        for earlier, later in _values(stage, source, before):
            yield Segment(before, earlier), Segment(stage.samples(end) - before, later)


def _values(stage: Stage, source: Source, before: int) -> Sequence[tuple[float, float]]:
    """What a series is before and after the event; `before` is how many samples it has by then."""
    if "lead" in source.knobs:
        return ((_LONG_AGO, before * stage.pace.sample / 1000),)
    if "resets" in source.knobs:
        return ((2.0, 1.0),)
    return ((1.0, 2.0), (2.0, 1.0)) if "level" in source.knobs else ((1.0, 2.0),)


def _held(stage: Stage, inputs: Sequence[Input], end: int) -> Iterator[bool]:
    """Whether the condition holds, from before the event on."""
    made = [series(one.labels, one.segments, stage.pace.sample) for one in inputs]
    evaluator = Evaluator(Storage(made), V3, stage.pace.evaluation)
    for at in range(stage.pace.start, end + 1, stage.pace.evaluation):
        yield bool(evaluator.vector(stage.scene.tree, at))
