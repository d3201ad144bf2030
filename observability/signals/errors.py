"""Errors: what of the traffic went wrong, or how often a resource failed."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from observability.model import names
from observability.model.panel import Panel, PanelKind, Query, Role
from observability.model.rule import Alert, Recording
from observability.model.signal import Kind, Measurement, View
from observability.promql import ratio
from observability.signals import stores
from observability.signals.events import FIVE_MINUTES, event_rate
from observability.signals.guidance import about
from observability.signals.narrowing import OF_LINE, narrowing
from observability.signals.panels import MANY_ERRORS, altogether, filtered, legend, raw, thresholds
from observability.signals.scope import Scope
from observability.signals.thresholds import Wording, threshold_alerts

KIND = Kind.ERRORS

_WORDING = Wording(names.RESOURCE_ERRORS, names.ERRORS, "errors", "eps")


def recordings(scope: Scope, measurement: Measurement) -> Iterator[Recording]:
    """Errors per second by the signal's labels and, where there is traffic, their share of it."""
    expr = scope.by("sum", event_rate(measurement.measure, scope.reach(FIVE_MINUTES)))
    yield scope.record(names.ERRORS, expr, measurement.origin)
    if scope.signal.measurement(Kind.TRAFFIC):
        yield scope.record(names.ERROR_RATIO, _ratio(scope), measurement.origin)


def _ratio(scope: Scope) -> str:
    traffic = scope.by("sum", scope.series(names.TRAFFIC))
    # Both sides of the `or` carry the same labels: where no error was ever counted the share is 0, not absent.
    errors = f"({scope.by('sum', scope.series(names.ERRORS))}\n    or 0 * {traffic})"
    return ratio(errors, traffic)


def alerts(scope: Scope, measurement: Measurement) -> Iterator[Alert]:
    """A resource's errors matter by themselves; errors of traffic are judged by an objective or a given threshold."""
    if scope.signal.view is View.USE and measurement.warning is None and measurement.critical is None:
        measurement = evolve(measurement, warning=Decimal(0))
    yield from threshold_alerts(scope, measurement, _WORDING)


def panels(scope: Scope, measurement: Measurement) -> Iterator[Panel]:
    """The share of the traffic that fails; errors per second where there is no traffic, or a limit on them is given."""
    limits = thresholds(measurement)
    traffic = scope.signal.measurement(Kind.TRAFFIC)
    shared = not limits and traffic is not None
    name = names.ERROR_RATIO if shared else names.ERRORS
    what = _SHARE if shared else "Errors per second, over 5 minutes. No line means no error."
    yield Panel(
        key=scope.panel_key(KIND),
        origin=measurement.origin,
        title=f"{scope.title}: errors",
        description=about(
            scope.service,
            what,
            name,
            do="compare when it began with the marks of deploys. A click on the line leads to the raw query, and to "
            "logs where their data source is known.",
            alert=_alert(scope, measurement),
        ),
        kind=PanelKind.TIMESERIES,
        queries=(
            *(altogether(scope, names.ERRORS, of=names.TRAFFIC) if shared else ()),
            Query(filtered(scope, "max", name), legend(scope, "errors"), Role.ERRORS),
        ),
        unit="percentunit" if shared else measurement.unit or "eps",
        minimum=Decimal(0),
        maximum=Decimal(1) if shared else None,
        log_above=MANY_ERRORS if shared else None,
        thresholds=limits,
        no_value="No errors",
        raw=_raw(scope, measurement, traffic if shared else None),
        links=stores.links(scope.service),
        explore=stores.explores(scope.service),
        data_links=narrowing(scope, OF_LINE),
    )


_SHARE = (
    "Errors as a share of all events, over 5 minutes. No line means no event, and so no error. Above 1 % the axis is "
    "logarithmic, so that little is seen beside much."
)


def _raw(scope: Scope, measurement: Measurement, traffic: Measurement | None) -> str:
    errors = raw(scope, event_rate, measurement.measure)
    return f"{errors} / ({raw(scope, event_rate, traffic.measure)} > 0)" if traffic else errors


def _alert(scope: Scope, measurement: Measurement) -> str:
    """Who tells of these errors: their own limit, else the availability objective, if there is one."""
    if thresholds(measurement) or scope.signal.view is View.USE:
        return names.RESOURCE_ERRORS
    promised = any(objective.threshold is None for objective in scope.signal.objectives)
    return names.AVAILABILITY_BURN if promised else ""
