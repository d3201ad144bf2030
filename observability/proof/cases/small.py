"""Numbers far below one, where the limit is zero: it may be one."""

from collections.abc import Iterator, Sequence

from observability.promql.tree import Binary
from observability.proof.boundaries.boundary import Boundary
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.boundaries.margins import is_zero
from observability.proof.cases.draft import Draft, either
from observability.proof.series.settings import Settings
from observability.proof.staging import Stage

# A power of two, so that no digit is lost.
_SHARE = 1 / 1024


def drafts(stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
    """One case where something is compared with zero."""
    conditions = [one.condition for one in boundaries]
    if any(isinstance(one, Binary) and is_comparison(one) and is_zero(one) for one in conditions):
        point = tuple(map(_smaller, boundaries[0].firing[0].point))
        end = stage.fired + stage.pace.evaluation
        yield Draft("small numbers", stage.held(point, end), end, either, needed=False)


def _smaller(settings: Settings) -> Settings:
    return {knob: value * _SHARE if knob in {"level", "step"} else value for knob, value in settings.items()}
