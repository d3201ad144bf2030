"""Series over which an alert and a mutant of it seldom part: they are tried where the expression asks for such."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from attrs import evolve

from observability.promql.tree import Call, Node, every
from observability.proof.case import Case, Input, Kind
from observability.proof.mutants.crowds import crowds
from observability.proof.mutants.trials import Series
from observability.proof.samples.segments import Segment
from observability.proof.series.pace import DAY, HOUR, MOST_EVALUATIONS

_FEW = 2
_PAIRS = 4
# When what a function tells of the time is the same again, or differs much.
_AGAIN = {
    "minute": 2 * HOUR,
    "hour": 25 * HOUR,
    "time": 2 * DAY,
    "timestamp": 2 * DAY,
    "day_of_week": 8 * DAY,
    "day_of_month": 32 * DAY,
}


def in_crowds(cases: Sequence[Case], tree: Node) -> Iterator[Series]:
    """Where something is counted, many series: some as where it fires, and the rest as where it does not."""
    firing, silent = ([one for one in cases if one.kind is kind and one.inputs] for kind in (Kind.FIRES, Kind.SILENT))
    for over, under in islice(product(firing, silent), _PAIRS):
        made = Series((), over.sample, max(over.end, under.end))
        yield from (evolve(made, inputs=inputs) for inputs in crowds(tree, over.inputs, under.inputs))


def for_long(cases: Sequence[Case], tree: Node) -> Iterator[Series]:
    """Where it is asked what time it is, series that stay as they are until that is another one."""
    asked = [_AGAIN[one.function] for one in every(tree) if isinstance(one, Call) and one.function in _AGAIN]
    for case in cases[:_FEW] if asked and max(asked) // cases[0].evaluation <= MOST_EVALUATIONS else ():
        inputs = tuple(evolve(one, segments=tuple(_going_on(one, case, max(asked)))) for one in case.inputs)
        yield Series(inputs, case.sample, max(asked))


def _going_on(one: Input, case: Case, end: int) -> Iterator[Segment]:
    *before, last = one.segments
    yield from before
    there = sum(segment.count for segment in one.segments)
    yield evolve(last, count=last.count + max(end // case.sample + 1 - there, 0))
