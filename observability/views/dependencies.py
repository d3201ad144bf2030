"""What the service stands on: the same numbers of the services that it depends on."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.panel import Panel, PanelKind, Query, Role
from observability.model.service import Service
from observability.promql import aggregate, equal, regex, render_labels


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
    return Panel(
        key=f"dependencies/{key}",
        origin=service.origin,
        title=f"{title} of the services that this one needs",
        description=f"Over all signals of each service. Reads `{name}`.",
        kind=PanelKind.TIMESERIES,
        queries=(Query(aggregate(function, series, [names.SERVICE]), f"{{{{{names.SERVICE}}}}}", Role.PALETTE),),
        unit=unit,
        minimum=Decimal(0),
        no_value="No errors" if key == "errors" else "",
    )
