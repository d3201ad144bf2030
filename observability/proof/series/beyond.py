"""Why no series were found: what those that are looked for cannot be."""

from collections.abc import Sequence
from itertools import pairwise

from observability.model.durations import Duration
from observability.promql import text_of
from observability.promql.families import COUNTING
from observability.promql.tree import Aggregation
from observability.proof.series.occurrences import Occurrence

# They are of nothing where all that they are taken of is alike.
_UNLIKE = frozenset({"stddev", "stdvar", "quantile"})
_UNEVEN = frozenset({"min", "max", "avg", "count_values", *COUNTING, *_UNLIKE})


def looks_back(found: Sequence[Occurrence]) -> int:
    """How far apart in time the same is read at most, in milliseconds; 0 where all is read at one time."""
    offsets = {occurrence.vector.offset for occurrence in found} or {0}
    return max(offsets) - min(offsets)


def beyond(found: Sequence[Occurrence], waits: int) -> str:
    """The reason after a colon, or nothing where none is known. `waits` is the alert's `for`, in milliseconds."""
    chains = [occurrence.aggregations for occurrence in found]
    counts = (inner for chain in chains for outer, inner in pairwise(chain) if _counts_groups(outer, inner))
    if part := next(counts, None):
        return f": the groups of `{text_of(part)}` would have to differ in size, and those that are tried have one"
    if part := next((node for chain in chains for node in chain if node.operator in _UNLIKE), None):
        return f": `{text_of(part)}` takes more series than two, of which some are unlike the others, and two are tried"
    if 0 < (back := looks_back(found)) < waits:
        told = f"`for` is {Duration(waits)}, and the offset {Duration(back)}"
        return f": it would have to go on changing for longer than it looks back ({told})"
    return ""


def _counts_groups(outer: Aggregation, inner: Aggregation) -> bool:
    return outer.operator in _UNEVEN and inner.operator in COUNTING and bool(inner.labels)
