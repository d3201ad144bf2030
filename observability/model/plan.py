"""The intermediate model: all that one service becomes, before any file format."""

from attrs import frozen

from observability.model.dashboard import Dashboard
from observability.model.rule import Alert, Recording, RuleGroup
from observability.model.service import Service


@frozen
class Plan:
    """One service in one environment, lowered to rules and a dashboard.

    `reads` are all metrics that its rules read, their own recordings among them; `measures` the same without what
    alerts written by hand read.
    """

    service: Service
    groups: tuple[RuleGroup, ...]
    dashboard: Dashboard
    reads: frozenset[str]
    measures: frozenset[str] = frozenset()

    @property
    def recordings(self) -> tuple[Recording, ...]:
        """Every recording rule, in evaluation order."""
        return tuple(r for g in self.groups for r in g.rules if isinstance(r, Recording))

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Every alert, in file order."""
        return tuple(r for g in self.groups for r in g.rules if isinstance(r, Alert))
