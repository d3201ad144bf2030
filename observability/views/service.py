"""The dashboard of one service: is it all right, and if not, since when and where?"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from attrs import evolve

from observability import objectives, signals
from observability.model.dashboard import Annotation, Dashboard, Row, Variable
from observability.model.identity import dashboard_path, dashboard_uid, fleet_uid, owner_uid
from observability.model.panel import Link, Panel, Role
from observability.model.service import Service
from observability.model.signal import Kind, View
from observability.promql import equals, regex, render_labels
from observability.signals import latency, stores
from observability.signals.alerting import runbook_url
from observability.signals.scope import Scope
from observability.views import breakdown, dependencies, evidence, runtime, status
from observability.views.line import in_line, in_lines
from observability.views.titles import in_environment, tags

# Of rate, errors and duration, the legend has five lines, and there is room for a graph.
_FIRST = 9


def dashboard(service: Service) -> Dashboard:
    """All of a service on one page, the answer first and the details below."""
    return Dashboard(
        uid=dashboard_uid(service.name, service.environment.name),
        title=in_environment(service.title, service.environment),
        description=service.description,
        rows=tuple(_rows(service)),
        folder=service.owner.name,
        tags=tags(service.environment, service.tier),
        variables=tuple(_variables(service)),
        annotations=tuple(_annotations(service)),
        links=tuple(_links(service)),
    )


def _rows(service: Service) -> Iterator[Row]:
    scopes = [Scope(service, signal) for signal in service.signals]
    yield Row("status", "Status", tuple(status.panels(service, scopes)))
    if promises := tuple(chain.from_iterable(_objectives(scope) for scope in scopes)):
        yield Row("objectives", "Objectives", promises)
    for scope in scopes:
        if scope.signal.view is not View.USE:
            yield _signal_row(scope)
    if resources := tuple(_resources(scopes)):
        yield Row("resources", "Resources", resources)
    yield from _folded(service)


def _folded(service: Service) -> Iterator[Row]:
    for key, title, panels in (
        ("dependencies", "Dependencies", dependencies.panels(service) if service.depends_on else ()),
        ("runtime", "Runtime", runtime.panels(service)),
        ("evidence", "Logs and traces", evidence.panels(service)),
    ):
        if found := tuple(panels):
            yield Row(key, title, found, collapsed=True)


def _objectives(scope: Scope) -> Iterator[Panel]:
    return chain.from_iterable(map(objectives.lower_panels, objectives.of(scope)))


def _signal_row(scope: Scope) -> Row:
    measured = scope.signal.measurement(Kind.LATENCY)
    heatmap = latency.heatmaps(scope, measured) if measured else ()
    first = (evolve(panel, height=_FIRST) for panel in in_line(signals.lower_panels(scope)))
    panels = (*first, *heatmap, *breakdown.panels(scope))
    return Row(f"signal/{scope.signal.name}", scope.title, panels)


def _resources(scopes: Iterable[Scope]) -> Iterator[Panel]:
    """A line for each resource; those that have one panel alone share theirs."""
    panels = [_use(scope) for scope in scopes if scope.signal.view is View.USE]
    for alone, several in groupby(panels, key=lambda found: len(found) == 1):
        if alone:
            yield from in_lines(chain.from_iterable(several))
        else:
            yield from chain.from_iterable(map(in_line, several))


def _use(scope: Scope) -> list[Panel]:
    # Errors are recorded first, and read last: utilization, saturation, errors.
    return sorted(signals.lower_panels(scope), key=lambda panel: panel.key == scope.panel_key(Kind.ERRORS))


def _variables(service: Service) -> Iterator[Variable]:
    """One for each `by` label, over the first signal that has it: labels of one signal are chained, of two never."""
    seen: set[str] = set()
    for scope in (Scope(service, signal) for signal in service.signals):
        recorded = (regex("__name__", "signal:.+"), *equals(scope.labels))
        for label in scope.signal.by:
            if label not in seen:
                yield Variable(label, label.replace("_", " ").capitalize(), render_labels(recorded), label)
        seen |= set(scope.signal.by)


def _annotations(service: Service) -> Iterator[Annotation]:
    if service.deploys:
        yield Annotation("Deploys", _deployed(service.deploys), Role.NEUTRAL, "Deploy")
    for name, severity, role in (("Pages", "critical", Role.CRITICAL), ("Tickets", "warning", Role.WARNING)):
        firing = status.alerts_of(service, alertstate="firing", severity=severity)
        # A ticket fires for days: it would cover what is beneath it.
        shown = role is Role.CRITICAL
        yield Annotation(name, f"ALERTS{firing}", role, "{{alertname}}", "{{signal}} {{objective}}", shown)


def _deployed(deploys: str) -> str:
    """One mark, however many instances: a series has a new value, or is new and tells of a later time than all others.

    A new pod is a new series, whose own value never changes.
    """
    newest = f"max({deploys})"
    return f"max(changes(({deploys})[5m:])) > 0 or {newest} > min_over_time({newest}[5m:])"


def _links(service: Service) -> Iterator[Link]:
    yield Link("Runbook", runbook_url(service.runbook, service.name, "").removesuffix("#"))
    owner, environment = service.owner, service.environment.name
    yield Link(f"Services of {owner.title}", dashboard_path(owner_uid(owner.name, environment)))
    yield Link("All services", dashboard_path(fleet_uid(environment)))
    if service.links.repository:
        yield Link("Repository", service.links.repository)
    yield from stores.links(service)
