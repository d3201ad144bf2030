"""Alertmanager's configuration: who is told of what, made to be read.

One file holds all of it, the texts of notifications too: Alertmanager starts without its template files, and then
loses the notifications that need them.
"""

from collections.abc import Iterator

from observability.emit.alertmanager import inhibition, intervals, receivers, route, routes
from observability.emit.alertmanager.route import Route
from observability.emit.target import Target
from observability.model import layout
from observability.model.artifact import Artifact
from observability.model.routing import Alertmanager, Routing, Webhook
from observability.yamltext import comment

TARGET = Target.ALERTMANAGER


def emit(routing: Routing) -> Artifact:
    """The configuration of an environment's Alertmanager."""
    tree = routes.tree(routing)
    return Artifact(layout.ALERTMANAGER, ("\n".join(_lines(routing, tree)) + "\n").encode())


def _lines(routing: Routing, tree: Route) -> Iterator[str]:
    alertmanager, used = routing.alertmanager, tree.receivers
    yield comment("\n".join(_header(routing, used)))
    yield ""
    yield from receivers.smtp_lines(alertmanager, used)
    yield "route:"
    yield from route.lines(tree, 2)
    yield ""
    yield "inhibit_rules:"
    yield from inhibition.lines(routing)
    yield ""
    yield "receivers:"
    yield from receivers.lines(alertmanager, used)
    if alertmanager.maintenance:
        yield ""
        yield "time_intervals:"
        yield from intervals.lines(alertmanager.maintenance)


def _header(routing: Routing, used: frozenset[str]) -> Iterator[str]:
    alertmanager = routing.alertmanager
    yield f"Made by observability from {alertmanager.origin.file}. Do not edit: change that file and build again."
    yield f"Environment {routing.environment.name}. It needs Alertmanager {_version(alertmanager, used)} or newer"
    files = sorted(set(receivers.secret_files(alertmanager, used)))
    if files:
        yield "and these files on its machine:"
        yield from (f"  {file}" for file in files)


def _version(alertmanager: Alertmanager, used: frozenset[str]) -> str:
    chosen = (alertmanager.receivers[name] for name in used if name in alertmanager.receivers)
    integrations = (integration for receiver in chosen for integration in receiver.integrations)
    # 0.25: files for the secrets of e-mail and PagerDuty, time zones. 0.26: a file for a webhook's URL.
    new = any(isinstance(integration, Webhook) and integration.url_file for integration in integrations)
    return "0.26" if new else "0.25"
