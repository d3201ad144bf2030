"""Changes: what is different about a rule, and what that does to how often somebody is told."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from observability.model.review import Event


class Kind(StrEnum):
    """What changed."""

    REMOVED = "removed"
    ADDED = "added"
    SPLIT = "split"
    RENAMED = "renamed"
    MOVED = "moved"
    THRESHOLD = "threshold"
    COMPARISON = "comparison"
    WINDOW = "window"
    FOR = "for"
    KEEP_FIRING_FOR = "keep_firing_for"
    MATCHER_WIDENED = "matcher widened"
    MATCHER_NARROWED = "matcher narrowed"
    MATCHER = "matcher"
    AGGREGATION = "aggregation"
    EXPRESSION = "expression"
    SEVERITY = "severity"
    OWNER = "owner"
    ROUTING_LABELS = "routing labels"
    RUNBOOK = "runbook"
    TEXT = "text"
    INTERVAL = "interval"
    QUERY_OFFSET = "query_offset"
    LIMIT = "limit"
    NOT_COMPARED = "not compared"


class Sensitivity(StrEnum):
    """What a change does to an alert: it fires more, less, for other things, as before; or nobody knows."""

    LESS = "less"
    DIFFERENTLY = "differently"
    UNKNOWN = "unknown"
    MORE = "more"
    EQUALLY = "equally"

    @property
    def words(self) -> str:
        """For a person."""
        return "unknown" if self is Sensitivity.UNKNOWN else f"{self} sensitive"


@frozen
class Change:
    """One thing that changed. `reason` says in words what that does, `before` and `after` what is written.

    `events` are what a policy knows it by, beside those that its sensitivity makes.
    """

    kind: Kind
    sensitivity: Sensitivity
    reason: str
    before: str = ""
    after: str = ""
    events: frozenset[Event] = frozenset()


def together(found: Iterable[Sensitivity]) -> Sensitivity:
    """Of several changes of one rule, or of all alerts that read a recording."""
    telling = {one for one in found if one is not Sensitivity.EQUALLY}
    if not telling:
        return Sensitivity.EQUALLY
    if Sensitivity.UNKNOWN in telling:
        return Sensitivity.UNKNOWN
    return telling.pop() if len(telling) == 1 else Sensitivity.DIFFERENTLY
