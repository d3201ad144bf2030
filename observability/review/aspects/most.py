"""How many results a rule may have."""

from collections.abc import Iterator

from observability.model.review import ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Another `limit` of its group: with more results than that a rule fails, and its alerts are gone."""
    before, after = old.limit, new.limit
    if before != after:
        fewer = bool(after) and (not before or after < before)
        reason = f"fails, and fires for nothing, {_over(after)} where it did {_over(before)}"
        sensitivity = Sensitivity.LESS if fewer else Sensitivity.MORE
        yield Change(Kind.LIMIT, sensitivity if new.is_alert else Sensitivity.EQUALLY, reason, str(before), str(after))


def _over(limit: int) -> str:
    return f"with more than {limit} results" if limit else "with no number of results"
