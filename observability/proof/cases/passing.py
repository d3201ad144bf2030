"""What is read over a window was well and is not any more, or the other way round: the window decides when it shows."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.draft import Draft, begins, ends
from observability.proof.staging import Stage
from observability.proof.words import shortened

# What takes more is left out.
_MOST_EVALUATIONS = 100


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases for each condition on a summary of a window that ends now."""
    switch = stage.fired + stage.pace.evaluation
    for one in boundaries:
        depth = _depth(stage, one)
        if not depth or (depth + switch) // stage.pace.evaluation > _MOST_EVALUATIONS:
            continue
        over, under, about = one.firing[0].point, one.silent[0].point, shortened(one.condition)
        end = switch + depth + stage.alert.duration.milliseconds + 3 * stage.pace.evaluation
        later = stage.samples(end) - stage.samples(switch)
        inputs = stage.inputs([(stage.samples(switch), under), (later, over)])
        yield Draft(f"it begins with {about}", inputs, end, begins, needed=False)
        end = switch + depth + stage.kept + 3 * stage.pace.evaluation
        later = stage.samples(end) - stage.samples(switch)
        inputs = stage.inputs([(stage.samples(switch), over), (later, under)])
        yield Draft(f"it ends with {about}", inputs, end, ends, needed=False)


def _depth(stage: Stage, one: Boundary) -> int:
    """How far back its summaries of what is now look."""
    readers = stage.scene.readers(one.condition)
    summaries = (reader for reader in readers if reader.function.endswith("_over_time") and not reader.vector.offset)
    return max((reader.depth for reader in summaries), default=0)
