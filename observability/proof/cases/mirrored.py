"""Below zero as far as above it: where the sign does not matter."""

from collections.abc import Iterator, Sequence

from observability.promql.tree import Call, every
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.scene import Point
from observability.proof.cases.draft import Draft, either
from observability.proof.staging import Stage
from observability.proof.words import describe


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """Two cases for each condition on an absolute value."""
    end = stage.fired + stage.pace.evaluation
    for one in boundaries:
        inner = [part for part in every(one.condition) if isinstance(part, Call) and part.function == "abs"]
        for side in (*one.firing[:1], *one.silent[:1]) if inner else ():
            inputs = stage.held(_mirrored(stage, side.point, inner), end)
            yield Draft(f"{describe(one, side, alone=True)}, below zero", inputs, end, either, needed=False)


def _mirrored(stage: Stage, point: Point, inner: Sequence[Call]) -> Point:
    readers = [reader for part in inner for reader in stage.scene.readers(part)]
    meant = [any(reader.means(source.labels) for reader in readers) for source in stage.scene.sources]
    return tuple(
        {**one, "level": -one["level"]} if found and "level" in one else one
        for one, found in zip(point, meant, strict=True)
    )
