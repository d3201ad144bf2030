"""Labels by which things are grouped and matched, in one order; factors outside of sums."""

from attrs import evolve

from observability.promql.families import LINEAR
from observability.promql.normal.arithmetic import scaled, with_factor
from observability.promql.tree import Aggregation, Matching, Node

# Only where the factor is positive.
_SCALING = frozenset({"min", "max", "quantile"})


def matched(matching: Matching) -> Matching:
    """How sides find each other."""
    return evolve(matching, labels=tuple(sorted(set(matching.labels))), include=tuple(sorted(set(matching.include))))


def aggregated(node: Aggregation) -> Node:
    """An aggregation of normal parts."""
    own = evolve(node, labels=tuple(sorted(set(node.labels))))
    factor, core = scaled(own.expr)
    if own.operator in LINEAR or (own.operator in _SCALING and factor > 0):
        return with_factor(evolve(own, expr=core), factor)
    return own
