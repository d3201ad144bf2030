"""By how much a comparison holds, as a share of what it compares with: what is 1 % over a limit has 0.01."""

import math
from collections.abc import Sequence

from observability.promql.tree import Binary, Node, Number, Vector, every
from observability.proof.evaluator.matching import Pair
from observability.proof.evaluator.operators import COMPARISON

_UPWARDS = frozenset({">", ">="})
_EXACT = frozenset({"==", "!="})


def holds(node: Binary, pair: Pair) -> bool:
    """Whether two numbers compare as the comparison asks."""
    return COMPARISON[node.operator](*pair)


def is_exact(node: Binary) -> bool:
    """Whether it asks for equality, or for its opposite."""
    return node.operator in _EXACT


def limit_on_left(node: Binary) -> bool:
    """Whether the number to compare with stands on the left: `5 < x`."""
    return _is_number(node.left) and not _is_number(node.right)


def is_zero(node: Binary) -> bool:
    """Whether the number to compare with is zero, of which there are no percents."""
    return Number(0.0) in (node.left, node.right)


def limit_of(node: Binary, pair: Pair) -> float:
    """What is compared with."""
    return pair[0] if limit_on_left(node) else pair[1]


def value_of(node: Binary, pair: Pair) -> float:
    """What is compared with it."""
    return pair[1] if limit_on_left(node) else pair[0]


def distance(node: Binary, pair: Pair) -> float:
    """How far the value is above its limit, as a share of it; a limit of zero has no percents, there it is a number."""
    limit = limit_of(node, pair)
    return (value_of(node, pair) - limit) / (abs(limit) or 1.0)


def margin(node: Binary, pairs: Sequence[Pair]) -> float:
    """By how much it holds for the pair for which it holds best; negative where it does not, NaN without pairs."""
    return max((_signed(node, pair) for pair in pairs), default=math.nan)


def _signed(node: Binary, pair: Pair) -> float:
    apart = distance(node, pair)
    if math.isnan(apart):
        return -math.inf
    if node.operator in _EXACT:
        return abs(apart) if node.operator == "!=" else -abs(apart)
    return apart if (node.operator in _UPWARDS) is not limit_on_left(node) else -apart


def _is_number(node: Node) -> bool:
    return not any(isinstance(part, Vector) for part in every(node)) and any(
        isinstance(part, Number) for part in every(node)
    )
