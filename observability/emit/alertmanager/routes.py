"""The tree of routes: first the Watchdog, then alerts of other environments, then each owner, then the default."""

from collections.abc import Iterable, Iterator, Mapping

from observability.emit.alertmanager.matchers import equal, one_of
from observability.emit.alertmanager.route import Route
from observability.model import names
from observability.model.durations import Duration
from observability.model.routing import (
    NOBODY,
    SEVERITIES,
    WARNING,
    Alertmanager,
    Maintenance,
    Routing,
    Timing,
    Told,
)

# Once a minute: a group that is told again sooner than it changes is told at each look.
_HEARTBEAT = Timing(Duration(0), Duration.parse("1m"), Duration.parse("30s"))


def tree(routing: Routing) -> Route:
    """The routes of an environment."""
    alertmanager = routing.alertmanager
    default = alertmanager.told("")
    return Route(
        default[WARNING] or NOBODY,
        timing=alertmanager.timing[WARNING],
        group_by=(*alertmanager.group_by, *(label for label in _labels(routing) if label not in alertmanager.group_by)),
        routes=(
            _watchdog(routing),
            *_others(routing),
            *(_owner(routing, owner) for owner in sorted(set(routing.owners.values()))),
            *_severities(alertmanager, default, said=_of_nobody(alertmanager)),
        ),
    )


def _of_nobody(alertmanager: Alertmanager) -> str:
    silent = "" if alertmanager.default else " The project file names no default: nobody is told."
    return f"Alerts of no owner known here.{silent}"


def _labels(routing: Routing) -> Iterable[str]:
    return sorted(routing.environment.labels)


def _watchdog(routing: Routing) -> Route:
    labels = {names.SERVICE: names.WATCHDOG_SERVICE, **routing.environment.labels}
    switch = routing.alertmanager.watchdog
    return Route(
        switch,
        (equal("alertname", names.WATCHDOG), *_equal(labels)),
        _HEARTBEAT,
        said="The alert that always fires, to the dead man's switch: at once, and again at every look, once a minute."
        if switch != NOBODY
        else "The alert that always fires. There is no dead man's switch: nobody is told when alerts stop arriving.",
    )


def _others(routing: Routing) -> Iterator[Route]:
    """Where environments share a Prometheus, each Alertmanager hears of all of them."""
    for other in routing.others:
        if any(routing.environment.labels.get(label, value) != value for label, value in other.labels.items()):
            said = f"Alerts of {other.name}: its own Alertmanager tells of them."
            yield Route(NOBODY, tuple(_equal(other.labels)), said=said)


def _owner(routing: Routing, owner: str) -> Route:
    alertmanager = routing.alertmanager
    told = alertmanager.told(owner)
    mute = tuple(window.name for window in alertmanager.maintenance if owner in window.owners)
    return Route(
        told[WARNING],
        (equal(names.OWNER, owner),),
        mute=mute,
        routes=(*_in_maintenance(routing, owner, mute), *_severities(alertmanager, told, mute)),
        said=f"Owner {owner}.",
    )


def _severities(alertmanager: Alertmanager, told: Told, mute: tuple[str, ...] = (), said: str = "") -> Iterator[Route]:
    for severity in SEVERITIES:
        timing = alertmanager.timing[severity]
        yield Route(
            told[severity] or NOBODY,
            (equal(names.SEVERITY, severity),),
            timing if timing != alertmanager.timing[WARNING] else None,
            mute=mute,
            said=said if severity == SEVERITIES[0] else "",
        )


def _in_maintenance(routing: Routing, owner: str, mute: tuple[str, ...]) -> Iterator[Route]:
    """A route for the services that have the same windows. A mute does not hold for the routes below its own."""
    alertmanager = routing.alertmanager
    told = alertmanager.told(owner)
    named = {service for window in alertmanager.maintenance for service in window.services}
    own = (service for service in named if routing.owners.get(service) == owner)
    for windows, services in _by_windows(own, alertmanager.maintenance).items():
        every = tuple(sorted({*mute, *windows}))
        yield Route(
            told[WARNING],
            (one_of(names.SERVICE, services),),
            mute=every,
            routes=tuple(_severities(alertmanager, told, every)),
            said="In maintenance at times.",
        )


def _by_windows(services: Iterable[str], maintenance: Iterable[Maintenance]) -> Mapping[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for service in sorted(services):
        windows = tuple(window.name for window in maintenance if service in window.services)
        if windows:
            found.setdefault(windows, []).append(service)
    return found


def _equal(labels: Mapping[str, str]) -> Iterator[str]:
    return (equal(label, value) for label, value in sorted(labels.items()))
