"""The dashboard of one service: is it all right, and if not, since when and where?"""

from collections.abc import Iterator
from itertools import chain

from observability import objectives, signals
from observability.model.identity import dashboard_uid
from observability.model.panel import Annotation, Dashboard, Link, Panel, Role, Row, Variable
from observability.model.service import Service
from observability.model.signal import Kind, View
from observability.promql import equal, regex, render_labels
from observability.signals import latency
from observability.signals.alerting import runbook_url
from observability.signals.scope import Scope
from observability.views import breakdown, dependencies, status
from observability.views.line import in_line


def dashboard(service: Service) -> Dashboard:
    """All of a service on one page, the answer first and the details below."""
    return Dashboard(
        uid=dashboard_uid(service.name, service.environment.name),
        title=_title(service),
        description=service.description,
        rows=tuple(_rows(service)),
        folder=service.owner.name,
        tags=tuple(sorted({"observability", service.tier, service.environment.name})),
        variables=tuple(_variables(service)),
        annotations=tuple(_annotations(service)),
        links=tuple(_links(service)),
    )


def _title(service: Service) -> str:
    environment = service.environment.name
    return service.title if environment == "default" else f"{service.title} ({environment})"


def _rows(service: Service) -> Iterator[Row]:
    scopes = [Scope(service, signal) for signal in service.signals]
    yield Row("status", "Status", tuple(status.panels(service, scopes)))
    if promises := tuple(chain.from_iterable(_objectives(scope) for scope in scopes)):
        yield Row("objectives", "Objectives", promises)
    for scope in scopes:
        if scope.signal.view is not View.USE:
            yield _signal_row(scope)
    if resources := tuple(chain.from_iterable(map(_evenly, scopes))):
        yield Row("resources", "Resources", resources)
    if service.depends_on:
        yield Row("dependencies", "Dependencies", tuple(dependencies.panels(service)), collapsed=True)


def _objectives(scope: Scope) -> Iterator[Panel]:
    return chain.from_iterable(map(objectives.lower_panels, objectives.of(scope)))


def _signal_row(scope: Scope) -> Row:
    measured = scope.signal.measurement(Kind.LATENCY)
    heatmap = latency.heatmaps(scope, measured) if measured else ()
    panels = (*in_line(signals.lower_panels(scope)), *heatmap, *breakdown.panels(scope))
    return Row(f"signal/{scope.signal.name}", scope.title, panels)


def _evenly(scope: Scope) -> tuple[Panel, ...]:
    """A resource's panels, a line for each; none of other signals."""
    return in_line(signals.lower_panels(scope)) if scope.signal.view is View.USE else ()


def _variables(service: Service) -> Iterator[Variable]:
    """One for each `by` label, over the first signal that has it: labels of one signal are chained, of two never."""
    seen: set[str] = set()
    for scope in (Scope(service, signal) for signal in service.signals):
        recorded = (regex("__name__", "signal:.+"), *(equal(label, value) for label, value in scope.labels.items()))
        for label in scope.signal.by:
            if label not in seen:
                yield Variable(label, label.replace("_", " ").capitalize(), render_labels(recorded), label)
        seen |= set(scope.signal.by)


def _annotations(service: Service) -> Iterator[Annotation]:
    if service.deploys:
        yield Annotation("Deploys", f"changes(({service.deploys})[5m:]) > 0", Role.NEUTRAL, "Deploy")
    pages = status.alerts_of(service, alertstate="firing", severity="critical")
    yield Annotation("Pages", f"ALERTS{pages}", Role.CRITICAL, "{{alertname}}", "{{signal}}")


def _links(service: Service) -> Iterator[Link]:
    yield Link("Runbook", runbook_url(service.runbook, service.name, "").removesuffix("#"))
    links = service.links
    for title, url in (("Repository", links.repository), ("Logs", links.logs), ("Traces", links.traces)):
        if url.startswith(("https://", "http://")):
            yield Link(title, url)
