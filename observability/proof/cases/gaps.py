"""The last samples are missing, of half a window and of more than one: how long the window is decides what is left."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.promql.tree import Binary
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.scene import Point
from observability.proof.case import Kind
from observability.proof.cases.draft import Draft, Look
from observability.proof.cases.moment import further, reads_samples_apart
from observability.proof.samples.moving import first_samples
from observability.proof.series.occurrences import Occurrence
from observability.proof.staging import Play, Stage
from observability.proof.words import shortened

# Of what half a window has, a rate is lower: it is so many times what is between both sides of the limit.
_MUCH = 100


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases for each window up to now of which no moment shows how long it is."""
    if stage.kept:
        return
    for one in boundaries:
        if isinstance(one.condition, Binary):
            for reader in stage.scene.readers(one.condition):
                if reader.window and reader.depth == reader.window and not reads_samples_apart(one, reader):
                    yield from _drafts(stage, one, reader)


def _drafts(stage: Stage, one: Boundary, reader: Occurrence) -> Iterator[Draft]:
    at, about = stage.fired + stage.pace.evaluation, shortened(one.condition)
    # Versions differ about what is as old as the window.
    for words, gap in (
        ("half a window", reader.window // 2),
        ("more than a window", reader.window + stage.pace.sample),
    ):
        for point in (one.firing[0].point, further(one, _MUCH)):
            draft = _draft(stage, point, reader, at, gap, f"the last samples are missing, of {words}, in {about}")
            seen = draft.look(stage.play(draft.inputs, at))
            if seen and (gap < reader.window) is (len(seen[1]) == 1):
                yield draft
                break


def _draft(stage: Stage, point: Point, reader: Occurrence, at: int, gap: int, name: str) -> Draft:
    there = max(at - gap, 0) // stage.pace.sample + 1
    inputs = tuple(
        evolve(one, segments=tuple(first_samples(one.segments, there))) if reader.means(one.labels) else one
        for one in stage.held(point, at)
    )
    return Draft(name, inputs, at, _still(at), needed=False)


def _still(at: int) -> Look:
    """Whether it fires at that time; where it does not, what it did before."""

    def look(play: Play) -> tuple[Kind, Sequence[int]] | None:
        if play.fires(at):
            return Kind.FIRES, [at]
        before = [time for time in play.times if time < at and play.fires(time)]
        return (Kind.FIRES, [before[-1], at]) if before and play.fires(at) is False else None

    return look
