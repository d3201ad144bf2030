"""Traffic: how much is asked of the service. Nobody is woken for a busy hour, but for a silent one."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.durations import Duration
from observability.model.panel import Panel, PanelKind, Query, Role
from observability.model.rule import Alert, Recording
from observability.model.signal import Kind, Measurement, View
from observability.promql import all_of, offset, or_zero
from observability.signals import stores
from observability.signals.alerting import build
from observability.signals.events import FIVE_MINUTES, event_rate
from observability.signals.guidance import about
from observability.signals.narrowing import OF_LINE, narrowing
from observability.signals.panels import a_week_ago, altogether, filtered, legend, rate_unit, raw
from observability.signals.scope import Scope
from observability.signals.wording import EVENT_RATE, events

KIND = Kind.TRAFFIC

_DAY, _WEEK, _HOUR = Duration.parse("1d"), Duration.parse("7d"), Duration.parse("1h")
_FOR = Duration.parse("10m")
# Two events a minute: then 15 minutes pass without any once in 10^13 times. Of a quieter service silence says little.
_EXPECTED = "0.0333"


def recordings(scope: Scope, measurement: Measurement) -> Iterator[Recording]:
    """Events per second by the signal's labels."""
    expr = scope.by("sum", event_rate(measurement.measure, scope.reach(FIVE_MINUTES)))
    yield scope.record(names.TRAFFIC, expr, measurement.origin)


def alerts(scope: Scope, measurement: Measurement) -> Iterator[Alert]:
    """Traffic that was there yesterday, and the same day last week, and is not there now."""
    if scope.signal.view is View.USE:
        return
    duration = measurement.duration or _FOR
    yield build(
        scope.service,
        names.TRAFFIC_GONE,
        "critical",
        _gone(scope),
        duration,
        summary=f"{events(scope)}: no traffic",
        description=f"{events(scope)}: no event was counted for {(FIVE_MINUTES + duration).words}, or the series that "
        f"count them are gone. At this hour yesterday there were {EVENT_RATE.value}.",
        panel=scope.panel_key(KIND),
        origin=measurement.origin,
        labels={names.SIGNAL: scope.signal.name},
    )


def _gone(scope: Scope) -> str:
    yesterday, last_week = (_hour(scope, ago) for ago in (_DAY, _WEEK))
    now = or_zero(scope.total(names.TRAFFIC))
    # A service that rests at weekends was as quiet a week ago. A young one has no last week: yesterday judges.
    return f"{all_of(f'{yesterday} > {_EXPECTED}', f'({now}) == 0')}\nunless\n{last_week} <= {_EXPECTED}"


def _hour(scope: Scope, ago: Duration) -> str:
    # The rates of five minutes, five minutes apart: each event of the hour once.
    return f"sum(avg_over_time(({offset(scope.series(names.TRAFFIC), ago)})[{_HOUR}:{FIVE_MINUTES}]))"


def panels(scope: Scope, measurement: Measurement) -> Iterator[Panel]:
    """Events per second, a line for each value of the `by` labels; dashed, all of them a week ago."""
    watched = "" if scope.signal.view is View.USE else f" `{names.TRAFFIC_GONE}` pages when it falls to nothing."
    yield Panel(
        key=scope.panel_key(KIND),
        origin=measurement.origin,
        title=f"{scope.title}: rate" if scope.signal.view is View.RED else f"{scope.title}: traffic",
        description=about(
            scope.service,
            f"Events per second, over 5 minutes; dashed, all of them at the same hour a week ago.{watched}",
            names.TRAFFIC,
            do="far below last week, callers do not come through: look at what stands before this service. Far above "
            "it, see whether resources below are full.",
            alert=names.TRAFFIC_GONE if watched else "",
        ),
        kind=PanelKind.TIMESERIES,
        queries=(
            *altogether(scope, names.TRAFFIC),
            Query(filtered(scope, "sum", names.TRAFFIC), legend(scope, "rate"), Role.RATE),
            a_week_ago(scope, "sum", names.TRAFFIC),
        ),
        unit=rate_unit(scope),
        minimum=Decimal(0),
        no_value="No traffic",
        raw=raw(scope, event_rate, measurement.measure),
        links=stores.links(scope.service),
        explore=stores.explores(scope.service),
        data_links=narrowing(scope, OF_LINE),
    )
