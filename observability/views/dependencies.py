"""What the service stands on: the same numbers of the services that it depends on."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.identity import dashboard_path, dashboard_uid
from observability.model.panel import Link, Panel, PanelKind, Query, Role
from observability.model.service import Service
from observability.promql import aggregate, equal, regex, render_labels
from observability.signals.guidance import about
from observability.signals.panels import MANY_ERRORS


def panels(service: Service) -> Iterator[Panel]:
    """Traffic, share of errors and the worst p99 of each dependency."""
    yield _panel(service, "traffic", "Traffic", names.TRAFFIC, "sum", "reqps")
    yield _panel(service, "errors", "Errors", names.ERROR_RATIO, "max", "percentunit")
    yield _panel(service, "latency", "p99", names.LATENCY_QUANTILE, "max", "s", (names.QUANTILE, "0.99"))


def _panel(
    service: Service, key: str, title: str, name: str, function: str, unit: str, *more: tuple[str, str]
) -> Panel:
    own = tuple(equal(label, value) for label, value in (*service.environment.labels.items(), *more))
    # Service names are letters, digits and hyphens, so they mean themselves in a regular expression.
    chosen = regex(names.SERVICE, "|".join(service.depends_on))
    series = f"{name}{render_labels((*own, chosen))}"
    shares = unit == "percentunit"
    return Panel(
        key=f"dependencies/{key}",
        origin=service.origin,
        title=f"{title} of the services that this one needs",
        description=about(
            service,
            "Over all signals of each service.",
            name,
            do="where one of them is worse since this service is, the cause is likely there: open its dashboard.",
        ),
        kind=PanelKind.TIMESERIES,
        queries=(Query(aggregate(function, series, [names.SERVICE]), f"{{{{{names.SERVICE}}}}}", Role.PALETTE),),
        unit=unit,
        minimum=Decimal(0),
        maximum=Decimal(1) if shares else None,
        log_above=MANY_ERRORS if shares else None,
        no_value="No errors" if shares else "No events",
        links=tuple(_links(service)),
    )


def _links(service: Service) -> Iterator[Link]:
    for name in service.depends_on:
        yield Link(f"Open {name}", dashboard_path(dashboard_uid(name, service.environment.name)))
