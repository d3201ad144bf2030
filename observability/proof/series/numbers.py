"""The numbers in an expression: near them something happens."""

import math
from collections.abc import Callable, Iterator, Mapping

from observability.promql.tree import COMPARISONS, Aggregation, Binary, Node, Number, below, every
from observability.proof.evaluator import V3, Evaluator, Storage

# What was there before a number was added, taken away, ...: of the result, and of that number.
_BEFORE: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda result, number: result - number,
    "-": lambda result, number: result + number,
    "*": lambda result, number: result / number,
    "/": lambda result, number: result * number,
}
# The same where the number stands on the left.
_BEFORE_ON_RIGHT: Mapping[str, Callable[[float, float], float]] = {
    **_BEFORE,
    "-": lambda result, number: number - result,
    "/": lambda result, number: number / result,
}


def constants(tree: Node) -> list[float]:
    """All that are not zero, in their order; what is made of numbers alone is one."""
    return _finite(_numbers(tree))


def limits(tree: Node) -> list[float]:
    """What the limits of comparisons are before arithmetic: in `x / 1024 > 100`, x is compared with 102400."""
    compared = [node for node in every(tree) if isinstance(node, Binary) and node.operator in COMPARISONS]
    sides = [pair for node in compared for pair in ((node.left, node.right), (node.right, node.left))]
    known = ((side, number) for side, other in sides if (number := _constant(other)) is not None)
    return _finite(found for side, number in known for found in _before(side, number))


def _finite(values: Iterator[float]) -> list[float]:
    return sorted({value for value in values if math.isfinite(value) and value})


def _numbers(node: Node) -> Iterator[float]:
    value = _constant(node)
    if value is not None:
        yield value
        return
    for child in below(node):
        yield from _numbers(child)


def _constant(node: Node) -> float | None:
    if not all(isinstance(part, Number | Binary) for part in every(node)):
        return None
    value = Evaluator(Storage(()), V3, 1).value(node, 0)
    return value if isinstance(value, float) else None


def _before(node: Node, result: float) -> Iterator[float]:
    match node:
        case Aggregation():
            yield from _before(node.expr, result)
        case Binary(operator="+" | "-" | "*" | "/"):
            for inverse, number, other in (
                (_BEFORE, _constant(node.right), node.left),
                (_BEFORE_ON_RIGHT, _constant(node.left), node.right),
            ):
                # Nothing is known of what became nothing.
                if number and result:
                    before = inverse[node.operator](result, number)
                    yield before
                    yield from _before(other, before)
