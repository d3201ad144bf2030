"""For one condition: points just on either side of where it begins to hold, which differ in one knob alone."""

from collections.abc import Sequence
from itertools import product

from attrs import frozen

from observability.promql.tree import Binary, Node
from observability.proof.boundaries.conditions import Requirement, Way, around, is_comparison, ways
from observability.proof.boundaries.line import NEAR, Line, Values
from observability.proof.boundaries.margins import limit_of, margin, value_of
from observability.proof.boundaries.scene import Knob, Point, Scene, turned
from observability.proof.boundaries.solving import is_there, is_whole, solve
from observability.proof.series.knobs import followed


@frozen
class Side:
    """A point beside a boundary, and the pair that a comparison compares there: a value, and its limit."""

    point: Point
    value: float | None = None
    limit: float | None = None


@frozen(eq=False)
class Boundary:
    """Where a condition holds it decides that the whole `fires`, or where it does not, that it does."""

    condition: Node
    holding: tuple[Side, ...]
    failing: tuple[Side, ...]
    fires: bool

    @property
    def firing(self) -> tuple[Side, ...]:
        """Where the whole has samples."""
        return self.holding if self.fires else self.failing

    @property
    def silent(self) -> tuple[Side, ...]:
        """Where it has none."""
        return self.failing if self.fires else self.holding


def boundary(scene: Scene, condition: Node) -> Boundary | None:
    """The sides of a condition that alone decides about the whole, or None where none were found."""
    settings, fires = around(scene.tree, condition)
    # Within arithmetic, what is more may make the whole less.
    asked = product(settings, ways(condition, True), (fires, not fires))
    tried = [((*setting, *itself, Requirement(scene.tree, decides)), decides) for setting, itself, decides in asked]
    # Of what is compared, whether it is there says least.
    for late, (way, decides) in product((False, True), tried):
        point = solve(scene, way, scene.resting)
        if point is not None and (found := _nearest(scene, condition, point, way, decides, late=late)):
            return found
    return None


def _nearest(scene: Scene, condition: Node, point: Point, way: Way, fires: bool, *, late: bool) -> Boundary | None:
    """The first that is found along a knob; where that counts something, with one that is nearer to the limit."""
    first = None
    for knob in scene.knobs(condition):
        if scene.is_late(knob) is not late or (first and is_whole(knob)):
            continue
        found = _along(scene, condition, knob, point, way, fires)
        if found and first and all(any(map(_is_near, side)) for side in (found.holding, found.failing)):
            return Boundary(condition, (*found.holding, *first.holding), (*found.failing, *first.failing), fires)
        if found and not first and not is_whole(knob):
            return found
        first = first or found
    return first


def _is_near(side: Side) -> bool:
    if side.value is None or side.limit is None:
        return False
    return abs(side.value - side.limit) <= 2 * NEAR * abs(side.limit)


def _along(scene: Scene, condition: Node, knob: Knob, point: Point, way: Way, fires: bool) -> Boundary | None:
    for _ in range(2):
        values = _values(scene, condition, knob, point)
        if values is None:
            return None
        points = [[turned(point, knob, value) for value in side] for side in values]
        holding = _deciding(scene, condition, points[0], fires)
        failing = _deciding(scene, condition, points[1], not fires)
        if holding and failing:
            return Boundary(condition, holding, failing, fires)
        # So close to the limit something else does not hold any more; it may with other knobs turned.
        near = solve(scene, way, points[0][0], {knob})
        if near is None:
            return None
        point = near
    return None


def _deciding(scene: Scene, condition: Node, points: Sequence[Point], fires: bool) -> tuple[Side, ...]:
    """The points at which the whole does what the condition alone would have it do."""
    views = [(point, scene.view(point)) for point in points]
    whole = Requirement(scene.tree, fires)
    return tuple(_side(scene, condition, p) for p, view in views if view is not None and view.meets(whole))


def _side(scene: Scene, condition: Node, point: Point) -> Side:
    view = scene.view(point)
    if view is None or not isinstance(condition, Binary) or not is_comparison(condition):
        return Side(point)
    pairs = next(view.pairs(condition), [])
    if not pairs:
        return Side(point)
    best = max(pairs, key=lambda pair: margin(condition, [pair]))
    return Side(point, value_of(condition, best), limit_of(condition, best))


def _values(scene: Scene, condition: Node, knob: Knob, point: Point) -> Values | None:
    if is_there(knob) or not isinstance(condition, Binary) or not is_comparison(condition):
        return _flipped(scene, condition, knob, point)
    return Line(scene, condition, knob, point).values()


def _flipped(scene: Scene, condition: Node, knob: Knob, point: Point) -> Values | None:
    """Values at which something is there, and at which it is not."""
    if not is_there(knob) and followed(knob[1]) != "copies":
        return None
    views = {value: scene.view(turned(point, knob, value)) for value in (1.0, 0.0)}
    met, missed = (
        tuple(v for v, view in views.items() if view is not None and view.meets(Requirement(condition, wanted)))
        for wanted in (True, False)
    )
    return (met, missed) if met and missed else None
