"""Counters that begin anew, under the limit: nothing happened."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.draft import Draft, never
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case where there are counters."""
    counters = [n for n, one in enumerate(stage.scene.sources) if "step" in one.knobs and "level" not in one.knobs]
    if not counters:
        return
    silent = boundaries[0].silent[0].point
    anew = tuple({**one, "anew": 1.0} if n in counters else one for n, one in enumerate(silent))
    first = stage.samples(stage.pace.start)
    inputs = stage.inputs([(first, silent), (stage.samples(stage.fired) - first, anew)])
    yield Draft("counters begin anew, under the limit", inputs, stage.fired, never, needed=False)
