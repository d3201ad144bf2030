"""Finds where knobs must stand so that parts of an expression hold, or do not: one knob after the other."""

import math
from collections.abc import Collection, Iterator
from itertools import pairwise, product

from observability.promql.tree import Binary, Call, Node, Vector, every
from observability.proof.boundaries.conditions import Requirement, Way, is_comparison
from observability.proof.boundaries.margins import margin
from observability.proof.boundaries.scene import Knob, Point, Scene, View, turned
from observability.proof.series.knobs import TAIL, followed
from observability.proof.series.numbers import constants, limits
from observability.proof.series.settings import setting

_ROUNDS = 4
# A comparison that holds, or does not, by so much has room for what other parts need.
_EASY = 0.2
_FACTORS = (1.0, 2.0, 0.5, 10.0, 0.1, 1.5, 0.75, 100.0, 0.01, 1e4, 1e-4)
_FEW_FACTORS = (1.0, 0.5, 2.0, 0.01)
# What is counted can be turned to whole numbers alone, up to so many.
_WHOLE = frozenset({"copies", "changes", "resets", "samples"})
MOST = 40


def is_whole(knob: Knob) -> bool:
    """Whether it counts something, now or before."""
    return followed(knob[1]) in _WHOLE


def is_there(knob: Knob) -> bool:
    """Whether it says that there are series, now or before."""
    return followed(knob[1]) == "present"


def value_at(point: Point, knob: Knob) -> float:
    """Where a knob stands, or the one that it follows."""
    number, name = knob
    settings = point[number]
    return settings[name] if name in settings else setting(settings, followed(name))


def solve(scene: Scene, way: Way, start: Point, fixed: Collection[Knob] = ()) -> Point | None:
    """A point at which all requirements are met, looked for from `start` on without turning what is `fixed`.

    What the first requirement leaves no room for, the last may: of a small share of much, be there much first.
    """
    if any(_is_settled(scene, requirement, start) for requirement in way):
        return None
    tries = [(_solved, way), (_solved, way[::-1]), (_in_turn, way), (_in_turn, (*way[-2::-1], *way[-1:]))]
    return next(
        (found for solving, order in dict.fromkeys(tries) if (found := solving(scene, order, start, fixed))), None
    )


def _is_settled(scene: Scene, requirement: Requirement, point: Point) -> bool:
    """Whether it is not met, and will not be: all that is read for it would have been before the beginning."""
    if any(part.offset <= scene.times[-1] for part in every(requirement.node) if isinstance(part, Vector)):
        return False
    view = scene.view(point)
    return view is not None and not view.meets(requirement)


def _in_turn(scene: Scene, way: Way, start: Point, fixed: Collection[Knob]) -> Point | None:
    """The same by meeting the first, then that and the second, whatever becomes of those that follow."""
    point: Point | None = start
    for number in range(1, len(way) + 1):
        point = point and _solved(scene, way[:number], point, fixed)
    return point


def _solved(scene: Scene, way: Way, start: Point, fixed: Collection[Knob]) -> Point | None:
    point, best = start, _met(scene, way, start)
    for _ in range(_ROUNDS):
        for requirement in way:
            view = scene.view(point)
            if view is None or not view.meets(requirement):
                point, best = _improved(scene, way, requirement, point, best, fixed)
        if best[0] == len(way):
            return point
    return None


# How many requirements are met, whether all is as it could be, and how easily they are met.
Score = tuple[int, bool, float]


def _improved(
    scene: Scene, way: Way, requirement: Requirement, point: Point, best: Score, fixed: Collection[Knob]
) -> tuple[Point, Score]:
    """The point with one knob turned so that this one is met and no fewer of the others are."""
    found, score = point, best
    knobs = [knob for knob in scene.knobs(requirement.node) if knob not in fixed]
    # What is there may go away, and what is positive may become negative, only if nothing else helps.
    for knob, beyond in product(knobs, (False, True)):
        if score > best and (beyond or scene.is_late(knob)):
            continue
        for value in candidates(scene, point, knob, beyond):
            other = turned(point, knob, value)
            if scene.meets(other, requirement) and (rated := _met(scene, way, other)) > score:
                found, score = other, rated
                if score >= (len(way), True, _EASY):
                    return found, score
    return found, score


def _met(scene: Scene, way: Way, point: Point) -> Score:
    view = scene.view(point)
    if view is None:
        return 0, False, 0.0
    met = [requirement for requirement in way if view.meets(requirement)]
    return len(met), is_natural(scene, point), min((_ease(view, one) for one in met), default=_EASY)


def is_natural(scene: Scene, point: Point) -> bool:
    """Whether nothing that starts above zero falls below it in time, as what is left of a disk does not.

    And no bucket counts more than one that holds all that it holds.
    """
    samples = scene.times[-1] / scene.pace.sample
    falling = (one for one in point if "level" in one and "step" in one and one["level"] >= 0)
    return all(one["level"] + one["step"] * samples >= 0 for one in falling) and all(
        point[lower].get("step", 0.0) <= point[upper].get("step", 0.0) for lower, upper in scene.buckets
    )


def _ease(view: View, requirement: Requirement) -> float:
    node = requirement.node
    if not isinstance(node, Binary) or not is_comparison(node):
        return _EASY
    margins = [margin(node, pairs) for pairs in view.pairs(node)]
    # What is infinite was divided by nothing, of which nobody thinks.
    easy = (-1.0 if math.isinf(found) else min(abs(found), _EASY) for found in margins if not math.isnan(found))
    return min(easy, default=_EASY)


def candidates(scene: Scene, point: Point, knob: Knob, beyond: bool = False) -> list[float]:
    """Where a knob might stand: about where it does, about the numbers in the expression, and about its neighbours.

    `beyond` are values below zero of what is seldom below it.
    """
    name = knob[1]
    if is_there(knob) or is_whole(knob):
        return [] if beyond else [float(count) for count in range(2 if is_there(knob) else MOST)]
    here = value_at(point, knob)
    scale = scene.pace.sample / 1000 if name == "step" else 1.0
    slopes = _slopes(scene.tree) if name == "step" else []
    bases = [here, *((slope * scale) for slope in slopes), *(base * scale for base in _bases(scene.tree)), scale]
    wide = [base * factor for base in bases for factor in _FACTORS]
    carried = [limit * scale for limit in limits(scene.tree)]
    near = [base * factor for base in (*_neighbours(point), *carried) for factor in _FEW_FACTORS]
    sizes = dict.fromkeys(float(f"{abs(size):.6g}") for size in wide + near if size)
    if name == "level":
        return [-size for size in sizes] if beyond else [0.0, *sizes]
    if _is_positive(scene, knob):
        none = [] if scene.is_late(knob) else [0.0]
        return [] if beyond else [*none, *sizes]
    return [] if beyond else [0.0, *(value for size in sizes for value in (size, -size))]


def _bases(tree: Node) -> list[float]:
    """The numbers in an expression, and those halfway between two."""
    plain = constants(tree)
    return [*plain, *((low + high) / 2 for low, high in pairwise(plain))]


def _slopes(tree: Node) -> list[float]:
    """How steep a series is, a second, that by `predict_linear` comes from nothing to one of the numbers."""
    calls = [node for node in every(tree) if isinstance(node, Call) and node.function == "predict_linear"]
    ahead = dict.fromkeys(abs(number) for call in calls for number in constants(call.arguments[1]))
    return [base / seconds for seconds in ahead for base in _bases(tree) if base != seconds]


def _neighbours(point: Point) -> Iterator[float]:
    yield from (value for settings in point for name, value in settings.items() if name in {"level", "step", "bound"})


def _is_positive(scene: Scene, knob: Knob) -> bool:
    """Whether below zero it would be something else: a counter that falls is one that begins anew."""
    number, name = knob
    if name.startswith("bound") or name in {TAIL, "wave"}:
        return True
    return name == "step" and "level" not in scene.sources[number].knobs
