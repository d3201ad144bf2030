"""The programs themselves, folded: raw series, read when somebody opens the row."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import chain

from observability.model.panel import Panel, PanelKind, Query, Role
from observability.model.selector import Matcher, Selector
from observability.model.service import Service
from observability.promql import equals, metric_names, render
from observability.signals.guidance import about
from observability.signals.panels import RATE_INTERVAL
from observability.views.line import in_line
from observability.views.runtimes import RUNTIMES, Vital


def panels(service: Service) -> Iterator[Panel]:
    """A line of panels for each runtime that the descriptor names."""
    for name in service.runtime:
        title, vitals = RUNTIMES[name]
        yield from in_line(_panel(service, name, title, vital) for vital in vitals)


def metrics(service: Service) -> frozenset[str]:
    """The raw metrics that the panels read."""
    return frozenset(chain.from_iterable(_metrics(query.expr) for panel in panels(service) for query in panel.queries))


def _panel(service: Service, runtime: str, title: str, vital: Vital) -> Panel:
    expr = vital.expr(partial(_selector, service))
    return Panel(
        key=f"runtime/{runtime}/{vital.key}",
        origin=service.origin,
        title=f"{title}: {vital.title}",
        description=about(service, vital.what, *sorted(_metrics(expr)), do=vital.do),
        kind=PanelKind.TIMESERIES,
        queries=(Query(expr, "{{instance}}", Role.LEVEL),),
        unit=vital.unit,
        decimals=vital.decimals,
        minimum=Decimal(0),
        maximum=vital.maximum,
        no_value="Not exposed",
    )


def _selector(service: Service, metric: str, /, *more: Matcher) -> str:
    own = equals(service.environment.labels)
    return render(Selector(metric, tuple(dict.fromkeys((*service.selector, *own, *more)))))


def _metrics(expr: str) -> frozenset[str]:
    return metric_names(expr.replace(RATE_INTERVAL, "5m"))
