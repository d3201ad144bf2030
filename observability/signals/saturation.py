"""Saturation: how much waits for a resource, or how full it is."""

from collections.abc import Iterator

from observability.model import names
from observability.model.panel import Panel
from observability.model.rule import Alert, Recording
from observability.model.signal import Kind, Measurement, Ratio
from observability.signals import exhaustion
from observability.signals.gauges import value
from observability.signals.panels import level_panel
from observability.signals.scope import Scope
from observability.signals.thresholds import Wording, threshold_alerts

KIND = Kind.SATURATION


def recordings(scope: Scope, measurement: Measurement) -> Iterator[Recording]:
    """The present value by the signal's labels."""
    yield scope.record(names.SATURATION, value(scope, measurement.measure), measurement.origin)


def alerts(scope: Scope, measurement: Measurement) -> Iterator[Alert]:
    """Over the limits, and on the way to the end."""
    yield from threshold_alerts(scope, measurement, _wording(measurement))
    yield from exhaustion.alerts(scope, measurement, _wording(measurement))


def panels(scope: Scope, measurement: Measurement) -> Iterator[Panel]:
    """The value over time with the alerts' limits drawn."""
    yield level_panel(scope, measurement, _wording(measurement))


def _wording(measurement: Measurement) -> Wording:
    unit = measurement.unit or ("percentunit" if isinstance(measurement.measure, Ratio) else "short")
    return Wording(names.SATURATION_HIGH, names.SATURATION, "saturation", unit)
