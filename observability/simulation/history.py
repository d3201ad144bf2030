"""How far back recorded series are read: chains of budget windows look at a month."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from observability.model.durations import LOOKBACK
from observability.promql import tree_of
from observability.promql.tree import Matrix, Node, Subquery, Vector, below


def reach(expressions: Iterable[str]) -> Mapping[str, int]:
    """The longest way back, in milliseconds, at which each metric is read by any of the expressions."""
    found: dict[str, int] = {}
    for expr in expressions:
        with suppress(ValueError):  # what is no PromQL reads nothing here
            for metric, back in _reads(tree_of(expr), 0):
                found[metric] = max(found.get(metric, 0), back)
    return found


def _reads(node: Node, back: int) -> Iterator[tuple[str, int]]:
    match node:
        case Vector():
            yield node.selector.metric, back + node.offset + LOOKBACK.milliseconds
        case Matrix():
            back += node.window
        case Subquery():
            back += node.window + node.offset
    for child in below(node):
        yield from _reads(child, back)
