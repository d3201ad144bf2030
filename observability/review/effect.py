"""What becomes of the whole where a part of an expression has more samples, or greater values."""

from attrs import evolve, frozen

from observability.promql.normal import is_scalar
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Negation,
    Node,
    below,
)
from observability.proof.bounds import bounds
from observability.review.direction import NONE, UNKNOWN, Direction, unknown
from observability.review.monotone import BY_AGGREGATION, BY_FUNCTION, GROWING, VECTOR_AT


@frozen
class Effect:
    """What becomes of a part's values, and of how many samples it has.

    `relabelled`: they have other labels, by which they find others, or are taken together with others.
    """

    value: Direction = NONE
    samples: Direction = NONE
    relabelled: bool = False

    def __or__(self, other: "Effect") -> "Effect":
        return Effect(self.value | other.value, self.samples | other.samples, self.relabelled or other.relabelled)


NOTHING = Effect()
# The way from the root: each node with the number of the part under it that is next, in the order of `below`.
Way = tuple[tuple[Node, int], ...]


def at_root(way: Way, effect: Effect) -> Effect:
    """What becomes of the whole where that becomes of the part at the end of the way."""
    for parent, place in reversed(way):
        lifted = _relabelled if effect.relabelled else _lifted
        effect = lifted(parent, place, effect)
    return effect


def _relabelled(parent: Node, place: int, effect: Effect) -> Effect:
    """Other labels matter where they are looked at."""
    match parent:
        case Binary(left=left, right=right) if not is_scalar(right if place == 0 else left):
            return Effect(UNKNOWN, UNKNOWN, relabelled=True)
        case Aggregation():
            return Effect(UNKNOWN, UNKNOWN, relabelled=bool(parent.labels or parent.without))
        case _:
            after = _lifted(parent, place, evolve(effect, relabelled=False))
            return evolve(after, relabelled=True)


def _lifted(parent: Node, place: int, effect: Effect) -> Effect:
    child = below(parent)[place]
    match parent:
        case Negation():
            return Effect(-effect.value, effect.samples)
        case Call():
            return _called(parent, place, child, effect)
        case Aggregation():
            return _aggregated(parent, place, child, effect)
        case Binary(operator=operator) if operator in SET_OPERATORS:
            return _in_set(parent, place == 0, effect)
        case Binary(operator=operator) if operator in COMPARISONS:
            return _compared(parent, place == 0, effect)
        case Binary():
            return _calculated(parent, place == 0, effect)
        case _:
            return effect


def _called(parent: Call, place: int, child: Node, effect: Effect) -> Effect:
    if place in GROWING.get(parent.function, ()):
        return Effect(effect.value, NONE)
    ways = BY_FUNCTION.get(parent.function)
    if ways is None or place != VECTOR_AT.get(parent.function, 0):
        return _lost(effect)
    return _by(ways, effect, child)


def _aggregated(parent: Aggregation, place: int, child: Node, effect: Effect) -> Effect:
    if parent.parameter is not None and place == 0:
        return Effect(effect.value if parent.operator == "quantile" else unknown(effect.value), NONE)
    ways = BY_AGGREGATION.get(parent.operator)
    return _lost(effect) if ways is None else _by(ways, effect, child)


def _by(ways: str, effect: Effect, child: Node) -> Effect:
    """`ways` are the letters of `monotone`."""
    value = _way(ways[0], effect.value, child) & _way(ways[1], effect.samples, child)
    return Effect(value, _way(ways[2], effect.samples, child))


def _way(letter: str, direction: Direction, child: Node) -> Direction:
    match letter:
        case "+":
            return direction
        case "-":
            return -direction
        case "0":
            return NONE
        case "n" if bounds(child).low >= 0:  # only where nothing is negative
            return direction
        case _:
            return unknown(direction)


def _in_set(parent: Binary, first: bool, effect: Effect) -> Effect:
    match parent.operator:
        case "and":
            return effect if first else Effect(NONE, effect.samples)
        case "unless":
            return effect if first else Effect(NONE, -effect.samples)
        case _:
            # More samples of one side may stand in the place of the other's.
            return Effect(effect.value & unknown(effect.samples), effect.samples)


def _compared(parent: Binary, first: bool, effect: Effect) -> Effect:
    value = effect.value if first else -effect.value
    match parent.operator:
        case ">" | ">=":
            holds = value
        case "<" | "<=":
            holds = -value
        case _:
            holds = unknown(value)
    if parent.returns_bool:
        return Effect(holds, effect.samples)
    return Effect(effect.value if first else NONE, holds & effect.samples)


def _calculated(parent: Binary, first: bool, effect: Effect) -> Effect:
    other = bounds(parent.right if first else parent.left)
    match parent.operator:
        case "+":
            value = effect.value
        case "-":
            value = effect.value if first else -effect.value
        case "*" if other.low >= 0:
            value = effect.value
        case "*" if other.high <= 0:
            value = -effect.value
        case "/" if first and other.low >= 0:
            value = effect.value
        case "/" if not first and other.low >= 0 and bounds(parent.right).low >= 0:
            value = -effect.value
        case _:
            value = unknown(effect.value)
    return Effect(value, effect.samples)


def _lost(effect: Effect) -> Effect:
    return Effect(unknown(effect.value & effect.samples), unknown(effect.samples))
