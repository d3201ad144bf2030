"""Series that end, where what they were before decides as well: what is not there may not be what is zero."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.case import Input
from observability.proof.cases.draft import Draft, either
from observability.proof.series.settings import BEFORE, Phase
from observability.proof.series.shapes import shaped
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case where something reads what was before."""
    sources = stage.scene.sources
    if not any(BEFORE in source.knobs for source in sources):
        return
    end = stage.fired + stage.pace.evaluation
    inputs = []
    for source, over in zip(sources, boundaries[0].firing[0].point, strict=True):
        before = max(stage.pace.start - source.eras[0], 0) // stage.pace.sample if BEFORE in source.knobs else 0
        phases = [Phase(before, over)] if before else []
        gone = {**over, "present": 0.0} if before else over
        phases.append(Phase(stage.samples(end) - before, gone))
        inputs += [Input(*made) for made in shaped(source, phases, stage.pace)]
    yield Draft("what is read now has ended", tuple(inputs), end, either, needed=False)
