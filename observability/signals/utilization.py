"""Utilization: which share of a resource is in use, 0 to 1."""

from collections.abc import Iterator

from observability.model import names
from observability.model.panel import Panel
from observability.model.rule import Alert, Recording
from observability.model.signal import Kind, Measurement
from observability.signals import exhaustion
from observability.signals.gauges import value
from observability.signals.panels import level_panel
from observability.signals.scope import Scope
from observability.signals.thresholds import Wording, threshold_alerts

KIND = Kind.UTILIZATION

_WORDING = Wording(names.UTILIZATION_HIGH, names.UTILIZATION, "utilization", "percentunit")


def recordings(scope: Scope, measurement: Measurement) -> Iterator[Recording]:
    """The present share by the signal's labels."""
    yield scope.record(names.UTILIZATION, value(scope, measurement.measure), measurement.origin)


def alerts(scope: Scope, measurement: Measurement) -> Iterator[Alert]:
    """Over the limits, and on the way to full."""
    yield from threshold_alerts(scope, measurement, _WORDING)
    yield from exhaustion.alerts(scope, measurement, _WORDING)


def panels(scope: Scope, measurement: Measurement) -> Iterator[Panel]:
    """The share over time with the alerts' limits drawn."""
    yield level_panel(scope, measurement, _WORDING)
