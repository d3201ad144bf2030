"""Whose an alert is, and the other labels by which notifications may be routed."""

from collections.abc import Iterator

from observability.model.names import OWNER, SEVERITY
from observability.model.review import Event, ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed

_OWNERS = (OWNER, "team")


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Another owner, or other labels."""
    before, after = old.rule.labels, new.rule.labels
    for label in sorted({*before, *after} - {SEVERITY}):
        was, now = before.get(label, ""), after.get(label, "")
        if was == now:
            continue
        if label in _OWNERS:
            reason = f"is {now or 'nobody'}'s where it was {was or 'nobody'}'s"
            yield Change(Kind.OWNER, Sensitivity.EQUALLY, reason, was, now, frozenset({Event.OWNER}))
        else:
            reason = f"has {_label(label, now)} where it had {_label(label, was)}"
            events = frozenset({Event.ROUTING_LABELS})
            yield Change(Kind.ROUTING_LABELS, Sensitivity.EQUALLY, reason, was, now, events)


def _label(name: str, value: str) -> str:
    return f"the label {name}={value}" if value else f"no label {name}"
