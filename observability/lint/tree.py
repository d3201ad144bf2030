"""What a check looks at: what one environment loads, or a part of it, parsed and frozen."""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from attrs import Factory, frozen

from observability.lint.dashboardfile import DashboardFile
from observability.lint.settings import Settings
from observability.lint.uses import Use, uses
from observability.model.location import Location
from observability.rulefiles import RuleFile
from observability.undeclared import Undeclared

Catalog = Mapping[str, Any]


@frozen
class Tree:
    """Rule files and dashboards of one Prometheus and one Grafana: all of them, or those of one service.

    `catalog` is the parsed `catalog.json` of the build they come from; None for files that were not built here, of
    which we know neither the declared metrics nor the origin.
    """

    rules: tuple[RuleFile, ...] = ()
    dashboards: tuple[DashboardFile, ...] = ()
    catalog: Catalog | None = None
    settings: Settings = Factory(Settings)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every rule with the metrics that it reads. To parse all PromQL is most of what checks cost."""
        return tuple(uses(self.rules))

    @cached_property
    def declared(self) -> frozenset[str]:
        """The metrics that descriptors declare."""
        services = self.catalog["services"] if self.catalog else {}
        return frozenset(chain.from_iterable(service["metrics"] for service in services.values()))

    @cached_property
    def undeclared(self) -> tuple[Undeclared, ...]:
        """The metrics that alerts written by hand read and their own descriptor does not declare."""
        services = self.catalog["services"] if self.catalog else {}
        found = chain.from_iterable(service.get("undeclared", ()) for service in services.values())
        return tuple(Undeclared(one["metric"], one["alert"], Location(**one["source"]), one["near"]) for one in found)

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The names of all recorded series."""
        return frozenset(recording.record for file in self.rules for recording in file.recordings)
