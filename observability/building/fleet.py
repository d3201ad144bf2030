"""What is made once an environment: the catalog, the fleet's overview, provisioning, the Watchdog."""

from collections.abc import Iterator, Mapping

from observability.descriptor import Project
from observability.emit import catalog, dashboards, provisioning, rules, watchdog
from observability.emit.target import Target
from observability.model.artifact import Artifact
from observability.model.location import Location
from observability.model.service import Environment
from observability.signals.alerting import runbook_url


def artifacts(
    project: Project, environment: Environment, entries: Mapping[str, bytes], targets: frozenset[Target]
) -> Iterator[Artifact]:
    """The artifacts of an environment, their paths counted from its folder. `entries`: the catalog's, by service."""
    origin = Location(project.source.path if project.source else "")
    link = runbook_url(project.runbook_of(watchdog.SERVICE), watchdog.SERVICE, "Watchdog")
    group = watchdog.group(environment, link, origin)
    yield catalog.emit(environment, entries, catalog.rule_entries(rules.path(watchdog.SERVICE), (group,)))
    if Target.RULES in targets:
        yield watchdog.emit(environment, group, origin)
    if Target.DASHBOARDS in targets:
        yield dashboards.emit_fleet(environment)
        yield provisioning.emit(environment)
