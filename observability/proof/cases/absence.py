"""No series at all."""

from collections.abc import Iterator, Sequence

from observability.proof.boundaries.boundary import Boundary
from observability.proof.cases.draft import Draft, either
from observability.proof.staging import Stage


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:  # noqa: ARG001 - what all kinds get
    """One case: most alerts are silent, those that ask for absence fire."""
    yield Draft("no series at all", (), stage.fired + stage.pace.evaluation, either, needed=False)
