"""Alerts of a value against the limits that the descriptor gives."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import percent, plain
from observability.model.rule import Alert
from observability.model.signal import Kind, Measurement
from observability.signals.alerting import build, plain_text
from observability.signals.scope import Scope

_DEFAULT_FOR = {"warning": Duration.parse("10m"), "critical": Duration.parse("5m")}
_KEEP = {"warning": Duration.parse("15m"), "critical": Duration.parse("10m")}


@frozen
class Wording:
    """How the alerts of one kind are called: alert, recorded series, noun, and the value as a Go template."""

    alert: str
    series: str
    noun: str
    value: str


def threshold_alerts(
    scope: Scope, measurement: Measurement, wording: Wording, *, strict: bool = False
) -> Iterator[Alert]:
    """A warning and a critical alert, of one name, for the limits that are given; `strict`: the limit is fine."""
    for severity, limit in (("warning", measurement.warning), ("critical", measurement.critical)):
        if limit is not None:
            yield _alert(scope, measurement, wording, severity, limit, strict)


def _alert(
    scope: Scope, measurement: Measurement, wording: Wording, severity: str, limit: Decimal, strict: bool
) -> Alert:
    comparison = ("<" if measurement.below else ">") + ("" if strict else "=")
    subject = f"{plain_text(scope.service.title)}: {plain_text(scope.title)} {wording.noun}"
    where = "".join(f", {label} {{{{ $labels.{label} }}}}" for label in scope.signal.by)
    side = "below" if measurement.below else "above"
    return build(
        scope.service,
        wording.alert,
        severity,
        f"{scope.series(wording.series)} {comparison} {plain(limit)}",
        measurement.duration or _DEFAULT_FOR[severity],
        summary=f"{subject} at {wording.value}{where}",
        description=f"{subject}{where} has been {side} the {severity} limit of {limit_words(wording, limit)}; "
        f"it is now {wording.value}.",
        panel=scope.panel_key(measurement.kind),
        origin=measurement.origin,
        labels={names.SIGNAL: scope.signal.name},
        keep_firing_for=_KEEP[severity],
    )


def limit_words(wording: Wording, limit: Decimal) -> str:
    """The limit in the unit of the value."""
    return percent(limit) if "Percentage" in wording.value else plain(limit)


def value_template(kind: Kind, unit: str) -> str:
    """How a person reads the value: a percentage, a time, bytes, or a number with its prefix."""
    if kind is Kind.UTILIZATION or unit == "percentunit":
        return "{{ $value | humanizePercentage }}"
    if unit == "s":
        return "{{ $value | humanizeDuration }}"
    return "{{ $value | humanize1024 }}B" if unit == "bytes" else "{{ $value | humanize }}"
