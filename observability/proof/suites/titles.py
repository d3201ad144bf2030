"""Names for alerts of which several have the same name: the labels in which they differ tell them apart."""

from collections.abc import Sequence

from observability.model.rule import Alert


def titles(alerts: Sequence[Alert]) -> list[str]:
    """A name for each, as `SaturationHigh-critical-orders`; they may still be the same."""
    return ["-".join((alert.alert, *_values(alert, _apart(alert, alerts)))) for alert in alerts]


def _apart(alert: Alert, alerts: Sequence[Alert]) -> list[str]:
    same = [other for other in alerts if other.alert == alert.alert]
    names = sorted({name for other in same for name in other.labels})
    return [name for name in names if len({other.labels.get(name, "") for other in same}) > 1]


def _values(alert: Alert, names: Sequence[str]) -> list[str]:
    return [value for name in names if (value := alert.labels.get(name, ""))]
