"""No series at all."""

from collections.abc import Iterator, Sequence

from observability.proof.boundary import Boundary
from observability.proof.case import Kind
from observability.proof.cases.draft import Draft, begins, never
from observability.proof.staging import Play, Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:  # noqa: ARG001 - what all kinds get
    """One case: most alerts are silent, those that ask for absence fire."""
    yield Draft("no series at all", (), stage.fired + stage.pace.evaluation, _either, needed=False)


def _either(play: Play) -> tuple[Kind, Sequence[int]] | None:
    return never(play) or begins(play)
