"""Of several that are added up one is as far above zero as another is below it: their sum is zero, and neither is."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.mutation.signs import never_negative
from observability.promql.tree import Aggregation, Binary, Node, every
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.boundaries.margins import is_exact, is_zero
from observability.proof.case import Input
from observability.proof.cases.draft import Draft, either
from observability.proof.samples.segments import Segment
from observability.proof.staging import Stage
from observability.proof.words import shortened


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case for each sum that is asked to be zero, of what may be below it."""
    end = stage.fired + stage.pace.evaluation
    for one in {id(one.condition): one for one in boundaries}.values():
        for part in _sums(one.condition, stage.counts):
            inputs = stage.held(one.firing[0].point, end)
            above, below = _two(stage, part, inputs)
            if above and below:
                moved = {id(above): 1.0, id(below): -1.0}
                changed = tuple(_moved(each, moved.get(id(each), 0.0)) for each in inputs)
                yield Draft(f"as much above zero as below it in {shortened(part)}", changed, end, either, needed=False)


def _sums(condition: Node, counts: frozenset[str]) -> Iterator[Aggregation]:
    if isinstance(condition, Binary) and is_comparison(condition) and is_exact(condition) and is_zero(condition):
        for part in every(condition):
            match part:
                case Aggregation("sum" | "avg", parameter=None) if not never_negative(part.expr, counts):
                    yield part


def _two(stage: Stage, part: Node, inputs: Sequence[Input]) -> tuple[Input | None, Input | None]:
    """The first two series of numbers that are added up."""
    readers = stage.scene.readers(part)
    meant = [one for one in inputs if any(reader.means(one.labels) and not reader.native for reader in readers)]
    return (meant[0], meant[1]) if len(meant) > 1 else (None, None)


def _moved(one: Input, by: float) -> Input:
    return evolve(one, segments=tuple(_higher(segment, by) for segment in one.segments)) if by else one


def _higher(segment: Segment, by: float) -> Segment:
    return evolve(segment, first=segment.first + by) if isinstance(segment.first, float) else segment
