"""As few of a kind as can be, where it is counted how many there are: the limit may be one more."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.scene import turned
from observability.proof.cases.draft import Draft, either
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case for every source that is counted."""
    end = stage.fired + stage.pace.evaluation
    for number, source in enumerate(stage.scene.sources):
        if "copies" in source.knobs:
            one = turned(boundaries[0].firing[0].point, (number, "copies"), 1.0)
            yield Draft(f"there is one {source.metric} alone", stage.held(one, end), end, either, needed=False)
