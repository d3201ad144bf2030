"""The five kinds of measurement, one a file. A new kind is a file here and a line in `KINDS`.

A kind's module says what is recorded of a measurement, who is woken by it, and how it is shown.
"""

from collections.abc import Iterator
from typing import Protocol

from observability.model.panel import Panel
from observability.model.rule import Alert, Recording
from observability.model.signal import Kind, Measurement
from observability.signals import errors, latency, saturation, traffic, utilization
from observability.signals.scope import Scope


class KindModule(Protocol):
    """What each module of a kind offers."""

    KIND: Kind

    def recordings(self, scope: Scope, measurement: Measurement, /) -> Iterator[Recording]:
        """Recording rules, each after those that it reads."""

    def alerts(self, scope: Scope, measurement: Measurement, /) -> Iterator[Alert]:
        """Alerts that need no objective."""

    def panels(self, scope: Scope, measurement: Measurement, /) -> Iterator[Panel]:
        """Panels of the signal's row."""


# In evaluation order: errors are compared with traffic.
KINDS: tuple[KindModule, ...] = (traffic, errors, latency, utilization, saturation)


def lower_recordings(scope: Scope) -> Iterator[Recording]:
    """All that is recorded of a signal's measurements, producers first."""
    for kind, measurement in _measured(scope):
        yield from kind.recordings(scope, measurement)


def lower_alerts(scope: Scope) -> Iterator[Alert]:
    """All alerts of a signal's measurements."""
    for kind, measurement in _measured(scope):
        yield from kind.alerts(scope, measurement)


def lower_panels(scope: Scope) -> Iterator[Panel]:
    """All panels of a signal's measurements."""
    for kind, measurement in _measured(scope):
        yield from kind.panels(scope, measurement)


def _measured(scope: Scope) -> Iterator[tuple[KindModule, Measurement]]:
    for kind in KINDS:
        if measurement := scope.signal.measurement(kind.KIND):
            yield kind, measurement
