"""What can be turned about series, by what is done with them."""

from collections.abc import Sequence

from observability.promql.families import RATES
from observability.proof.series.occurrences import SLOPING, UNVALUED, Occurrence

_SPECIAL = {
    "changes": "changes",
    "resets": "resets",
    "count_over_time": "samples",
    "stddev_over_time": "wave",
    "stdvar_over_time": "wave",
}
# Over a window in which nothing changes they are all the same.
_SUMMARIES = frozenset({"max_over_time", "min_over_time", "avg_over_time", "quantile_over_time"})
# Over a window that has an end of something, they go on where it does not.
_LASTING = _SUMMARIES | {"present_over_time", "last_over_time"}
# These have a past of their own.
_TIMED = frozenset({"lead", "bound", "changes", "resets", "samples"})


def knobs_of(readers: Sequence[Occurrence]) -> frozenset[str]:
    """The knobs of series that all of these read."""
    knobs = frozenset(knob for reader in readers for knob in _knobs(reader))
    functions = {reader.function for reader in readers}
    # What is now, what was lately and what was long ago may differ.
    if not knobs & _TIMED:
        knobs |= {before(number) for number in range(1, 1 + len(eras(readers)))}
    if len(functions & _SUMMARIES) > 1:
        knobs |= {"wave"}
    return knobs


def before(era: int) -> str:
    """The knob of an era, counted from 1, the one before what is now."""
    return "before" if era == 1 else f"before{era}"


# Of what was there before, whether it still is; and by how much it goes on to climb, beside what it was in each era.
STILL, CLIMB = "present now", "climb"
# The upper bound of a bucket in which some observations lie, apart from the others.
TAIL = "tail"


def past(knob: str, era: int) -> str:
    """The knob that says where another one stood in an era; until somebody turns it, it stands where that one does."""
    return f"{knob} {before(era)}"


def followed(knob: str) -> str:
    """The knob that one of before follows, or itself."""
    return "bound" if knob == TAIL else knob.split()[0]


def eras(readers: Sequence[Occurrence]) -> tuple[int, ...]:
    """How far back what is now reaches, in milliseconds, and every era before it but the first of all."""
    offsets = sorted({reader.vector.offset for reader in readers})
    reached = [max(one.depth for one in readers if one.vector.offset == offset) for offset in offsets]
    apart = [
        reach
        for number, (reach, following) in enumerate(zip(reached, offsets[1:], strict=False), 1)
        if max(reached[:number]) == reach <= following
    ]
    if apart or not readers:
        return tuple(apart)
    if len(offsets) > 1:
        return (reached[0],)
    functions = {reader.function for reader in readers}
    return (min(one.depth for one in readers),) if "" in functions and functions & _LASTING else ()


def _knobs(reader: Occurrence) -> frozenset[str]:
    if reader.function in UNVALUED:
        return frozenset()
    if reader.bucketed or reader.native:
        bound = {"bound"} if reader.native is None or reader.native.bounded else set[str]()
        return frozenset({*bound, "step" if reader.function in RATES else "level"})
    if reader.function in RATES:
        return frozenset({"step"})
    if reader.function in SLOPING:
        return frozenset({"level", "step"})
    return frozenset({_SPECIAL.get(reader.function, "lead" if reader.clocked else "level")})
