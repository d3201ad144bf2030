"""Alerts' expressions and what people make of them by an edit or two, and series to look at both with."""

from itertools import product
from random import Random

from attrs import evolve

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import text_of, tree_of
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Matching,
    Matrix,
    Node,
    Number,
    Subquery,
    Vector,
    below,
    every,
    with_below,
)
from observability.proof.evaluator import NAME, Series, Storage, labels_of

MINUTE = 60_000
END = 30 * MINUTE
GAUGES, COUNTERS = ("g", "h_bytes", "up"), ("c_total", "d_total")
_NUMBERS = (-4.0, -1.0, 0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0)
_WINDOWS = tuple(minutes * MINUTE for minutes in (3, 5, 10, 15))
_COUNTED = ("rate", "increase", "irate", "resets")
_OVER_TIME = tuple(f"{name}_over_time" for name in ("max", "min", "avg", "sum", "count", "last"))
_OF_GAUGES = (*_OVER_TIME, "present_over_time", "absent_over_time", "stddev_over_time", "changes", "delta", "deriv")
_LABELS = ((), ("job",), ("zone",), ("job", "zone"))
_MATCHINGS = (Matching(), Matching(), Matching((), on=True), Matching(("job",), on=True))
_AGGREGATIONS = ("sum", "min", "max", "count", "avg", "group", "stddev")
_LIMITS = tuple(sorted(COMPARISONS))
_SETS = tuple(sorted(SET_OPERATORS))


def alert(rng: Random, depth: int) -> Node:
    """An expression such as alerts have."""
    if depth and rng.random() < 0.3:
        return Binary(rng.choice(_SETS), alert(rng, depth - 1), alert(rng, depth - 1), rng.choice(_MATCHINGS))
    return Binary(rng.choice(_LIMITS), _values(rng, depth), _number(rng))


def edited(rng: Random, node: Node) -> Node:
    """The expression with something changed in one place; the same where that makes no sense.

    Raises:
        TypeError, ValueError: it would be no PromQL.
    """
    return tree_of(text_of(_edited(rng, node, rng.randrange(len(list(every(node)))))))


def storage(rng: Random) -> Storage:
    """Series with a sample each minute, from the beginning to the end."""
    every_label = product((*GAUGES, *COUNTERS), "ab", "xy")
    return Storage([_series(rng, *names) for names in every_label if rng.random() < 0.65])


def _series(rng: Random, metric: str, job: str, zone: str) -> Series:
    quiet, value, values = rng.random() < 0.4, rng.choice(_NUMBERS), list[float | None]()
    for _ in range(0, END + 1, MINUTE):
        if not quiet and rng.random() < 0.4:
            value = value + rng.choice((0.0, 1.0, 60.0)) if metric in COUNTERS else rng.choice(_NUMBERS)
        values.append(float(value > 0) if metric == "up" else value if metric == "g" else abs(value))
    return Series(labels_of({NAME: metric, "job": job, "zone": zone}), list(range(0, END + 1, MINUTE)), values)


def _values(rng: Random, depth: int) -> Node:
    if not depth:
        return _leaf(rng)
    inner = _values(rng, depth - 1)
    match rng.randrange(8):
        case 0 | 1:
            return Aggregation(rng.choice(_AGGREGATIONS), inner, rng.choice(_LABELS), rng.random() < 0.2)
        case 2:
            return Aggregation(rng.choice(("topk", "bottomk", "quantile")), inner, (), False, _number(rng))
        case 3:
            return Binary(rng.choice("+-*/"), inner, _number(rng))
        case 4:
            return Binary(rng.choice("+-*/"), inner, _values(rng, depth - 1))
        case 5:
            return Binary(rng.choice(_SETS), inner, _values(rng, depth - 1), rng.choice(_MATCHINGS))
        case 6:
            return Binary(rng.choice(_LIMITS), inner, _number(rng), returns_bool=rng.random() < 0.4)
        case _:
            return Call(rng.choice(_OVER_TIME), (Subquery(inner, rng.choice(_WINDOWS), MINUTE),))


def _leaf(rng: Random) -> Node:
    match rng.randrange(3):
        case 0:
            return _vector(rng, (*GAUGES, *COUNTERS))
        case 1:
            return Call(rng.choice(_COUNTED), (Matrix(_vector(rng, COUNTERS), rng.choice(_WINDOWS)),))
        case _:
            return Call(rng.choice(_OF_GAUGES), (Matrix(_vector(rng, GAUGES), rng.choice(_WINDOWS)),))


def _vector(rng: Random, metrics: tuple[str, ...]) -> Vector:
    return Vector(Selector(rng.choice(metrics), _matchers(rng)), rng.choice((0, 0, 0, 5 * MINUTE)))


def _matchers(rng: Random) -> tuple[Matcher, ...]:
    values = ("a", "b", "x", "a|b", "y|x", ".+", "x.?")
    return tuple(
        Matcher(rng.choice(("job", "zone")), rng.choice(list(MatchOp)), rng.choice(values))
        for _ in range(rng.choice((0, 0, 1, 2)))
    )


def _number(rng: Random) -> Number:
    return Number(rng.choice(_NUMBERS))


def _edited(rng: Random, node: Node, place: int) -> Node:
    """`place` counts the nodes, each before those under it."""
    if not place:
        return _changed(rng, node)
    parts, place = list(below(node)), place - 1
    for number, part in enumerate(parts):
        size = len(list(every(part)))
        if place < size:
            parts[number] = _edited(rng, part, place)
            break
        place -= size
    return with_below(node, tuple(parts))


def _changed(rng: Random, node: Node) -> Node:
    if not isinstance(node, Number | Matrix | Subquery) and rng.random() < 0.15:
        return _wrapped(rng, node)
    match node:
        case Number():
            return _number(rng)
        case Vector():
            other = evolve(node, offset=rng.choice((0, 5 * MINUTE)))
            return rng.choice((other, evolve(node, selector=evolve(node.selector, matchers=_matchers(rng)))))
        case Matrix() | Subquery():
            return evolve(node, window=rng.choice(_WINDOWS))
        case Call(function, arguments):
            alike = next((names for names in (_OVER_TIME, _COUNTED) if function in names), (function,))
            return Call(rng.choice(alike), arguments)
        case Aggregation(parameter=None):
            other = evolve(node, labels=rng.choice(_LABELS))
            return rng.choice((other, evolve(node, operator=rng.choice(_AGGREGATIONS))))
        case Binary():
            return _other_binary(rng, node)
        case _:
            return node


def _wrapped(rng: Random, node: Node) -> Node:
    """What stands in an aggregation or over a window where it did not, or the other way round."""
    match node:
        case Aggregation(parameter=None):
            return node.expr
        case Call(_, (Matrix(vector),)):
            return vector
        case Vector() if rng.random() < 0.5:
            return Call(rng.choice(_OVER_TIME), (Matrix(node, rng.choice(_WINDOWS)),))
        case _:
            return Aggregation(rng.choice(_AGGREGATIONS), node, rng.choice(_LABELS))


def _other_binary(rng: Random, node: Binary) -> Node:
    own = next(names for names in (_LIMITS, _SETS, tuple("+-*/")) if node.operator in names)
    joined = Binary(rng.choice(_SETS), *rng.sample((node, alert(rng, 0)), 2))
    other = evolve(node, operator=rng.choice(own))
    return rng.choice((other, other, joined, node.left, evolve(node, left=node.right, right=node.left)))
