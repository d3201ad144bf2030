"""Trends over two windows: what climbs in another way before the shorter one than within it, and what stops climbing.

While a series climbs evenly, both windows see the same: a limit or a side that is wrong would not show.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from observability.promql.tree import Binary, Call, Vector, below
from observability.proof.boundaries.boundary import Boundary, Side
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.boundaries.crossing import reach
from observability.proof.boundaries.margins import limit_of, margin, value_of
from observability.proof.case import Input
from observability.proof.cases.bend import Bend, sloping
from observability.proof.cases.draft import Draft, begins, either, never
from observability.proof.staging import Stage
from observability.proof.words import describe

# The other trend has room, and changes little while the alert waits.
_STEEPER = 1.1
_DOUBLED = 8
_LATER = 4
# Of the limit. A number that is wrong by 2 % moves what is half of it by 1 %.
_NEAR = (0.01, 0.001)
_EXPECTED = "predict_linear"


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """For each series that is asked so: both sides of each trend's limit, and of that of what is there now."""
    for steep, number, windows in sloping(stage, boundaries):
        bend = Bend(stage, steep, number, windows[0])
        for one in boundaries:
            if isinstance(one.condition, Binary) and is_comparison(one.condition) and one.fires:
                yield from _Limit(bend, one, one.condition).drafts()


@frozen(eq=False)
class _Limit:
    bend: Bend
    boundary: Boundary
    condition: Binary

    def drafts(self) -> Iterator[Draft]:
        readers = self.bend.stage.scene.readers(self.condition)
        if all(not reader.function for reader in readers):
            yield from self._levels()
        else:
            yield from self._slopes(within=any(reader.window == self.bend.window for reader in readers))
            yield from self._still()

    def _still(self) -> Iterator[Draft]:
        """What stands still at the limit of a trend is expected to be just there."""
        limit, end = self.boundary.firing[0].limit, self._end(fires=True)
        if limit and any(isinstance(one, Call) and one.function == _EXPECTED for one in below(self.condition)):
            inputs = self.bend.climbing(0.0, 0.0, end, limit)
            if self.bend.pairs(self.condition, inputs)[0]:
                yield evolve(self._draft(inputs, True, "where it stands still"), look=either)

    def _slopes(self, within: bool) -> Iterator[Draft]:
        """This trend just over its limit and just under, while the other is over its own."""
        steep = _STEEPER * self.bend.step

        def made(step: float, end: int) -> tuple[Input, ...]:
            return self.bend.climbing(*((steep, step) if within else (step, steep)), end)

        def margins(step: float) -> list[float]:
            return self._margins(made(step, self.bend.stage.fired))

        # What climbs far more steeply than it need be falls as steeply before this trend is under its limit.
        # What has forgotten it when the alert fires is under its limit when all windows are full.
        falls = [-steep * 2**doubled for doubled in range(_DOUBLED)]
        fitting = (step for under in (max, min) for step in falls if -under(margins(step)) > _NEAR[0])
        fall = next(fitting, -steep)
        for near in _NEAR:
            over = reach(lambda step: min(margins(step)), steep, fall, near)
            under = reach(lambda step: -max(margins(step)), fall, steep, near)
            for step, fires in ((over, True), (under, False)):
                if step is not None:
                    yield self._draft(made(step, self._end(fires)), fires, "by this trend alone")
            # Early on it is under its limit, whatever comes then.
            rising = reach(lambda step: -margins(step)[0], fall, steep, near)
            if rising is not None:
                yield self._later(made(rising, self._late), "by this trend alone, and over it next")

    def _levels(self) -> Iterator[Draft]:
        """What is there now just over its limit, at it, and just under, while trends go on."""
        side = self.boundary.firing[0]
        if not side.value or not side.limit:
            return
        steep = _STEEPER * self.bend.step
        for near in (_NEAR[0], 0.0, -_NEAR[0]):
            level = self._level(side.value, side.limit, near)
            fires = min(self._margins(self._stopping(level, self.bend.stage.fired))) >= 0
            yield self._draft(self._stopping(level, self._end(fires)), fires, "where it stays")
            on_its_way = self.bend.climbing(steep, steep, self._late, level)
            yield self._later(on_its_way if near else self.bend.crossing(level, steep, self._late), "on its way")

    def _level(self, value: float, limit: float, near: float) -> float:
        if not near and isinstance(self.condition.left, Vector):
            return limit
        return float(f"{self.bend.level * limit * (1 + near) / value:.12g}")

    def _stopping(self, level: float, end: int) -> tuple[Input, ...]:
        return self.bend.stopping(level, _STEEPER * self.bend.step, end)

    def _margins(self, inputs: Sequence[Input]) -> list[float]:
        return [margin(self.condition, pairs) for pairs in self.bend.pairs(self.condition, inputs)]

    def _end(self, fires: bool) -> int:
        return self.bend.stage.fired + (self.bend.stage.pace.evaluation if fires else 0)

    @property
    def _late(self) -> int:
        """When an alert has fired whose condition holds a few evaluations after all windows are full."""
        return self.bend.stage.fired + _LATER * self.bend.stage.pace.evaluation

    def _later(self, inputs: tuple[Input, ...], words: str) -> Draft:
        """It goes over its limit after all windows are full: if that were a little lower, it would be earlier."""
        return evolve(self._draft(inputs, True, words), end=self._late, look=begins)

    def _draft(self, inputs: tuple[Input, ...], fires: bool, words: str) -> Draft:
        pairs = self.bend.pairs(self.condition, inputs)[0 if fires else -1]
        best = max(pairs, key=lambda pair: margin(self.condition, [pair]))
        side = Side(self.bend.point, value_of(self.condition, best), limit_of(self.condition, best))
        name = f"{describe(self.boundary, side, alone=False)}, {words}"
        return Draft(name, inputs, self._end(fires), begins if fires else never, needed=False)
