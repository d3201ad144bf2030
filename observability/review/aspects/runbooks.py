"""Where an alert leads."""

from collections.abc import Iterator

from observability.model.review import Event, ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed

NAMES = ("runbook_url", "runbook")


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Another runbook, or none where there was one."""
    before, after = _runbook(old), _runbook(new)
    if before == after:
        return
    event = Event.RUNBOOK_CHANGED if after else Event.RUNBOOK_LOST
    reason = f"leads to {after}" if after else "leads to no runbook any more"
    yield Change(Kind.RUNBOOK, Sensitivity.EQUALLY, reason, before, after, frozenset({event}))


def _runbook(placed: Placed) -> str:
    annotations = placed.alert.annotations if placed.alert else {}
    return next((annotations[name] for name in NAMES if annotations.get(name)), "")
