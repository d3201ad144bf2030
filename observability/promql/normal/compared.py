"""Comparisons: the number on the right, and all that can be moved over to it."""

import math
from decimal import Decimal

from attrs import evolve

from observability.promql.normal.arithmetic import decimal, of_decimal, quotient, scaled, shifted, with_factor
from observability.promql.scalars import is_scalar
from observability.promql.tree import Binary, Node, Number

_FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!="}
# They yield a number, not samples.


def with_vector_on_the_left(node: Binary) -> Node:
    """A number is compared from the right: the samples of the other side are what is left, wherever it stands.

    With `bool`, and for `==`, both sides may change places.
    """
    if is_scalar(node.left) and not is_scalar(node.right):
        return flipped(node)
    either_way = node.returns_bool or node.operator == "=="
    if either_way and not node.matching.many and not is_scalar(node.right) and repr(node.left) > repr(node.right):
        return flipped(node)
    return node


def compared(node: Binary) -> Node:
    """A comparison of which only matters whether it holds: what is done to one side is undone on the other.

    `x / 100 > 0.05` is `x > 5`. A negative factor turns the comparison round.
    """
    if isinstance(node.right, Number):
        return _with_number(node, node.right)
    if is_scalar(node.right):
        return node
    many = node.matching.many
    (first, left), (second, right) = scaled(node.left), scaled(node.right)
    own = evolve(node, left=left, right=right)
    if many == "right" or (not many and repr(left) > repr(right)):
        own, first, second = flipped(own), second, first
    if first < 0:
        own = evolve(own, operator=_FLIPPED[own.operator])
    return evolve(own, right=with_factor(own.right, quotient(second, first)))


def flipped(node: Binary) -> Binary:
    """The same comparison with its sides in each other's places."""
    other = {"left": "right", "right": "left", "": ""}[node.matching.many]
    return evolve(
        node,
        operator=_FLIPPED[node.operator],
        left=node.right,
        right=node.left,
        matching=evolve(node.matching, many=other),
    )


def _with_number(node: Binary, number: Number) -> Node:
    if not math.isfinite(number.value):
        return node
    operator, core, limit = node.operator, node.left, decimal(number)
    while True:
        shift, inner = shifted(core)
        factor, inner = scaled(inner)
        if inner is core:
            return evolve(node, operator=operator, left=core, right=of_decimal(_plain(limit)))
        core, limit = inner, quotient(limit - shift, factor)
        operator = _FLIPPED[operator] if factor < 0 else operator


def _plain(number: Decimal) -> Decimal:
    return number if number else Decimal(0)
