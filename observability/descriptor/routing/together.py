"""What only shows when routes and services are seen together."""

from collections.abc import Iterable, Iterator, Sequence

from observability.descriptor.card import ServiceCard
from observability.descriptor.project.project import Project
from observability.descriptor.suggest import suggestion
from observability.findings import Finding, Location
from observability.model.routing import INFO, SEVERITIES, Alertmanager, Maintenance


def check_routing(project: Project, cards: Iterable[ServiceCard], *, complete: bool) -> list[Finding]:
    """Owners of whose alerts nobody would be told. With all services (`complete`), also what nothing ever reaches."""
    everyone = sorted(cards, key=lambda card: card.location)
    found: dict[Finding, None] = {}
    for environment, alertmanager in project.alertmanagers.items():
        found |= dict.fromkeys(_untold(alertmanager, environment, everyone))
        if complete:
            found |= dict.fromkeys(_of_unknown(alertmanager, environment, everyone))
    if complete and project.alertmanagers:
        found |= dict.fromkeys(_idle(project, everyone))
    return list(found)


def _untold(alertmanager: Alertmanager, environment: str, cards: Sequence[ServiceCard]) -> Iterator[Finding]:
    # Telemetry that is absent is both a page and a ticket, so every service has alerts of both severities.
    for card in cards:
        owner = card.owners[environment]
        for severity in (severity for severity in SEVERITIES if severity != INFO):
            if not alertmanager.receiver(owner, severity):
                team = alertmanager.teams.get(owner)
                message = f"nobody is told of {severity} alerts of the owner {owner}"
                hint = f"name a receiver or false for {severity}, here or in alertmanager.default"
                origin = team.origin if team else alertmanager.origin
                where = f"spec.owners.{owner}.receivers" if team else "spec.alertmanager.default"
                yield Finding("untold", message, origin, where=where, hint=hint)


def _idle(project: Project, cards: Sequence[ServiceCard]) -> Iterator[Finding]:
    """Owners with routes, and no service whose alerts would take them."""
    owning = {owner for card in cards for owner in card.owners.values()}
    for alertmanager in project.alertmanagers.values():
        for name, team in alertmanager.teams.items():
            if team.told and name not in owning:
                message = f"no service has the owner {name}, so nothing reaches these receivers"
                yield Finding(
                    "unreached", message, team.origin, where=f"spec.owners.{name}.receivers", hint="drop them"
                )


def _of_unknown(alertmanager: Alertmanager, environment: str, cards: Sequence[ServiceCard]) -> Iterator[Finding]:
    services = {card.name for card in cards}
    owners = {card.owners[environment] for card in cards}
    for maintenance in alertmanager.maintenance:
        for name in sorted(set(maintenance.services) - services):
            hint = suggestion(name, services)
            yield _unknown(
                maintenance, "services", f"the project has no service {name!r}", maintenance.services_at, hint
            )
        for name in sorted(set(maintenance.owners) - owners):
            hint = suggestion(name, owners)
            yield _unknown(maintenance, "owners", f"no service has the owner {name!r}", maintenance.owners_at, hint)


def _unknown(maintenance: Maintenance, key: str, message: str, at: Location, hint: str) -> Finding:
    where = f"spec.alertmanager.maintenance.{maintenance.name}.{key}"
    return Finding("maintenance", message, at, where=where, hint=hint)
