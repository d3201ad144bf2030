"""What the panels of all kinds share: filters by the dashboard's variables, legends, thresholds, raw queries."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from observability.model.durations import Duration
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.model.signal import Measure, Measurement
from observability.promql import chosen
from observability.signals.gauges import value
from observability.signals.scope import Scope

# Grafana puts its own window here; it stands where a descriptor's `$window` would.
_RATE_INTERVAL = "$__rate_interval"


def filtered(scope: Scope, function: str, name: str) -> str:
    """A recorded series by the signal's labels, narrowed by the dashboard's variables of the same names."""
    variables = (chosen(label, label) for label in scope.signal.by)
    return scope.by(function, scope.series(name, *variables))


def legend(scope: Scope, otherwise: str) -> str:
    """The values of the `by` labels, or a fixed text where there are none."""
    return " ".join(f"{{{{{label}}}}}" for label in scope.signal.by) or otherwise


def raw(scope: Scope, expression: Callable[[Measure, Duration], str], measure: Measure) -> str:
    """The same value from raw series, for Explore."""
    window = Duration.parse("5m")
    return scope.by("sum", expression(measure, window)).replace(f"[{window}]", f"[{_RATE_INTERVAL}]")


def thresholds(measurement: Measurement) -> tuple[Threshold, ...]:
    """The limits of the alerts as the panel's thresholds, ascending: where two are one, the worse."""
    roles = {value: role for value, role in _limits(measurement) if value is not None}
    return tuple(Threshold(value, roles[value]) for value in sorted(roles))


def _limits(measurement: Measurement) -> Iterator[tuple[Decimal | None, Role]]:
    yield measurement.warning, Role.WARNING
    if measurement.exhaustion:
        yield measurement.end, Role(measurement.exhaustion.severity)
    yield measurement.critical, Role.CRITICAL


def level_panel(scope: Scope, measurement: Measurement, name: str, noun: str, unit: str) -> Panel:
    """A present value (utilization, saturation) over time, the alerts' limits drawn."""
    limits = thresholds(measurement)
    drawn = " The lines are the limits of its alerts." if limits else ""
    return Panel(
        key=scope.panel_key(measurement.kind),
        origin=measurement.origin,
        title=f"{scope.title}: {noun}",
        description=f"The present {noun}. Reads `{name}`.{drawn}",
        kind=PanelKind.TIMESERIES,
        queries=(Query(filtered(scope, "min" if measurement.below else "max", name), legend(scope, noun)),),
        unit=unit,
        minimum=Decimal(0),
        maximum=Decimal(1) if unit == "percentunit" else None,
        thresholds=limits,
        raw=value(scope, measurement.measure),
    )
