"""Rules: what Prometheus evaluates."""

from collections.abc import Mapping

from attrs import field, frozen

from observability.model.durations import Duration
from observability.model.location import NOWHERE, Location


@frozen
class Recording:
    """A recording rule."""

    record: str
    expr: str
    labels: Mapping[str, str] = field(factory=dict)
    origin: Location = NOWHERE

    @property
    def name(self) -> str:
        """What it is called."""
        return self.record


@frozen
class Alert:
    """An alert rule. `panel` is the key of the dashboard panel that shows its cause."""

    alert: str
    expr: str
    duration: Duration
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    keep_firing_for: Duration | None = None
    panel: str = ""
    origin: Location = NOWHERE

    @property
    def name(self) -> str:
        """What it is called."""
        return self.alert


Rule = Recording | Alert


@frozen
class RuleGroup:
    """Rules evaluated in this order; `purpose` is the comment above it in the file.

    Read are series as they were `query_offset` ago. A rule with more results than `limit` has none; 0 is no limit.
    """

    name: str
    rules: tuple[Rule, ...]
    purpose: str = ""
    interval: Duration | None = None
    query_offset: Duration | None = None
    limit: int = 0
    origin: Location = NOWHERE
