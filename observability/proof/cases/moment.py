"""For one moment a condition is at its limit, or just beyond: rates and means seldom come to a limit otherwise.

As one sample alone is moved for it, what reads more of them than the rule does, or fewer, comes to another value.
"""

from collections.abc import Iterable, Iterator, Sequence

from observability.promql.families import LATEST, RATES
from observability.promql.tree import Binary
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.conditions import conditions, is_comparison
from observability.proof.boundaries.margins import is_exact
from observability.proof.boundaries.scene import Point
from observability.proof.case import Kind
from observability.proof.cases.draft import Draft, Look
from observability.proof.cases.tuning import Inputs, Tuning
from observability.proof.evaluator import V2
from observability.proof.orders import whatever_the_order
from observability.proof.samples.segments import series
from observability.proof.series.occurrences import SLOPING, Occurrence
from observability.proof.staging import Play, Stage
from observability.proof.words import momentary

_SEVERAL = RATES | SLOPING
# Times what is between just over a limit and just under it.
_FURTHER = 6


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """A case for each condition that has none at its limit, and one beside that where its samples are not all alike."""
    if stage.kept:
        # A moment is bridged.
        return
    alone = len(conditions(stage.scene.tree)) == 1
    for one in boundaries:
        if isinstance(one.condition, Binary) and _asks_for_more(one):
            drafted = (list(_drafts(stage, one, one.condition, alone, at)) for at in _moments(stage, one.condition))
            yield from next(filter(None, drafted), [])


def _moments(stage: Stage, condition: Binary) -> Iterable[int]:
    """When it fires no more; later still where versions may differ about the far end of a subquery at one time only."""
    steps = any(not reader.window and reader.depth > reader.vector.offset for reader in stage.scene.readers(condition))
    return (stage.fired + each * stage.pace.evaluation for each in ((1, 2) if steps else (1,)))


def _asks_for_more(one: Boundary) -> bool:
    """Whether no point of it is at the limit of an ordered comparison."""
    sides = (*one.holding, *one.failing)
    ordered = isinstance(one.condition, Binary) and is_comparison(one.condition) and not is_exact(one.condition)
    return ordered and not any(side.value is None or side.value == side.limit for side in sides)


def _drafts(stage: Stage, one: Boundary, condition: Binary, alone: bool, at: int) -> Iterator[Draft]:
    look = _then(stage, at)
    # Far from the limit, a sample that is missing does not silence it.
    for point in (one.firing[0].point, further(one, _FURTHER)):
        for tuned in Tuning(stage, condition, stage.held(point, at), at).found():
            if look(stage.play(tuned.exact, at)) and _whatever_the_order(stage, tuned.exact, at):
                yield Draft(momentary(condition, exact=True, alone=alone), tuned.exact, at, look, needed=False)
                if any(reader.function in _SEVERAL for reader in stage.scene.readers(condition)):
                    yield Draft(momentary(condition, exact=False, alone=alone), tuned.near, at, look, needed=False)
                return


def _whatever_the_order(stage: Stage, inputs: Inputs, at: int) -> bool:
    made = [series(one.labels, one.segments, stage.pace.sample) for one in inputs]
    return whatever_the_order(stage.scene.storage(made, at, V2), stage.scene.tree, [at], stage.pace.evaluation)


def reads_samples_apart(one: Boundary, reader: Occurrence) -> bool:
    """Whether there are moments of a condition, and by one sample its reader comes to another value."""
    return _asks_for_more(one) and reader.function in _SEVERAL - LATEST


def further(one: Boundary, times: float) -> Point:
    """A point at which it fires, further from the limit by so many times what is between its sides."""
    over, under = one.firing[0].point, one.silent[0].point
    return tuple(
        {knob: value + times * (value - less[knob]) for knob, value in more.items()}
        for more, less in zip(over, under, strict=True)
    )


def _then(stage: Stage, at: int) -> Look:
    """What it does an evaluation before, when it fires, and at that moment; without `for`, that moment alone counts."""

    def look(play: Play) -> tuple[Kind, Sequence[int]] | None:
        fires = play.fires(at)
        if fires is None:
            return None
        if play.fires(at - stage.pace.evaluation):
            return Kind.FIRES, [at - stage.pace.evaluation, at]
        return None if stage.alert.duration.milliseconds else (Kind.FIRES if fires else Kind.SILENT, [at])

    return look
