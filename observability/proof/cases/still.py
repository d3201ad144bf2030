"""Counters that all stand still: from the beginning, and after they counted."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.draft import Draft, either, ends
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases where several counters are read, as what one of them does not tell another may."""
    counters = [number for number, source in enumerate(stage.scene.sources) if _counts(source.knobs)]
    if len(counters) < 2:
        return
    over, switch = boundaries[0].firing[0].point, stage.fired + stage.pace.evaluation
    still = tuple({**one, "step": 0.0} if n in counters else one for n, one in enumerate(over))
    yield Draft("all counters stand still", stage.held(still, switch), switch, either, needed=False)
    end = switch + stage.depth + stage.kept + 3 * stage.pace.evaluation
    inputs = stage.inputs([(stage.samples(switch), over), (stage.samples(end) - stage.samples(switch), still)])
    yield Draft("all counters stand still after a while", inputs, end, ends, needed=False)


def _counts(knobs: frozenset[str]) -> bool:
    return "step" in knobs and not knobs & {"level", "bound"}
