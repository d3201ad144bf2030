"""How often a rule is evaluated."""

from collections.abc import Iterator

from observability.model.review import ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed

_DEFAULT = "as often as Prometheus does by default"


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Another interval of its group."""
    before, after = old.interval, new.interval
    if before == after:
        return
    was, now = (f"every {one}" if one else _DEFAULT for one in (before, after))
    reason = f"is evaluated {now} where it was {was}"
    yield Change(Kind.INTERVAL, _sensitivity(old, new), reason, str(before or ""), str(after or ""))


def _sensitivity(old: Placed, new: Placed) -> Sensitivity:
    """Who waits sees a dip more often that begins the wait anew; who does not wait, a peak."""
    if old.interval is None or new.interval is None:
        return Sensitivity.UNKNOWN
    if new.alert is None or new.alert.duration.milliseconds:
        return Sensitivity.DIFFERENTLY
    return Sensitivity.MORE if new.interval < old.interval else Sensitivity.LESS
