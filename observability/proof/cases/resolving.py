"""It fires, and when its reason is gone it stops: at once, or when windows and `keep_firing_for` have passed."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.scene import Point
from observability.proof.cases.draft import Draft, ends
from observability.proof.errors import NotDerivableError
from observability.proof.staging import Stage

_DEEPER = (0, 4, 16)


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case, for the condition that looks back least: it ends soonest. Another one where it comes back by itself."""
    asked = sorted(boundaries, key=lambda one: _depth(stage, one))
    found = (_draft(stage, one, boundaries, deeper) for deeper in _DEEPER for one in asked)
    yield next((one for one in found if _ends(stage, one)), _draft(stage, asked[0], boundaries, 0))


def _draft(stage: Stage, boundary: Boundary, boundaries: Sequence[Boundary], deeper: int) -> Draft:
    over, under = boundary.firing[0].point, _below(boundary, deeper)
    switch = stage.fired + stage.pace.evaluation
    end = switch + _depth(stage, boundary) + stage.kept + 3 * stage.pace.evaluation
    inputs = stage.inputs([(stage.samples(switch), over), (stage.samples(end) - stage.samples(switch), under)])
    return Draft("stops when its reason is gone", inputs, end, ends, needed=len(boundaries) == 1)


def _below(boundary: Boundary, deeper: int) -> Point:
    """Where it is silent, further from the limit by so many times what is between its sides: what climbs comes back."""
    return tuple(
        {**under, **{knob: under[knob] + deeper * (under[knob] - over[knob]) for knob in under.keys() & {"level"}}}
        for over, under in zip(boundary.firing[0].point, boundary.silent[0].point, strict=True)
    )


def _ends(stage: Stage, draft: Draft) -> bool:
    try:
        return ends(stage.play(draft.inputs, draft.end)) is not None
    except NotDerivableError:
        return False


def _depth(stage: Stage, boundary: Boundary) -> int:
    readers = stage.scene.readers(boundary.condition)
    return max((occurrence.depth for occurrence in readers), default=stage.depth)
