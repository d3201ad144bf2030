"""Expressions that say the same in other words, as their syntax shows."""

import math

from attrs import evolve, frozen

from observability.mutation.always import without_substitute
from observability.mutation.clamped import unseen
from observability.mutation.keys import key
from observability.mutation.labels import labels
from observability.mutation.ones import counted, of_truths, ones
from observability.mutation.pinned import pinned, single_values
from observability.mutation.positive import unasked
from observability.mutation.presence import presence
from observability.mutation.scaling import never_below, scaleless
from observability.mutation.shares import share
from observability.mutation.signs import in_order, sign
from observability.mutation.still import apart, without_still
from observability.mutation.whole import counts_something, with_whole_limit
from observability.promql.tree import Aggregation, Binary, Call, Node, Number, Vector, below, with_below

_EITHER_WAY = frozenset({"+", "*", "==", "!="})
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
# A result of one sample without labels: to add it up, or take its mean, changes nothing.
_OF_ONE = frozenset({"sum", "avg", "min", "max"})

# Of parts of all there is, and then of what that makes, it is what it is of all.
_IN_PARTS = frozenset({"sum", "min", "max"})


@frozen
class Known:
    """What is known of the series and of who reads the result.

    `counts` are metrics that are never below zero; `valued`, that the values of the result matter, not only its labels.
    """

    counts: frozenset[str] = frozenset()
    valued: bool = True


_NOTHING = Known()


def same(one: Node, other: Node, known: Known = _NOTHING) -> bool:
    """Whether two expressions are known to have the same result, whatever the series."""
    return _result(one, known) == _result(other, known)


def _result(node: Node, known: Known) -> Node:
    normal = _normal(pinned(node, frozenset()), known.counts)
    return normal if known.valued else presence(normal, known.counts)


def _normal(node: Node, counts: frozenset[str]) -> Node:
    """The expression in one of its spellings.

    Matchers sorted, no aggregation of what is one sample, sides in order, nothing but presence where that alone counts.
    """
    node = share(with_below(node, tuple(_normal(child, counts) for child in below(node))))
    node = never_below(scaleless(node))
    match node:
        case Vector(selector=selector):
            return evolve(node, selector=evolve(selector, matchers=tuple(sorted(selector.matchers))))
        case Aggregation():
            return _aggregated(node, counts)
        case Call("histogram_quantile", (quantile, of)):
            return evolve(node, arguments=(quantile, _scaled(of)))
        case Binary():
            return _operated(node, counts)
        case _:
            return node


def _aggregated(node: Aggregation, counts: frozenset[str]) -> Node:
    node = counted(node)
    match node:
        case Aggregation(operator=operator, expr=inner) if operator in _OF_ONE and labels(inner) == frozenset():
            return inner
        case Aggregation(operator=operator, expr=Aggregation(operator=within) as inner) if (
            operator == within and operator in _IN_PARTS and _keeps(inner, node)
        ):
            return _aggregated(evolve(node, expr=inner.expr), counts)
        case Aggregation(operator=operator) if operator in _OF_ONE and _one_each(node):
            summed = evolve(node, operator="sum")
            return _aggregated(summed, counts) if ones(node.expr) else summed
        case Aggregation("count" | "group", expr=inner):
            return evolve(node, expr=presence(inner, counts))
        case Aggregation("topk" | "bottomk", parameter=Number(most)) if math.isfinite(most):
            # Of 1.5 one is taken.
            return evolve(node, parameter=Number(float(int(most))))
        case _:
            return node


def _keeps(inner: Aggregation, outer: Aggregation) -> bool:
    """Whether an aggregation keeps all labels that the one around it does."""
    if outer.without:
        return False
    return set(outer.labels).isdisjoint(inner.labels) if inner.without else set(outer.labels) <= set(inner.labels)


def _scaled(node: Node) -> Node:
    """Of buckets: to multiply all by one number changes no quantile."""
    match node:
        case Call("rate"):
            return evolve(node, function="increase")
        case Aggregation(operator=operator, expr=inner) if operator in _OF_ONE:
            return evolve(node, expr=_scaled(inner))
        case _:
            return node


def _operated(node: Binary, counts: frozenset[str]) -> Node:
    for compared in (_limit_last, unseen, with_whole_limit, unasked, without_still, of_truths):
        node = compared(node)
    alone = without_substitute(node) if node.operator != "unless" else apart(node)
    if alone is not node:
        # One of its sides: they are in their normal form.
        return alone
    match node:
        case Binary(left=left, right=Number(0.0), returns_bool=True):
            return evolve(node, left=sign(left, counts))
        case Binary("and" | "unless", right=right):
            return evolve(node, right=presence(right, counts))
        case Binary("*", Number(0.0), right):
            return evolve(node, right=presence(right, counts))
        case Binary("/", left, Number(1.0)) | Binary("*", left, Number(1.0)):
            return left
        case Binary(">", Aggregation() as left, Number(limit), returns_bool=False) if counts_something(left):
            # A count is of one at least.
            return left if limit < 1 else node
        case _:
            return in_order(node) if node.operator in _EITHER_WAY else node


def _limit_last(node: Binary) -> Binary:
    """`x > 3` for `3 < x`."""
    match node:
        case Binary(operator, Number() as limit, of) if operator in _MIRRORED and not isinstance(of, Number):
            return evolve(node, operator=_MIRRORED[operator], left=of, right=limit)
        case _:
            return node


def _one_each(node: Aggregation) -> bool:
    """Whether it has one sample of each to add up: what it takes away has one value anyway, or is not there."""
    if node.without and set(node.labels) <= single_values(node.expr).keys():
        return True
    there, apart = labels(node.expr), key(node.expr)
    if there is not None and not node.without and there <= set(node.labels):
        return True
    return apart is not None and (apart.isdisjoint(node.labels) if node.without else apart <= set(node.labels))
