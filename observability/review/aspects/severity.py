"""How grave an alert is: whether somebody is woken."""

from collections.abc import Iterator

from observability.model.names import SEVERITY
from observability.model.review import Event, ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:
    """Another severity, or none where there was one."""
    before, after = old.rule.labels.get(SEVERITY, ""), new.rule.labels.get(SEVERITY, "")
    if before == after or not new.is_alert:
        return
    was, now = _rank(before, policy), _rank(after, policy)
    lowered = now > was
    event = Event.SEVERITY_LOWERED if lowered else Event.SEVERITY_RAISED
    word = "lowered" if lowered else "raised" if now < was else "changed"
    events = frozenset({event} if now != was else ())
    woken = _woken(before, after, policy)
    reason = f"is {word} to {after or 'no severity'} from {before or 'none'}{woken}"
    yield Change(Kind.SEVERITY, Sensitivity.EQUALLY, reason, before, after, events)


def _rank(severity: str, policy: ReviewPolicy) -> int:
    """From the gravest down; a severity that nobody knows is below all others."""
    return policy.severities.index(severity) if severity in policy.severities else len(policy.severities)


def _woken(before: str, after: str, policy: ReviewPolicy) -> str:
    if (before in policy.critical) is (after in policy.critical):
        return ""
    return ": it wakes somebody" if after in policy.critical else ": it wakes nobody any more"
