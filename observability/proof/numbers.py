"""The numbers in an expression: near them something happens."""

import math
from collections.abc import Iterator

from observability.promql.tree import Binary, Node, Number, below, every
from observability.proof.evaluator import V3, Evaluator, Storage


def constants(tree: Node) -> list[float]:
    """All that are not zero, in their order; what is made of numbers alone is one."""
    return sorted({value for value in _numbers(tree) if math.isfinite(value) and value})


def _numbers(node: Node) -> Iterator[float]:
    if all(isinstance(part, Number | Binary) for part in every(node)):
        value = Evaluator(Storage(()), V3, 1).value(node, 0)
        yield from [value] if isinstance(value, float) else []
        return
    for child in below(node):
        yield from _numbers(child)
