"""What is above a value as much as below it has that mean, though neither its highest nor its lowest is that."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.promql.tree import Binary
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.boundaries.margins import is_exact
from observability.proof.case import Input
from observability.proof.cases.draft import Draft, either
from observability.proof.samples.moving import moved, sample_at
from observability.proof.series.occurrences import Occurrence
from observability.proof.staging import Stage
from observability.proof.words import shortened

_SUMMARIES = frozenset({"avg_over_time", "max_over_time", "min_over_time"})


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case for each summary of a window that is asked to be a certain number."""
    end = stage.fired + stage.pace.evaluation
    for one in boundaries:
        if isinstance(one.condition, Binary) and is_comparison(one.condition) and is_exact(one.condition):
            for reader in stage.scene.readers(one.condition):
                if reader.function in _SUMMARIES and reader.window >= 2 * stage.pace.sample:
                    name = f"as much above as below in {shortened(one.condition.left)}"
                    inputs = tuple(_swinging(stage, each, reader) for each in stage.held(one.firing[0].point, end))
                    yield Draft(name, inputs, end, either, needed=False)


def _swinging(stage: Stage, one: Input, reader: Occurrence) -> Input:
    """The series with one sample above and one below in every window."""
    segments = one.segments
    if reader.means(one.labels):
        for index in range(sum(segment.count for segment in segments)):
            place, value = index % (reader.window // stage.pace.sample), sample_at(one.segments, index)
            if place < 2 and value is not None:
                away = abs(value) or 1.0
                segments = moved(segments, index, value - away if place else value + away)
    return evolve(one, segments=segments)
