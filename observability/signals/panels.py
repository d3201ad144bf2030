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
    """The alert's thresholds as the panel's, ascending."""
    given = ((measurement.warning, Role.WARNING), (measurement.critical, Role.CRITICAL))
    return tuple(sorted(_steps(given), key=lambda step: step.value))


def _steps(given: tuple[tuple[Decimal | None, Role], ...]) -> Iterator[Threshold]:
    yield from (Threshold(value, role) for value, role in given if value is not None)


def level_panel(scope: Scope, measurement: Measurement, name: str, noun: str, unit: str) -> Panel:
    """A present value (utilization, saturation) over time, the alerts' limits drawn."""
    return Panel(
        key=scope.panel_key(measurement.kind),
        origin=measurement.origin,
        title=f"{scope.title}: {noun}",
        description=f"The present {noun}. Reads `{name}`. The lines are the limits of its alerts.",
        kind=PanelKind.TIMESERIES,
        queries=(Query(filtered(scope, "min" if measurement.below else "max", name), legend(scope, noun)),),
        unit=unit,
        minimum=Decimal(0),
        maximum=Decimal(1) if unit == "percentunit" else None,
        thresholds=thresholds(measurement),
        raw=value(scope, measurement.measure),
    )
