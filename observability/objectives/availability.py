"""Availability: an event is bad when it is counted as an error."""

from observability.model import names
from observability.model.durations import Duration
from observability.model.signal import Kind
from observability.objectives.scope import ObjectiveScope
from observability.promql import aggregate
from observability.signals.events import FIVE_MINUTES, event_rate

NAME = "availability"
ALERT = names.AVAILABILITY_BURN
PANEL = Kind.ERRORS

_RECORDED = {Kind.TRAFFIC: names.TRAFFIC, Kind.ERRORS: names.ERRORS}


def events(own: ObjectiveScope, window: Duration) -> str:
    """All events per second."""
    return _rate(own, Kind.TRAFFIC, window)


def errors(own: ObjectiveScope, window: Duration) -> str:
    """Bad events per second."""
    return _rate(own, Kind.ERRORS, window)


def _rate(own: ObjectiveScope, kind: Kind, window: Duration) -> str:
    if window == FIVE_MINUTES:
        # The signal records this window already: its raw series are read once.
        return own.scope.total(_RECORDED[kind])
    measurement = own.scope.signal.measurement(kind)
    if measurement is None:
        raise TypeError(f"an availability objective needs {kind}")
    return aggregate("sum", event_rate(measurement.measure, own.scope.reach(window)))


def bad_event(_own: ObjectiveScope) -> str:
    """What happened to a bad event, for a person: `2% failed`."""
    return "failed"
