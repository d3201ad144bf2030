"""Why no series were found: what those that are looked for cannot be."""

from collections.abc import Sequence
from itertools import pairwise

from observability.promql import text_of
from observability.promql.families import COUNTING
from observability.promql.tree import Aggregation
from observability.proof.series.occurrences import Occurrence

# They are of nothing where all that they are taken of is alike.
_UNLIKE = frozenset({"stddev", "stdvar", "quantile"})
_UNEVEN = frozenset({"min", "max", "avg", "count_values", *COUNTING, *_UNLIKE})


def beyond(found: Sequence[Occurrence]) -> str:
    """The reason after a colon, or nothing where none is known."""
    chains = [occurrence.aggregations for occurrence in found]
    counts = (inner for chain in chains for outer, inner in pairwise(chain) if _counts_groups(outer, inner))
    if part := next(counts, None):
        return f": the groups of `{text_of(part)}` would have to differ in size, and those that are tried have one"
    if part := next((node for chain in chains for node in chain if node.operator in _UNLIKE), None):
        return f": `{text_of(part)}` takes more series than two, of which some are unlike the others, and two are tried"
    return ""


def _counts_groups(outer: Aggregation, inner: Aggregation) -> bool:
    return outer.operator in _UNEVEN and inner.operator in COUNTING and bool(inner.labels)
