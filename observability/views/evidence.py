"""What single events tell, folded: latencies with their exemplars, traces, lines of the log."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model.panel import Panel, PanelKind, Query, Role
from observability.model.service import Service, Store
from observability.model.signal import Histogram, Kind, Measurement
from observability.promql import aggregate, render
from observability.signals import stores
from observability.signals.events import suffixed
from observability.signals.guidance import about
from observability.signals.panels import RATE_INTERVAL
from observability.signals.scope import Scope
from observability.views.line import in_line

_TALL = 12
# The kinds of data sources that a panel asks. To others there are links.
_LOGS, _TRACES = "loki", "tempo"


def panels(service: Service) -> Iterator[Panel]:
    """Panels of the data sources that the descriptor names, as far as we know how to ask them."""
    links = service.links
    if links.traces and links.traces.source:
        yield from in_line(_exemplars(service))
    if links.traces and _is(links.traces, _TRACES):
        yield _panel(service, links.traces, "Traces", PanelKind.TABLE)
    if links.logs and _is(links.logs, _LOGS):
        yield _panel(service, links.logs, "Logs", PanelKind.LOGS)


def _is(store: Store, kind: str) -> bool:
    return store.source is not None and store.source.kind == kind


def _panel(service: Service, store: Store, title: str, kind: PanelKind) -> Panel:
    return Panel(
        key=f"evidence/{title.lower()}",
        origin=service.origin,
        title=title,
        description=about(
            service,
            f"{title} of the chosen time, the newest first. Asks the data source {store} for `{store.query}`.",
            do="choose the time in which it went wrong, and read what those have in common that failed or were slow.",
        ),
        kind=kind,
        queries=(Query(store.query),),
        width=24,
        height=_TALL,
        source=store.source,
        no_value=f"No {title.lower()}",
        explore=tuple(one for one in stores.explores(service) if one.title == title),
    )


def _exemplars(service: Service) -> Iterator[Panel]:
    for signal in service.signals:
        measured = signal.measurement(Kind.LATENCY)
        if measured and isinstance(measured.measure, Histogram):
            yield _exemplar(Scope(service, signal), measured, measured.measure)


def _exemplar(scope: Scope, measurement: Measurement, measure: Histogram) -> Panel:
    selector = measure.selector if measure.native else suffixed(measure.selector, "_bucket")
    rates = aggregate("sum", f"rate({render(selector)}[{RATE_INTERVAL}])", () if measure.native else ("le",))
    return Panel(
        key=scope.panel_key(Kind.LATENCY, "exemplars"),
        origin=measurement.origin,
        title=f"{scope.title}: p99 with exemplars",
        description=about(
            scope.service,
            "The p99 from raw series. Each dot is one event that was measured, with a link to its trace: the data "
            "source of Prometheus must say where traces are.",
            selector.metric,
            do="open the dots far above the line.",
        ),
        kind=PanelKind.TIMESERIES,
        queries=(Query(f"histogram_quantile(0.99, {rates})", "p99", Role.DURATION, exemplars=True),),
        unit="s",
        minimum=Decimal(0),
        no_value="No events",
    )
