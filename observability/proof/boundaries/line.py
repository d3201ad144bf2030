"""A comparison while one knob is turned."""

import math
from collections.abc import Callable

from attrs import frozen

from observability.promql.tree import Binary
from observability.proof.boundaries import crossing
from observability.proof.boundaries.margins import distance, is_exact, is_zero, limit_of, margin, value_of
from observability.proof.boundaries.scene import Knob, Point, Scene, View, turned
from observability.proof.boundaries.solving import MOST, candidates, is_whole, value_at

# One percent of the limit; where that is zero, one.
NEAR, UNIT = 0.01, 1.0
_NEARER = 0.0001
# A whole number up to here counts something: its neighbours are the next whole numbers.
_COUNTS = 100
_EXACTLY, _ROUGHLY = 1e-9, 0.05

# Values of the knob at which the comparison holds, and at which it does not.
Values = tuple[tuple[float, ...], tuple[float, ...]]


@frozen(eq=False)
class Line:
    """What becomes of a comparison when a knob is turned from where it stands at a point at which it holds."""

    scene: Scene
    condition: Binary
    knob: Knob
    point: Point

    def values(self) -> Values | None:
        """Values as near to the limit as can be, on both sides, or None where turning the knob changes nothing."""
        if is_whole(self.knob):
            found = crossing.whole(self._holds, self._falls_short, range(MOST))
            return found and ((float(found[0]),), (float(found[1]),))
        return self._exact() if is_exact(self.condition) else self._ordered()

    @property
    def _here(self) -> float:
        return value_at(self.point, self.knob)

    def _view(self, value: float) -> View | None:
        return self.scene.view(turned(self.point, self.knob, value))

    def _margins(self, value: float) -> list[float]:
        view = self._view(value)
        found = [margin(self.condition, pairs) for pairs in view.pairs(self.condition)] if view else [math.nan]
        return [-math.inf if math.isnan(one) else one for one in found]

    def _worst(self, value: float) -> float:
        return min(self._margins(value))

    def _short(self, value: float) -> float:
        """By how much it fails, when it fails least."""
        return -max(self._margins(value))

    def _holds(self, value: float) -> bool:
        view = self._view(value)
        return view is not None and all(view.has_samples(self.condition))

    def _fails(self, value: float) -> bool:
        view = self._view(value)
        return view is not None and not any(view.has_samples(self.condition))

    def _falls_short(self, value: float) -> bool:
        """Whether it fails by what it compares, and not for want of anything to compare."""
        return self._fails(value) and self._worst(value) > -math.inf

    def _nearest(self, fits: Callable[[float], bool]) -> float | None:
        here = self._here
        for beyond in (False, True):
            others = candidates(self.scene, self.point, self.knob, beyond)
            # From zero all numbers of a size are equally far: one is as good as any.
            for value in sorted(others, key=lambda v: abs(v - here) if here or not v else abs(math.log(abs(v)))):
                if fits(value):
                    return value
        return None

    def _limit(self) -> float:
        view = self._view(self._here)
        pairs = next(view.pairs(self.condition), []) if view else []
        return limit_of(self.condition, pairs[0]) if pairs else math.nan

    def _ordered(self) -> Values | None:
        # Where there is nothing to compare, another condition decides.
        outside = self._nearest(lambda value: self._fails(value) and NEAR <= self._short(value) < math.inf)
        if outside is None:
            outside = self._nearest(lambda value: self._fails(value) and self._short(value) >= NEAR)
        if outside is None:
            # A rate is never below zero: there, the limit itself is as far as it goes.
            outside = self._nearest(self._fails)
        if outside is None:
            return None
        holding = self._reached(self._worst, self._here, outside)
        failing = self._reached(self._short, outside, self._here)
        if is_zero(self.condition) and self._apart(0.0) == 0 and self._fails(0.0):
            failing = 0.0
        if holding is None or failing is None:
            above, below = crossing.leap(lambda value: 1.0 if self._holds(value) else -1.0, self._here, outside)
            holding, failing = above if holding is None else holding, below if failing is None else failing
        at_limit = self._at_limit(holding, failing)
        if at_limit is None:
            return (holding, *self._nearer(self._worst, holding, failing)), (
                failing,
                *self._nearer(self._short, failing, holding),
            )
        return ((holding, at_limit), (failing,)) if self._holds(at_limit) else ((holding,), (failing, at_limit))

    def _nearer(self, quantity: Callable[[float], float], inside: float, outside: float) -> list[float]:
        """Nearer to the limit where an age is compared: what is weeks away differs little from what is weeks ago."""
        if not any(reader.clocked for reader in self.scene.readers(self.condition)):
            return []
        found = crossing.reach(quantity, inside, outside, _NEARER)
        return [] if found is None else [found]

    def _at_limit(self, holding: float, failing: float) -> float | None:
        """Where value and limit are the same, to the last digit, in all versions: levels are, rates are not."""
        if self.knob[1] != "level" or 0.0 in {self._apart(holding), self._apart(failing)}:
            return None
        middle = (holding + failing) / 2
        equal = crossing.rounded(middle, lambda value: self._apart(value) == 0)
        near = (equal, *crossing.neighbours(self._proportional(middle)))
        return next((value for value in near if self._apart(value) == 0), None)

    def _proportional(self, value: float) -> float:
        """Where the limit is reached, if what is compared goes as the knob does."""
        view = self._view(value)
        pairs = next(view.pairs(self.condition), []) if view else []
        compared = value_of(self.condition, pairs[0]) if pairs else 0.0
        there = value * limit_of(self.condition, pairs[0]) / compared if compared else value
        return there if math.isfinite(there) else value

    def _reached(self, quantity: Callable[[float], float], inside: float, outside: float) -> float | None:
        for target in (UNIT, NEAR) if is_zero(self.condition) else (NEAR, UNIT):
            start = inside if quantity(inside) >= target else self._nearest(_at_least(quantity, target))
            if start is not None and (found := crossing.reach(quantity, start, outside, target)) is not None:
                return found
        return None

    def _exact(self) -> Values | None:
        equal = self._here if self._apart(self._here) == 0 else self._nearest(lambda value: self._apart(value) == 0)
        if equal is None:
            return None
        beside = tuple(found for sign in (1.0, -1.0) if (found := self._beside(equal, sign)) is not None)
        if not beside:
            return None
        return ((equal,), beside) if self.condition.operator == "==" else (beside, (equal,))

    def _apart(self, value: float) -> float:
        view = self._view(value)
        pairs = next(view.pairs(self.condition), []) if view else []
        return distance(self.condition, pairs[0]) if pairs else math.nan

    def _beside(self, equal: float, sign: float) -> float | None:
        limit = abs(self._limit())
        target = NEAR if limit >= _COUNTS or not limit.is_integer() else UNIT / (limit or 1.0)

        def quantity(value: float) -> float:
            return sign * self._apart(value)

        start = self._nearest(_at_least(quantity, target))
        tolerance = _EXACTLY if target > NEAR else _ROUGHLY
        return None if start is None else crossing.reach(quantity, start, equal, target, tolerance)


def _at_least(quantity: Callable[[float], float], target: float) -> Callable[[float], bool]:
    return lambda value: quantity(value) >= target
