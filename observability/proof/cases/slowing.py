"""What has climbed and stands still, where it is asked how it climbs over two windows: the shorter one tells first."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.scene import Point
from observability.proof.case import Input
from observability.proof.cases.bend import Bend, sloping, windows_of
from observability.proof.cases.draft import Draft, begins, either
from observability.proof.series.settings import Settings
from observability.proof.staging import Stage

# So many times as steep as it need be: over the longer window it still looks like a climb.
_STEEPER = 8


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases for each series that is asked so, if it fires while that goes on to climb.

    All of the shorter window sees it stand still, or half of it.
    """
    points = [side.point for boundary in boundaries for side in boundary.firing]
    for number, source in enumerate(stage.scene.sources):
        windows = windows_of(stage, source)
        if len(windows) > 1 and {"level", "step"} <= source.knobs:
            for still in (windows[0], windows[0] // 2):
                climbing = max(stage.pace.start - still, 0) // stage.pace.sample
                drafted = (_draft(stage, point, points, number, climbing) for point in points)
                yield from [one for one in drafted if one][:1]
    for steep, number, windows in sloping(stage, boundaries):
        # After a pause the longer of two that are nearly alike tells last: how long the shorter is shows here.
        if len(windows) > 1 and windows[-1] <= 2 * windows[0]:
            yield from _lasting(Bend(stage, steep, number, windows[0]))


def _lasting(bend: Bend) -> Iterator[Draft]:
    """It climbs for just so long that it fires nevertheless, as not all of the shorter window sees it stand still."""
    stage, end = bend.stage, bend.stage.fired + bend.stage.pace.evaluation
    for step in (times * bend.step for times in (_STEEPER, _STEEPER // 2, _STEEPER // 4)):
        longer = ((n, bend.rising(step, n, end)) for n in range(stage.alert.duration.milliseconds // stage.pace.sample))
        found = next(((n, inputs) for n, inputs in longer if _fires(stage, inputs, end)), None)
        # What is there then would not set it off by itself.
        if found and found[0] and not _fires(stage, bend.climbing(0.0, 0.0, end, bend.level + step * found[0]), end):
            yield Draft("what has climbed a little longer stands still", found[1], end, begins, needed=False)
            return


def _fires(stage: Stage, inputs: tuple[Input, ...], end: int) -> bool:
    return begins(stage.play(inputs, end)) is not None


def _draft(stage: Stage, point: Point, points: Sequence[Point], number: int, climbing: int) -> Draft | None:
    end = stage.fired + stage.pace.evaluation
    step = _STEEPER * max(one[number]["step"] for one in points)
    reached = point[number]["level"] + point[number]["step"] * (stage.pace.start // stage.pace.sample)
    climbs = {**point[number], "step": step, "level": reached - step * climbing}
    on = _inputs(stage, point, number, [(stage.samples(end), climbs)])
    stands = [(climbing, climbs), (stage.samples(end) - climbing, {**climbs, "step": 0.0, "level": reached})]
    if begins(stage.play(on, end)) is None:
        return None
    return Draft("what has climbed stands still", _inputs(stage, point, number, stands), end, either, needed=False)


def _inputs(stage: Stage, point: Point, number: int, phases: Sequence[tuple[int, Settings]]) -> tuple[Input, ...]:
    turned = [(n, tuple(one if m == number else other for m, other in enumerate(point))) for n, one in phases]
    return stage.inputs(turned)
