"""Alerts of a value against the limits that the descriptor gives."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import plain
from observability.model.rule import Alert
from observability.model.signal import Measurement
from observability.signals.alerting import build
from observability.signals.scope import Scope
from observability.signals.wording import reading, subject

_DEFAULT_FOR = {"warning": Duration.parse("10m"), "critical": Duration.parse("5m")}
_KEEP = {"warning": Duration.parse("15m"), "critical": Duration.parse("10m")}


@frozen
class Wording:
    """How the alerts of one kind are called: alert, recorded series, noun, and the unit of its values."""

    alert: str
    series: str
    noun: str
    unit: str


def threshold_alerts(scope: Scope, measurement: Measurement, wording: Wording) -> Iterator[Alert]:
    """A warning and a critical alert, of one name, for the limits that are given."""
    for severity, limit in (("warning", measurement.warning), ("critical", measurement.critical)):
        if limit is not None:
            yield _alert(scope, measurement, wording, severity, limit)


def _alert(scope: Scope, measurement: Measurement, wording: Wording, severity: str, limit: Decimal) -> Alert:
    # None of it, or where little is bad all of it, is fine: with the limit itself the alert would never end.
    strict = limit == (measurement.end if measurement.below else 0)
    comparison = ("<" if measurement.below else ">") + ("" if strict else "=")
    side = ("" if strict else "at or ") + ("below" if measurement.below else "above")
    unit = reading(wording.unit)
    value = (unit.from_0() if measurement.below or limit < 1 else unit).value
    duration = measurement.duration or _DEFAULT_FOR[severity]
    what = f"{subject(scope, scope.signal.by)}: {wording.noun}"
    return build(
        scope.service,
        wording.alert,
        severity,
        f"{scope.series(wording.series)} {comparison} {plain(limit)}",
        duration,
        summary=f"{what} {'down to' if measurement.below else 'at'} {value}",
        description=f"{what} {side} {unit.limit(limit)}, the {severity} limit, for {duration.words}; now {value}.",
        panel=scope.panel_key(measurement.kind),
        origin=measurement.origin,
        labels={names.SIGNAL: scope.signal.name},
        keep_firing_for=_KEEP[severity],
    )
