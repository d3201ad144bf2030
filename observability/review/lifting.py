"""What becomes of the whole where a part of an expression has more samples, or greater values."""

from attrs import evolve

from observability.promql.scalars import is_scalar
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Matching,
    Negation,
    Node,
    Number,
    Subquery,
    below,
    with_below,
)
from observability.review.direction import DOWN, NONE, UNKNOWN, UP, Direction, unknown
from observability.review.effect import Effect
from observability.review.monotone import BY_AGGREGATION, BY_FUNCTION, CHOOSING, GROWING, TOGETHER, VECTOR_AT
from observability.review.signs import values

# The way from the root: each node with the number of the part under it that is next, in the order of `below`.
Way = tuple[tuple[Node, int], ...]


def at_root(way: Way, effect: Effect, *, by_name: bool = True) -> Effect:
    """What becomes of the whole where that becomes of the part at the end of the way.

    `by_name`: what gauges are called tells of some that they are never below zero.
    """
    for parent, place in reversed(way):
        lifted = _relabelled if effect.relabelled else _lifted
        effect = lifted(parent, place, effect, by_name)
    return effect


def through(way: Way, part: Node) -> Way:
    """The way to another part that stands in the same place."""
    changed: list[tuple[Node, int]] = []
    for parent, place in reversed(way):
        parts = list(below(parent))
        parts[place] = part
        part = with_below(parent, tuple(parts))
        changed.append((part, place))
    return tuple(reversed(changed))


def _relabelled(parent: Node, place: int, effect: Effect, by_name: bool) -> Effect:
    """Other labels matter where they are looked at."""
    match parent:
        case Binary(left=left, right=right) if not is_scalar(right if place == 0 else left):
            return Effect(UNKNOWN, UNKNOWN, relabelled=True)
        case Aggregation():
            return Effect(UNKNOWN, UNKNOWN, relabelled=bool(parent.labels or parent.without))
        case Subquery() | Call("scalar"):
            # A series of one sum may be there for as long as none of its parts is.
            return Effect(UNKNOWN, UNKNOWN, relabelled=True)
        case _:
            after = _lifted(parent, place, evolve(effect, relabelled=False), by_name)
            return evolve(after, relabelled=True)


def _lifted(parent: Node, place: int, effect: Effect, by_name: bool) -> Effect:
    child = below(parent)[place]
    match parent:
        case Negation():
            return evolve(effect, value=-effect.value)
        case Call():
            return _called(parent, place, child, effect, by_name)
        case Aggregation():
            return _aggregated(parent, place, child, effect, by_name)
        case Binary(operator=operator) if operator in SET_OPERATORS:
            return _in_set(parent, place == 0, effect)
        case Binary(operator=operator) if operator in COMPARISONS:
            return _compared(parent, place == 0, effect, by_name)
        case Binary():
            return evolve(effect, value=_calculated(parent, place == 0, effect.value, by_name))
        case _:
            return effect


def _called(parent: Call, place: int, child: Node, effect: Effect, by_name: bool) -> Effect:
    if place in GROWING.get(parent.function, ()):
        # Between two limits that are the wrong way round there is nothing.
        return Effect(effect.value) if not values(parent).empty else Effect(UNKNOWN, UNKNOWN)
    ways = BY_FUNCTION.get(parent.function)
    if ways is None or place != VECTOR_AT.get(parent.function, 0):
        return _lost(effect)
    each = parent.function not in TOGETHER
    if effect.whole and each:
        # Another series has a result of its own.
        ways = f"{ways[0]}0{ways[2]}"
    return evolve(_by(ways, effect, child, by_name), whole=effect.whole and each)


def _aggregated(parent: Aggregation, place: int, child: Node, effect: Effect, by_name: bool) -> Effect:
    if parent.parameter is not None and place == 0:
        if parent.operator in CHOOSING:
            return Effect(NONE, effect.value)
        return Effect(effect.value if parent.operator == "quantile" else unknown(effect.value))
    ways = BY_AGGREGATION.get(parent.operator)
    return _lost(effect) if ways is None else _by(ways, effect, child, by_name)


def _by(ways: str, effect: Effect, child: Node, by_name: bool) -> Effect:
    """`ways` are the letters of `monotone`."""
    positive = values(child, by_name=by_name).low >= 0
    value = _way(ways[0], effect.value, positive) & _way(ways[1], effect.samples, positive)
    if value is NONE and (ended := _way(ways[1], effect.ended, positive)) in (UP, DOWN):
        value = ended
    return Effect(value, _way(ways[2], effect.samples, positive), _way(ways[2], effect.ended, positive))


def _way(letter: str, direction: Direction, positive: bool) -> Direction:
    match letter:
        case "+":
            return direction
        case "-":
            return -direction
        case "0":
            return NONE
        case "n" if positive:
            return direction
        case _:
            return unknown(direction)


def _in_set(parent: Binary, first: bool, effect: Effect) -> Effect:
    match parent.operator:
        case "and":
            return effect if first else Effect(NONE, effect.samples, effect.ended)
        case "unless":
            return effect if first else Effect(NONE, -effect.samples, -effect.ended)
        case _:
            # More samples of one side may stand in the place of the other's.
            value = effect.value & unknown(effect.samples)
            # What it hides of the other side has other labels, where these need not be the same.
            hides = first and parent.matching != Matching() and effect.firing is not NONE
            value = unknown(effect.ended) if value is NONE else value
            return Effect(value, effect.samples, effect.ended, relabelled=hides)


def _compared(parent: Binary, first: bool, effect: Effect, by_name: bool) -> Effect:
    value = effect.value if first else -effect.value
    match _like(parent, by_name):
        case ">" | ">=":
            holds = value
        case "<" | "<=":
            holds = -value
        case _:
            holds = unknown(value)
    if parent.returns_bool:
        return evolve(effect, value=holds)
    of_result = effect.value if first else NONE
    return evolve(effect, value=of_result, samples=holds & effect.samples, whole=effect.whole and value is NONE)


def _like(parent: Binary, by_name: bool) -> str:
    """The operator that does the same: what is never below zero is equal to zero where it is at most zero."""
    if parent.operator not in ("==", "!=") or not isinstance(parent.right, Number):
        return parent.operator
    can_be, limit = values(parent.left, by_name=by_name), parent.right.value
    if limit <= can_be.low:
        return "<=" if parent.operator == "==" else ">"
    if limit >= can_be.high:
        return ">=" if parent.operator == "==" else "<"
    return parent.operator


def _calculated(parent: Binary, first: bool, value: Direction, by_name: bool) -> Direction:
    other = values(parent.right if first else parent.left, by_name=by_name)
    match parent.operator:
        case "+":
            return value
        case "-":
            return value if first else -value
        case "*" if other.low >= 0:
            return value
        case "*" if other.high <= 0:
            return -value
        case "/" if first and other.low >= 0:
            return value
        case "/" if not first and other.low >= 0 and values(parent.right, by_name=by_name).low >= 0:
            return -value
        case _:
            return unknown(value)


def _lost(effect: Effect) -> Effect:
    return Effect(unknown(effect.value & effect.samples), unknown(effect.samples), unknown(effect.ended))
