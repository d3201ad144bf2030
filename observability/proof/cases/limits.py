"""Each condition just over and just under its limit, and exactly at it, while it alone decides."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary, Side
from observability.proof.boundaries.conditions import conditions
from observability.proof.cases.draft import Draft, begins, never
from observability.proof.staging import Stage
from observability.proof.words import describe


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases and more for every condition."""
    alone = len(conditions(stage.scene.tree)) == 1
    for boundary in boundaries:
        for side in boundary.firing:
            yield _draft(stage, boundary, side, alone)
        for side in boundary.silent:
            yield _draft(stage, boundary, side, alone)


def _draft(stage: Stage, boundary: Boundary, side: Side, alone: bool) -> Draft:
    fires = side in boundary.firing
    end = stage.fired + stage.pace.evaluation if fires else stage.fired
    return Draft(describe(boundary, side, alone), stage.held(side.point, end), end, begins if fires else never)
