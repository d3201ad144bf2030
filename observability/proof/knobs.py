"""What can be turned about series, by what is done with them."""

from collections.abc import Sequence

from observability.proof.occurrences import ABSENCE, COUNTING, SLOPING, Occurrence

_SPECIAL = {
    "changes": "changes",
    "resets": "resets",
    "count_over_time": "samples",
    "stddev_over_time": "wave",
    "stdvar_over_time": "wave",
}
# Over a window in which nothing changes they are all the same.
_SUMMARIES = frozenset({"max_over_time", "min_over_time", "avg_over_time", "quantile_over_time"})
# These have a past of their own.
_TIMED = frozenset({"lead", "bound", "changes", "resets", "samples"})


def knobs_of(readers: Sequence[Occurrence]) -> frozenset[str]:
    """The knobs of series that all of these read."""
    knobs = frozenset(knob for reader in readers for knob in _knobs(reader))
    functions = {reader.function for reader in readers}
    offsets = {reader.vector.offset for reader in readers}
    # What is now and what was lately may differ.
    if (len(offsets) > 1 or ("" in functions and functions & _SUMMARIES)) and not knobs & _TIMED:
        knobs |= {"before"}
    if len(functions & _SUMMARIES) > 1:
        knobs |= {"wave"}
    return knobs


def recent(readers: Sequence[Occurrence]) -> int:
    """How far back those look that look at what is now, in milliseconds."""
    offsets = {reader.vector.offset for reader in readers}
    depths = [reader.depth for reader in readers if reader.vector.offset == min(offsets)]
    return max(depths) if len(offsets) > 1 else min(depths)


def _knobs(reader: Occurrence) -> frozenset[str]:
    if reader.function in ABSENCE:
        return frozenset()
    if reader.bucketed:
        return frozenset({"bound", "step" if reader.function in COUNTING else "level"})
    if reader.function in COUNTING:
        return frozenset({"step"})
    if reader.function in SLOPING:
        return frozenset({"level", "step"})
    return frozenset({_SPECIAL.get(reader.function, "lead" if reader.clocked else "level")})
