"""A series that comes to where it is in another way: by two steps one after the other."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from observability.promql.tree import Binary
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.boundaries.crossing import reach
from observability.proof.boundaries.margins import is_zero, margin
from observability.proof.boundaries.scene import Point
from observability.proof.case import Input
from observability.proof.evaluator import V3, Evaluator, Storage
from observability.proof.evaluator.matching import Pair
from observability.proof.samples.segments import series
from observability.proof.series.occurrences import SLOPING
from observability.proof.series.settings import Settings
from observability.proof.series.source import Source
from observability.proof.staging import Stage

# Of the limit, by how much a trend is over it.
_OVER = 0.01

# The first value, and by how much it climbs a sample.
Climb = tuple[float, float]


def sloping(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[tuple[Point, int, list[int]]]:
    """Each series of which a trend is asked: a point at which it climbs, its number, the windows, shortest first."""
    points = [side.point for one in boundaries for side in one.firing]
    for number, source in enumerate(stage.scene.sources):
        windows = windows_of(stage, source)
        steep = next((point for point in points if point[number].get("step") and "level" in point[number]), None)
        if windows and steep:
            yield _flat(Bend(stage, steep, number, windows[0]), boundaries), number, windows


def _flat(bend: "Bend", boundaries: Sequence[Boundary]) -> Point:
    """The point with the series no steeper than its trends need it to be.

    Versions of Prometheus differ about a sample at the far end of a window: the steeper it is, the more that makes.
    """
    asked = [one.condition for one in boundaries if one.fires and isinstance(one.condition, Binary)]
    trends = [condition for condition in asked if _is_trend(bend.stage, condition)]
    end = bend.stage.fired

    def over(step: float) -> float:
        inputs = bend.crossing(bend.level, step, end)
        return min(margin(trend, bend.pairs(trend, inputs)[0]) for trend in trends)

    step = reach(over, bend.step, 0.0, _OVER) if trends else None
    return bend.point if step is None else bend.at(bend.level, step)


def _is_trend(stage: Stage, condition: Binary) -> bool:
    readers = stage.scene.readers(condition)
    return is_comparison(condition) and not is_zero(condition) and all(reader.function in SLOPING for reader in readers)


def windows_of(stage: Stage, source: Source) -> list[int]:
    """The windows of the trends that are asked of a series, shortest first."""
    asked = (one for one in stage.scene.found if one.function in SLOPING and one.means(source.labels))
    return sorted({one.window for one in asked})


@frozen(eq=False)
class Bend:
    """The source of this number at a point at which all holds, and the shorter `window` of the trends asked of it."""

    stage: Stage
    point: Point
    number: int
    window: int

    @property
    def step(self) -> float:
        """By how much it climbs at the point."""
        return self.point[self.number]["step"]

    @property
    def level(self) -> float:
        """What is there when all windows are full."""
        return self.point[self.number]["level"] + self.step * self._full

    def at(self, level: float, step: float) -> Point:
        """The point with this series at a level when all windows are full, by this step."""
        own = {**self.point[self.number], "level": level - step * self._full, "step": step}
        return tuple(own if n == self.number else one for n, one in enumerate(self.point))

    def climbing(self, before: float, within: float, end: int, level: float | None = None) -> tuple[Input, ...]:
        """All series up to `end`; this one by one step before the shorter window, and by another within it.

        `level` is what it comes to when all windows are full, by default what is there at the point.
        """
        turn = max(self.stage.pace.start - self.window, 0) // self.stage.pace.sample
        start = (self.level if level is None else level) - within * self._full
        return self._inputs(turn, (start + within * turn - before * turn, before), (start, within), end)

    def crossing(self, level: float, step: float, end: int) -> tuple[Input, ...]:
        """All series up to `end`; this one climbs, and is at just this level when all windows are full."""
        climb = (level - step * self._full, step)
        return self._inputs(self._full, climb, climb, end)

    def stopping(self, level: float, step: float, end: int) -> tuple[Input, ...]:
        """All series up to `end`; this one climbs to a level, and stays there when all windows are full."""
        return self._inputs(self._full, (level - step * self._full, step), (level, 0.0), end)

    def rising(self, step: float, more: int, end: int) -> tuple[Input, ...]:
        """All series up to `end`; this one climbs for so many samples more than fill all windows, and stands still."""
        turn = self._full + more
        return self._inputs(turn, (self.level - step * self._full, step), (self.level + step * more, 0.0), end)

    def resuming(self, before: float, after: float, end: int) -> tuple[Input, ...]:
        """All series up to `end`; this one climbs, stands still for a window until all are full, and climbs again."""
        stop = max(self.stage.pace.start - self.window, 0) // self.stage.pace.sample
        climbs = (self.level - before * stop, before), (self.level, 0.0), (self.level - after * self._full, after)
        samples = (stop, self._full - stop, self.stage.samples(end) - self._full)
        return self.stage.inputs([(many, self._turned(climb)) for many, climb in zip(samples, climbs, strict=True)])

    def pairs(self, condition: Binary, inputs: Sequence[Input]) -> list[Sequence[Pair]]:
        """What a condition compares when all windows are full, and when the alert fires."""
        storage = Storage([series(one.labels, one.segments, self.stage.pace.sample) for one in inputs])
        found: list[Sequence[Pair]] = []
        for at in (self.stage.pace.start, self.stage.fired):
            evaluator = Evaluator(storage, V3, self.stage.pace.evaluation)
            evaluator.vector(self.stage.scene.tree, at)
            found.append(evaluator.met.get(id(condition), []))
        return found

    @property
    def _full(self) -> int:
        return self.stage.pace.start // self.stage.pace.sample

    def _inputs(self, turn: int, first: Climb, then: Climb, end: int) -> tuple[Input, ...]:
        phases = ((turn, first), (self.stage.samples(end) - turn, then))
        return self.stage.inputs([(samples, self._turned(climb)) for samples, climb in phases])

    def _turned(self, climb: Climb) -> Point:
        level, step = climb
        own: Settings = {**self.point[self.number], "level": level, "step": step, "before": level}
        return tuple(own if n == self.number else one for n, one in enumerate(self.point))
