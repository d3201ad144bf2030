"""What a rule is called, and where it stands."""

from collections.abc import Iterator

from observability.model.review import Event, ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Another name, group or file."""
    if old.name != new.name:
        known = ": silences and routes that name it do not know it" if new.is_alert else ""
        reason = f"is called {new.name} where it was {old.name}{known}"
        events = frozenset({Event.RENAMED})
        yield Change(Kind.RENAMED, Sensitivity.EQUALLY, reason, old.name, new.name, events)
    before, after = _place(old), _place(new)
    if before != after:
        yield Change(Kind.MOVED, Sensitivity.EQUALLY, f"is in {after} where it was in {before}", before, after, _MOVED)


_MOVED = frozenset({Event.MOVED})


def _place(placed: Placed) -> str:
    return f"the group {placed.group}" + (f" of {placed.key}" if placed.key else "")
