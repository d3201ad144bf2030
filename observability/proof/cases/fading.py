"""What was before was so at the beginning alone: a window forgets it when it has passed."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.draft import Draft, ends
from observability.proof.series.settings import BEFORE, main_knob
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case where something that is now, and what it was within a window up to now, decide together."""
    offsets = [reader.vector.offset for reader in stage.scene.found]
    knobs = [(main_knob(source), BEFORE in source.knobs) for source in stage.scene.sources]
    if any(offsets) or not any(found for _, found in knobs):
        return
    over = boundaries[0].firing[0].point
    before, now = list(over), list(over)
    for number, (knob, found) in enumerate(knobs):
        if found:
            before[number] = {**over[number], knob: over[number][BEFORE]}
            now[number] = {**over[number], BEFORE: over[number][knob]}
    end = stage.depth + stage.kept + 3 * stage.pace.evaluation
    inputs = stage.inputs([(1, tuple(before)), (stage.samples(end) - 1, tuple(now))])
    yield Draft("what was before was long ago", inputs, end, ends, needed=False)
