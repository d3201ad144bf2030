"""Which values an expression can have, by its form and, where that is asked for, by what its metrics are called."""

import re
from functools import lru_cache

from observability.promql.tree import Call, Matrix, Node, Subquery, Vector, below, every, with_below
from observability.proof.satisfiability.bounds import bounds
from observability.proof.satisfiability.intervals import Interval

# What is counted or measured from nothing up.
_SIZES = re.compile(
    r"(?:^|[_:])(?:bytes|seconds|count|ratio|percent|percentage|info|connections|sessions|replicas|threads|goroutines|fds"
    r"|size|length|capacity|limit|limits|requests|messages|pods|nodes|files|cores|jobs|workers|usage|utilization)(?:[_:]|$)",
    re.IGNORECASE,
)
# What is taken from something else can be negative, and so can be a time before 1970 or a temperature.
_SIGNED = re.compile(
    r"offset|delta|diff|drift|skew|change|deriv|slope|balance|remaining|until|expir|left|ahead|behind|lag"
    r"|celsius|adjust|error_seconds|frequency|predict|trend|net_",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def values(node: Node, *, by_name: bool = True) -> Interval:
    """The values that samples of an expression can have; `by_name`: also as the names of gauges promise."""
    return bounds(_promised(node) if by_name else node)


def promising(node: Node) -> list[str]:
    """The metrics of an expression of which only their names tell that they are never below zero."""
    found = (one.selector.metric for one in every(node) if isinstance(one, Vector) and bounds(one).low < 0)
    return sorted({name for name in found if _is_size(name)})


def _promised(node: Node) -> Node:
    """The expression with the size of each such gauge in its place, which is the gauge itself."""
    match node:
        case Vector() if _is_size(node.selector.metric):
            return Call("abs", (node,))
        case Matrix(vector, window) if _is_size(vector.selector.metric):
            return Subquery(Call("abs", (vector,)), window)
        case Matrix():
            return node
        case _:
            return with_below(node, tuple(map(_promised, below(node))))


def _is_size(name: str) -> bool:
    return _SIZES.search(name) is not None and _SIGNED.search(name) is None
