"""What an alert says."""

from collections.abc import Iterator

from observability.model.review import Event, ReviewPolicy
from observability.review.aspects.runbooks import NAMES
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Other annotations."""
    if old.alert is None or new.alert is None:
        return
    before, after = old.alert.annotations, new.alert.annotations
    for name in sorted({*before, *after} - set(NAMES)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            word = "is another one" if was and now else "is new" if now else "is gone"
            yield Change(Kind.TEXT, Sensitivity.EQUALLY, f"its {name} {word}", was, now, frozenset({Event.TEXT}))
