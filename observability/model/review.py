"""What a project holds of changes of its rules: what fails, what asks for a note, what only informs."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from attrs import Factory, frozen

from observability.model.location import NOWHERE, Location


class Action(StrEnum):
    """What comes of a change, the gravest first."""

    FAIL = "fail"
    NOTE = "note"
    INFORM = "inform"


class Event(StrEnum):
    """What a policy knows changes by. One change may be several events; the gravest action of them counts."""

    CRITICAL_REMOVED = "critical-removed"
    CRITICAL_LESS_SENSITIVE = "critical-less-sensitive"
    CRITICAL_DIFFERENTLY_SENSITIVE = "critical-differently-sensitive"
    CRITICAL_UNKNOWN = "critical-unknown"
    SEVERITY_LOWERED = "severity-lowered"
    RUNBOOK_LOST = "runbook-lost"
    DANGLING_RECORDING = "dangling-recording"
    REMOVED = "removed"
    LESS_SENSITIVE = "less-sensitive"
    DIFFERENTLY_SENSITIVE = "differently-sensitive"
    UNKNOWN = "unknown"
    MORE_SENSITIVE = "more-sensitive"
    OWNER = "owner"
    ROUTING_LABELS = "routing-labels"
    SEVERITY_RAISED = "severity-raised"
    RUNBOOK_CHANGED = "runbook-changed"
    ADDED = "added"
    RENAMED = "renamed"
    MOVED = "moved"
    TEXT = "text"


EVENTS: Mapping[Event, str] = {
    Event.CRITICAL_REMOVED: "An alert that wakes somebody is gone.",
    Event.CRITICAL_LESS_SENSITIVE: "An alert that wakes somebody fires less than it did, also through a recording.",
    Event.CRITICAL_DIFFERENTLY_SENSITIVE: "An alert that wakes somebody fires for other things than it did.",
    Event.CRITICAL_UNKNOWN: "An alert that wakes somebody has changed in a way that could not be decided.",
    Event.SEVERITY_LOWERED: "An alert has a severity below the one it had, or none that is known.",
    Event.RUNBOOK_LOST: "An alert had a runbook and has none.",
    Event.DANGLING_RECORDING: "A recording is gone, and something still reads it.",
    Event.REMOVED: "Any other alert is gone.",
    Event.LESS_SENSITIVE: "Any other alert fires less than it did.",
    Event.DIFFERENTLY_SENSITIVE: "Any other alert fires for other things than it did.",
    Event.UNKNOWN: "Any other alert has changed in a way that could not be decided.",
    Event.MORE_SENSITIVE: "An alert fires more than it did.",
    Event.OWNER: "An alert has another owner.",
    Event.ROUTING_LABELS: "Another label by which notifications may be routed has changed.",
    Event.SEVERITY_RAISED: "An alert has a severity above the one it had.",
    Event.RUNBOOK_CHANGED: "An alert leads to another runbook, or to one where it had none.",
    Event.ADDED: "An alert is new.",
    Event.RENAMED: "An alert has another name.",
    Event.MOVED: "A rule is in another group or file.",
    Event.TEXT: "What an alert says has changed.",
}

_FAILS = (
    Event.CRITICAL_REMOVED,
    Event.CRITICAL_LESS_SENSITIVE,
    Event.SEVERITY_LOWERED,
    Event.RUNBOOK_LOST,
    Event.DANGLING_RECORDING,
)
_NOTES = (
    Event.CRITICAL_DIFFERENTLY_SENSITIVE,
    Event.CRITICAL_UNKNOWN,
    Event.REMOVED,
    Event.LESS_SENSITIVE,
    Event.OWNER,
)
DEFAULT_ACTIONS: Mapping[Event, Action] = {
    event: Action.FAIL if event in _FAILS else Action.NOTE if event in _NOTES else Action.INFORM for event in Event
}
DEFAULT_SEVERITIES = ("critical", "page", "error", "warning", "info", "none")
DEFAULT_CRITICAL = ("critical", "page")


@frozen
class Override:
    """An exception from the policy, with its reason, up to and including a day.

    `alert` is the name of the alert (or recording) that it is for, empty for any. `service` is the one whose descriptor
    has it, empty for all. `file` is the rule file in which it stands as a comment.
    """

    events: tuple[Event, ...]
    reason: str
    until: date
    alert: str = ""
    service: str = ""
    file: str = ""
    origin: Location = NOWHERE


@frozen
class ReviewPolicy:
    """`severities` from the gravest down; `critical` are those that wake somebody."""

    actions: Mapping[Event, Action] = Factory(lambda: DEFAULT_ACTIONS)
    severities: tuple[str, ...] = DEFAULT_SEVERITIES
    critical: tuple[str, ...] = DEFAULT_CRITICAL
    overrides: tuple[Override, ...] = ()
