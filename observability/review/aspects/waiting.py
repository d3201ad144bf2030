"""How long a condition must hold before somebody is told, and how long the alert stays."""

from collections.abc import Iterator

from observability.model.durations import Duration
from observability.model.review import ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed

_NONE = Duration(0)


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Another `for` or `keep_firing_for`."""
    if old.alert is None or new.alert is None:
        return
    before, after = old.alert.duration, new.alert.duration
    if before != after:
        sensitivity = Sensitivity.LESS if after > before else Sensitivity.MORE
        reason = f"fires {_after(after)} where it fired {_after(before)}"
        yield Change(Kind.FOR, sensitivity, reason, str(before), str(after))
    before, after = old.alert.keep_firing_for or _NONE, new.alert.keep_firing_for or _NONE
    if before != after:
        sensitivity = Sensitivity.MORE if after > before else Sensitivity.LESS
        reason = f"ends {_end(after)} where it ended {_end(before)}"
        yield Change(Kind.KEEP_FIRING_FOR, sensitivity, reason, str(before), str(after))


def _after(span: Duration) -> str:
    return f"after {span}" if span.milliseconds else "at once"


def _end(span: Duration) -> str:
    return f"{span} after its condition" if span.milliseconds else "with its condition"
