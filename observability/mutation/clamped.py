"""Limits of `clamp` that no comparison sees: of what is over 3, it does not matter that it is at least 0."""

import math
from collections.abc import Callable, Mapping

from attrs import evolve

from observability.promql.tree import Binary, Call, Node, Number

# Whether what is raised to a number, or lowered to it, is not let through by the comparison with a limit anyway.
_RAISED: Mapping[str, Callable[[float, float], bool]] = {
    ">": lambda raised, limit: raised <= limit,
    ">=": lambda raised, limit: raised < limit,
}
_LOWERED: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda lowered, limit: lowered >= limit,
    "<=": lambda lowered, limit: lowered > limit,
}


def unseen(node: Binary) -> Binary:
    """The comparison, with such a limit in one of its spellings."""
    if not isinstance(node.left, Call) or not isinstance(node.right, Number):
        return node
    raised, lowered = (table.get(node.operator) for table in (_RAISED, _LOWERED))
    limit, (of, *limits) = node.right.value, node.left.arguments or (node.right,)
    match node.left.function, limits:
        case "clamp_min", (Number(low),) if raised and raised(low, limit):
            return _with(node, node.left, of, Number(-math.inf))
        case "clamp_max", (Number(high),) if lowered and lowered(high, limit):
            return _with(node, node.left, of, Number(math.inf))
        case _:
            return node


def _with(node: Binary, call: Call, of: Node, limit: Number) -> Binary:
    return evolve(node, left=evolve(call, arguments=(of, limit)))
