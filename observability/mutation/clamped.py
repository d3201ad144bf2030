"""Limits of `clamp` that no comparison sees: of what is over 3, it does not matter that it is at least 0."""

import math
import operator
from collections.abc import Callable, Mapping

from attrs import evolve

from observability.promql.tree import Binary, Call, Node, Number

_Table = Mapping[str, Callable[[float, float], bool]]

# Whether what is raised to a number, or lowered to it, is not let through by the comparison with a limit anyway.
_RAISED: _Table = {">": operator.le, ">=": operator.lt}
_LOWERED: _Table = {"<": operator.ge, "<=": operator.gt}
# The same, of what is let through anyway: another value, but there.
_RAISED_OVER: _Table = {"<": operator.lt, "<=": operator.le}
_LOWERED_UNDER: _Table = {">": operator.gt, ">=": operator.ge}


def unseen(node: Binary) -> Binary:
    """The comparison, with such a limit in one of its spellings."""
    return _without(node, _RAISED, _LOWERED)


def unseen_in_presence(node: Binary) -> Binary:
    """The same where only what is there counts: to be made 1 of 5 is to stay over 0.9."""
    return _without(unseen(node), _RAISED_OVER, _LOWERED_UNDER)


def _without(node: Binary, raising: _Table, lowering: _Table) -> Binary:
    raised, lowered = raising.get(node.operator, _never), lowering.get(node.operator, _never)
    match node.left, node.right:
        case Call("clamp_min", (of, Number(low))), Number(limit) if raised(low, limit):
            return _at(node, "clamp_min", of, -math.inf)
        case Call("clamp_max", (of, Number(high))), Number(limit) if lowered(high, limit):
            return _at(node, "clamp_max", of, math.inf)
        case _:
            return node


def _never(_: float, __: float) -> bool:
    return False


def _at(node: Binary, function: str, of: Node, limit: float) -> Binary:
    return evolve(node, left=Call(function, (of, Number(limit))))
