"""Exhaustion: the trend reaches the capacity before somebody could act."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import plain
from observability.model.rule import Alert
from observability.model.signal import Measurement
from observability.promql import all_of, offset
from observability.signals.alerting import build
from observability.signals.scope import Scope
from observability.signals.thresholds import Wording
from observability.signals.wording import reading, subject

_FOR, _KEEP = Duration.parse("15m"), Duration.parse("30m")
_SHORTEST = Duration.parse("15m")
# Windows that are nearer tell the same.
_APART = 2


def alerts(scope: Scope, measurement: Measurement, wording: Wording) -> Iterator[Alert]:
    """One alert, where the descriptor asks for it (`exhaustion`)."""
    if measurement.exhaustion is None:
        return
    if (end := measurement.end) is None:
        raise TypeError("what has no end cannot be exhausted")
    within = measurement.exhaustion.within
    unit = reading(wording.unit)
    what = f"{subject(scope, scope.signal.by)}: {wording.noun} at {(unit.from_0() if end <= 2 else unit).value}"
    yield build(
        scope.service,
        names.EXHAUSTION_PREDICTED,
        measurement.exhaustion.severity,
        _expr(scope.series(wording.series), within, end),
        _FOR,
        summary=f"{what}, and exhausted within {within.words} if the trend goes on",
        description=f"{what} now; if the trend of the last {_long(within).words} goes on, it reaches "
        f"{unit.limit(end)}, its end, within {within.words}.",
        panel=scope.panel_key(measurement.kind),
        origin=measurement.origin,
        labels={names.SIGNAL: scope.signal.name},
        keep_firing_for=_KEEP,
    )


def _long(within: Duration) -> Duration:
    return max(_SHORTEST, Duration(within.milliseconds // 2))


def _expr(series: str, within: Duration, end: Decimal) -> str:
    # Below half nobody worries. The long trend tells a climb from a sawtooth, the short one that it still goes on. Of
    # a series that is younger than the long window both are one, and a sawtooth's first tooth would be a climb.
    # What stands first is the alert's value: what is there now. Of a short `within` one trend does for both.
    long = _long(within)
    short = max(_SHORTEST, Duration(within.milliseconds // 8))
    ahead, full = plain(within.seconds), plain(end)
    windows = (str(long), str(short)) if long.milliseconds >= _APART * short.milliseconds else (str(long),)
    return all_of(
        f"{series} >= {plain(end / 2)}",
        offset(series, long),
        *(f"predict_linear({series}[{window}], {ahead}) >= {full}" for window in windows),
    )
