"""Of several counters that are added up each alone: what it does is not hidden by what the others do."""

from collections.abc import Iterator, Sequence

from observability.promql.tree import Binary, Node, every
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.scene import Point
from observability.proof.cases.draft import Draft, ends
from observability.proof.staging import Stage
from observability.proof.words import shortened


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """A case for each side of a sum, if it fires by that side: it climbs, and then it stands still."""
    switch = stage.fired + stage.pace.evaluation
    end = switch + stage.depth + stage.kept + 3 * stage.pace.evaluation
    for one in boundaries:
        over = one.firing[0].point
        for side, others in _sides(stage, one.condition):
            alone = _still(over, others)
            still = _still(alone, _counters(stage, side))
            phases = [(stage.samples(switch), alone), (stage.samples(end) - stage.samples(switch), still)]
            name = f"{shortened(side)} alone, and then it stands still"
            yield Draft(name, stage.inputs(phases), end, ends, needed=False)


def _sides(stage: Stage, condition: Node) -> Iterator[tuple[Node, set[int]]]:
    """Each side of a sum, with the counters of the other; those alone of which none is on both."""
    for part in every(condition):
        if isinstance(part, Binary) and part.operator == "+":
            left, right = _counters(stage, part.left), _counters(stage, part.right)
            if left and right and not left & right:
                yield part.left, right
                yield part.right, left


def _counters(stage: Stage, node: Node) -> set[int]:
    readers = stage.scene.readers(node)
    sources = enumerate(stage.scene.sources)
    counters = {n: source for n, source in sources if "step" in source.knobs and not source.knobs & {"level", "bound"}}
    return {n for n, source in counters.items() if any(reader.means(source.labels) for reader in readers)}


def _still(point: Point, numbers: set[int]) -> Point:
    return tuple({**one, "step": 0.0} if n in numbers else one for n, one in enumerate(point))
