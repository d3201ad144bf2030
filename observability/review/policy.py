"""What a project's policy makes of a change."""

from collections.abc import Iterable, Iterator
from datetime import date

from observability.model.names import SERVICE, SEVERITY
from observability.model.review import DEFAULT_ACTIONS, Action, Event, Override, ReviewPolicy
from observability.review.change import Kind, Sensitivity
from observability.review.changed import Changed, Verdict

_GRAVEST = list(Action)
_BY_SENSITIVITY = {
    Sensitivity.LESS: (Event.LESS_SENSITIVE, Event.CRITICAL_LESS_SENSITIVE),
    Sensitivity.DIFFERENTLY: (Event.DIFFERENTLY_SENSITIVE, Event.CRITICAL_DIFFERENTLY_SENSITIVE),
    Sensitivity.UNKNOWN: (Event.UNKNOWN, Event.CRITICAL_UNKNOWN),
    Sensitivity.MORE: (Event.MORE_SENSITIVE, Event.MORE_SENSITIVE),
}
_WHOLE = frozenset({Kind.ADDED, Kind.REMOVED, Kind.SPLIT})


def verdict(changed: Changed, policy: ReviewPolicy, overrides: Iterable[Override], today: date) -> Verdict:
    """The gravest action of all that happened, but of what an override allows that is not over."""
    events = sorted(set(events_of(changed, policy)), key=list(Event).index)
    meant = [one for one in overrides if _is_for(one, changed) and not set(one.events).isdisjoint(events)]
    valid = [one for one in meant if today <= one.until]
    allowed = {event for one in valid for event in one.events}
    actions = [policy.actions.get(event, Action.INFORM) for event in events if event not in allowed]
    return Verdict(
        min(actions, key=_GRAVEST.index, default=Action.INFORM),
        tuple(events),
        tuple(valid),
        tuple(one for one in meant if one not in valid),
    )


def stricter(one: ReviewPolicy, other: ReviewPolicy) -> ReviewPolicy:
    """What both ask for: who loosens the policy is still held to the one before."""
    actions = {
        event: min((policy.actions.get(event, DEFAULT_ACTIONS[event]) for policy in (one, other)), key=_GRAVEST.index)
        for event in Event
    }
    return ReviewPolicy(
        actions, other.severities, tuple(dict.fromkeys((*one.critical, *other.critical))), other.overrides
    )


def events_of(changed: Changed, policy: ReviewPolicy) -> Iterator[Event]:
    """All that a change is to a policy."""
    critical = changed.severity in policy.critical
    for change in changed.changes:
        yield from change.events
        if change.kind is Kind.REMOVED and changed.is_alert:
            yield Event.CRITICAL_REMOVED if critical else Event.REMOVED
    if changed.is_alert and changed.sensitivity in _BY_SENSITIVITY and not _is_whole(changed):
        yield _BY_SENSITIVITY[changed.sensitivity][critical]
    for reached in changed.reached:
        if reached.dangling:
            yield Event.DANGLING_RECORDING
        if reached.rule and reached.rule.is_alert and reached.sensitivity in _BY_SENSITIVITY:
            woken = reached.rule.rule.labels.get(SEVERITY) in policy.critical
            yield _BY_SENSITIVITY[reached.sensitivity][woken]


def _is_whole(changed: Changed) -> bool:
    return any(change.kind in _WHOLE for change in changed.changes)


def _is_for(override: Override, changed: Changed) -> bool:
    sides = [placed for placed in (changed.old, changed.new) if placed]
    names = {placed.name for placed in sides} | {one.rule.name for one in changed.reached if one.rule}
    services = {placed.service or placed.rule.labels.get(SERVICE, "") for placed in sides}
    return (
        (not override.alert or override.alert in names)
        and (not override.service or override.service in services)
        and (not override.file or override.file in {placed.key for placed in sides})
    )
