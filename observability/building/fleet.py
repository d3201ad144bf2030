"""What is made once an environment: catalog, views of all services, provisioning, Watchdog, routes of alerts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from observability.descriptor import Project, ServiceCard
from observability.emit import alertmanager, catalog, dashboards, provisioning, rules, watchdog
from observability.emit.target import Target
from observability.model import names
from observability.model.artifact import Artifact
from observability.model.routing import Routing
from observability.model.service import Environment, Owner


def artifacts(
    project: Project,
    environment: Environment,
    entries: Mapping[str, bytes],
    cards: Sequence[ServiceCard],
    targets: frozenset[Target],
) -> Iterator[Artifact]:
    """The artifacts of an environment, their paths counted from its folder. `entries`: the catalog's, by service."""
    group = watchdog.group(environment, project.runbook_of(names.WATCHDOG_SERVICE), project.origin)
    told = _routing(project, environment, cards)
    of_watchdog = catalog.rule_entries(rules.path(names.WATCHDOG_SERVICE), (group,))
    yield catalog.emit(project.name, environment, entries, of_watchdog, told)
    if Target.RULES in targets:
        yield watchdog.emit(environment, group, project.origin)
    if Target.DASHBOARDS in targets:
        yield from dashboards.emit_views(environment, _owners(project, environment, cards))
        yield provisioning.emit(environment)
    if told and Target.ALERTMANAGER in targets:
        yield alertmanager.emit(told)


def _owners(project: Project, environment: Environment, cards: Sequence[ServiceCard]) -> dict[Owner, int]:
    """Whoever owns services here, and how many."""
    counts = Counter(card.owners[environment.name] for card in cards)
    return {project.owner_of(name): counts[name] for name in sorted(counts)}


def _routing(project: Project, environment: Environment, cards: Sequence[ServiceCard]) -> Routing | None:
    settings = project.alertmanagers.get(environment.name)
    if settings is None:
        return None
    return Routing(
        environment,
        settings,
        {card.name: card.owners[environment.name] for card in cards},
        tuple(sorted({label for card in cards for label in card.by})),
        tuple(other for other in project.environments if other.name != environment.name),
    )
