"""It fires, and when its reason is gone it stops: at once, or when windows and `keep_firing_for` have passed."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.draft import Draft, ends
from observability.proof.errors import NotDerivableError
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case, for the condition that looks back least: it ends soonest. Another one where it comes back by itself."""
    found = [_draft(stage, one, boundaries) for one in sorted(boundaries, key=lambda one: _depth(stage, one))]
    yield next((one for one in found if _ends(stage, one)), found[0])


def _draft(stage: Stage, boundary: Boundary, boundaries: Sequence[Boundary]) -> Draft:
    over, under = boundary.firing[0].point, boundary.silent[0].point
    switch = stage.fired + stage.pace.evaluation
    end = switch + _depth(stage, boundary) + stage.kept + 3 * stage.pace.evaluation
    inputs = stage.inputs([(stage.samples(switch), over), (stage.samples(end) - stage.samples(switch), under)])
    return Draft("stops when its reason is gone", inputs, end, ends, needed=len(boundaries) == 1)


def _ends(stage: Stage, draft: Draft) -> bool:
    try:
        return ends(stage.play(draft.inputs, draft.end)) is not None
    except NotDerivableError:
        return False


def _depth(stage: Stage, boundary: Boundary) -> int:
    readers = stage.scene.readers(boundary.condition)
    return max((occurrence.depth for occurrence in readers), default=stage.depth)
