"""Its reason comes once all windows are full: how long it waits shows where versions differ about what was before."""

from collections.abc import Iterator, Sequence
from itertools import islice

from observability.proof.boundaries.boundary import Boundary
from observability.proof.case import Input, Kind
from observability.proof.cases.draft import Draft
from observability.proof.staging import Play, Stage

_TRIES, _LATER = 12, 4


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case, where no condition that holds from the start on shows how long it waits."""
    if stage.alert.duration.milliseconds and not any(_from_the_start(stage, one) for one in boundaries):
        drafted = (draft for one in boundaries for draft in (_leaping(stage, one), *_climbing(stage, one)))
        yield from islice((draft for draft in drafted if _is_prompt(stage, draft)), 1)


def prompt(play: Play) -> tuple[Kind, Sequence[int]] | None:
    """It begins to fire, which it did not an evaluation before."""
    first = play.first(True)
    before = 0 if first is None else first - play.pace.evaluation
    return None if first is None or play.fires(before) is not False else (Kind.FIRES, [before, first])


def _is_prompt(stage: Stage, draft: Draft) -> bool:
    return prompt(stage.play(draft.inputs, draft.end)) is not None


def _from_the_start(stage: Stage, one: Boundary) -> bool:
    end = stage.fired + stage.pace.evaluation
    return _is_prompt(stage, _draft(stage.held(one.firing[0].point, end), end))


def _leaping(stage: Stage, one: Boundary) -> Draft:
    """All at once."""
    end, before = _end(stage), stage.samples(stage.pace.start)
    phases = [(before, one.silent[0].point), (stage.samples(end) - before, one.firing[0].point)]
    return _draft(stage.inputs(phases), end)


def _climbing(stage: Stage, one: Boundary) -> Iterator[Draft]:
    """It climbs, and is over the limit after a few evaluations: such a level is looked for between both sides."""
    end, late, soon = _end(stage), one.silent[0].point, one.firing[0].point
    for _ in range(_TRIES):
        middle = tuple(
            {knob: (value + over[knob]) / 2 for knob, value in under.items()}
            for under, over in zip(late, soon, strict=True)
        )
        draft = _draft(stage.held(middle, end), end)
        yield draft
        first = stage.play(draft.inputs, end).first(True)
        late, soon = (middle, soon) if first is None else (late, middle)


def _end(stage: Stage) -> int:
    return stage.fired + _LATER * stage.pace.evaluation


def _draft(inputs: tuple[Input, ...], end: int) -> Draft:
    return Draft("its reason comes later", inputs, end, prompt, needed=False)
