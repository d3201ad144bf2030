"""It fires, and when its reason is gone it stops: at once, or when windows and `keep_firing_for` have passed."""

from collections.abc import Iterator, Sequence

from observability.proof.boundary import Boundary
from observability.proof.cases.draft import Draft, ends
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case for every condition: any of them ends it."""
    for number, boundary in enumerate(boundaries, 1):
        over, under = boundary.firing[0].point, boundary.silent[0].point
        name = "stops when its reason is gone" if len(boundaries) == 1 else f"stops when reason {number} is gone"
        switch = stage.fired + stage.pace.evaluation
        end = switch + stage.depth + stage.kept + 3 * stage.pace.evaluation
        inputs = stage.inputs([(stage.samples(switch), over), (stage.samples(end) - stage.samples(switch), under)])
        yield Draft(name, inputs, end, ends, needed=len(boundaries) == 1)
