"""What stands still sets off, where it is asked how it climbs: how soon that tells shows how long the windows are."""

import math
from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.bend import Bend, sloping
from observability.proof.cases.draft import Draft, begins
from observability.proof.staging import Stage

# The climb is looked for between so many times as steep as it need be and as flat.
_STEEPEST, _TRIES = 64.0, 7


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Of each series that is asked so: it stood still for long, and, where there are two windows, only for the shorter.

    In the one case the longest window tells last, in the other the shortest.
    """
    for steep, number, windows in sloping(stage, boundaries):
        yield from _setting_off(Bend(stage, steep, number, windows[-1]), "what stood still sets off", climbed=False)
        if windows[1:]:
            yield from _setting_off(Bend(stage, steep, number, windows[0]), "what paused sets off again", climbed=True)


def _setting_off(bend: Bend, name: str, climbed: bool) -> Iterator[Draft]:
    """The series climbed before the window, or did not, stands still for as long as that is, and climbs.

    Of the climbs that tell, the one that does when half of the window sees it.
    """
    wanted = bend.window // 2
    low, high = 1 / _STEEPEST, _STEEPEST
    found: list[tuple[int, Draft]] = []
    for _ in range(_TRIES):
        middle = math.sqrt(low * high)
        draft = _draft(bend, name, float(f"{middle * bend.step:.3g}"), climbed)
        late = _late(bend, draft)
        found += [(late, draft)] if late else []
        low, high = (middle, high) if late is None or late > wanted else (low, middle)
    yield from [draft for _, draft in sorted(found, key=lambda one: abs(one[0] - wanted))[:1]]


def _draft(bend: Bend, name: str, step: float, climbed: bool) -> Draft:
    end = bend.stage.fired + bend.window + bend.stage.pace.evaluation
    return Draft(name, bend.resuming(step if climbed else 0.0, step, end), end, begins, needed=False)


def _late(bend: Bend, draft: Draft) -> int | None:
    """By how much it fires later, in milliseconds, than if it had climbed all the time."""
    first = bend.stage.play(draft.inputs, draft.end).first(True)
    return None if first is None else first - bend.stage.fired
