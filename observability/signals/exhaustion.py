"""Exhaustion: the trend reaches the capacity before somebody could act."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import plain
from observability.model.rule import Alert
from observability.model.signal import Gauge, Measurement
from observability.promql import all_of
from observability.signals.alerting import build, plain_text
from observability.signals.scope import Scope

_FOR, _KEEP = Duration.parse("15m"), Duration.parse("30m")
_SHORTEST = Duration.parse("15m")


def alerts(scope: Scope, measurement: Measurement, series: str) -> Iterator[Alert]:
    """One alert, where the descriptor asks for it (`exhaustion`)."""
    if measurement.exhaustion is None:
        return
    within = measurement.exhaustion.within
    title = f"{plain_text(scope.service.title)}: {plain_text(scope.title)}"
    where = "".join(f", {label} {{{{ $labels.{label} }}}}" for label in scope.signal.by)
    yield build(
        scope.service,
        names.EXHAUSTION_PREDICTED,
        measurement.exhaustion.severity,
        _expr(scope.series(series), within, capacity(measurement)),
        _FOR,
        summary=f"{title} will be exhausted within {within.words}{where}",
        description=f"{title}{where}: if the trend of the last {_long(within).words} goes on, "
        f"all of it is in use within {within.words}.",
        panel=scope.panel_key(measurement.kind),
        origin=measurement.origin,
        labels={names.SIGNAL: scope.signal.name},
        keep_firing_for=_KEEP,
    )


def capacity(measurement: Measurement) -> Decimal:
    """All that there is, in the unit of the measure; a share ends at 1."""
    given = measurement.measure.capacity if isinstance(measurement.measure, Gauge) else None
    return Decimal(1) if given is None else given


def _long(within: Duration) -> Duration:
    return max(_SHORTEST, Duration(within.milliseconds // 2))


def _expr(series: str, within: Duration, end: Decimal) -> str:
    # The long trend tells a climb from a sawtooth, the short one that it still goes on; below half nobody worries.
    long = _long(within)
    short = max(_SHORTEST, Duration(within.milliseconds // 8))
    ahead, full = plain(within.seconds), plain(end)
    return all_of(
        f"predict_linear({series}[{long}], {ahead}) >= {full}",
        f"predict_linear({series}[{short}], {ahead}) >= {full}",
        f"{series} >= {plain(end / 2)}",
    )
