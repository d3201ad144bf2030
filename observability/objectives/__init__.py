"""Error budgets: windows and their chain, burn-rate tiers, and what an objective records, alerts and shows."""

from collections.abc import Iterator, Sequence

from observability.model.panel import Panel
from observability.model.rule import Alert, Recording
from observability.objectives import alerts, panels, recordings
from observability.objectives.kinds import kind_of
from observability.objectives.scope import ObjectiveScope
from observability.signals.scope import Scope


def of(scope: Scope) -> Iterator[ObjectiveScope]:
    """The objectives of a signal."""
    return (ObjectiveScope(scope, objective) for objective in scope.signal.objectives)


def lower_recordings(owns: Sequence[ObjectiveScope]) -> Iterator[Recording]:
    """All that is recorded of a signal's objectives, producers first."""
    return recordings.recordings(owns) if owns else iter(())


def lower_alerts(own: ObjectiveScope) -> Iterator[Alert]:
    """All alerts of an objective."""
    return alerts.alerts(own, kind_of(own))


def lower_panels(own: ObjectiveScope) -> Iterator[Panel]:
    """All panels of an objective."""
    return panels.panels(own, kind_of(own))
