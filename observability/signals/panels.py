"""What the panels of all kinds share: filters by the dashboard's variables, legends, thresholds, raw queries."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from observability.model.durations import Duration
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.model.routing import CRITICAL, INFO, WARNING
from observability.model.signal import Kind, Measure, Measurement, View
from observability.promql import aggregate, chosen, offset
from observability.signals.gauges import value
from observability.signals.guidance import about
from observability.signals.narrowing import OF_LINE, narrowing
from observability.signals.scope import Scope
from observability.signals.thresholds import Wording

# Grafana puts its own window here; it stands where a descriptor's `$window` would.
RATE_INTERVAL = "$__rate_interval"

WEEK = Duration.parse("7d")

# From here on the axis of a share of errors is logarithmic: of a hundred events all may fail, and one is too many.
# Both must be seen.
MANY_ERRORS = Decimal("0.01")

# Of a limit's line, by the severity of its alert: the mildest first.
_ROLES = {INFO: Role.THRESHOLD, WARNING: Role.WARNING, CRITICAL: Role.CRITICAL}


def filtered(scope: Scope, function: str, name: str) -> str:
    """A recorded series by the signal's labels, narrowed by the dashboard's variables of the same names."""
    variables = (chosen(label, label) for label in scope.signal.by)
    return scope.by(function, scope.series(name, *variables))


def a_week_ago(scope: Scope, function: str, name: str) -> Query:
    """The same value over all that the variables choose, a week before: what is usual at this hour of this day."""
    variables = (chosen(label, label) for label in scope.signal.by)
    legend = "all, a week ago" if scope.signal.by else "a week ago"
    return Query(aggregate(function, offset(scope.series(name, *variables), WEEK)), legend, Role.PAST)


def altogether(scope: Scope, name: str, *, of: str = "") -> Iterator[Query]:
    """The sum over all that the variables choose, or its share `of` another, where there are parts to be summed."""
    if not scope.signal.by:
        return
    variables = tuple(chosen(label, label) for label in scope.signal.by)
    expr = aggregate("sum", scope.series(name, *variables))
    if of:
        whole = aggregate("sum", scope.series(of, *variables))
        expr = f"clamp_max(({expr} or 0 * {whole}) / ({whole} > 0), 1)"
    yield Query(expr, "all", Role.NEUTRAL)


def rate_unit(scope: Scope) -> str:
    """The unit of a signal's rate: what the descriptor says; requests of `red`, of other signals events of any kind."""
    traffic = scope.signal.measurement(Kind.TRAFFIC)
    return (traffic and traffic.unit) or ("reqps" if scope.signal.view is View.RED else "eps")


def legend(scope: Scope, otherwise: str) -> str:
    """The values of the `by` labels, or a fixed text where there are none."""
    return " ".join(f"{{{{{label}}}}}" for label in scope.signal.by) or otherwise


def raw(scope: Scope, expression: Callable[[Measure, Duration], str], measure: Measure) -> str:
    """The same value from raw series, for Explore."""
    window = Duration.parse("5m")
    return scope.by("sum", expression(measure, window)).replace(f"[{window}]", f"[{RATE_INTERVAL}]")


def thresholds(measurement: Measurement) -> tuple[Threshold, ...]:
    """The limits of the alerts as the panel's thresholds, ascending: where two are one, the worse."""
    roles = {value: role for value, role in _limits(measurement) if value is not None}
    return tuple(Threshold(value, roles[value]) for value in sorted(roles))


def _limits(measurement: Measurement) -> Iterator[tuple[Decimal | None, Role]]:
    limits, exhaustion = {WARNING: measurement.warning, CRITICAL: measurement.critical}, measurement.exhaustion
    for severity, role in _ROLES.items():
        yield limits.get(severity), role
        if exhaustion and exhaustion.severity == severity:
            yield measurement.end, role


def level_panel(scope: Scope, measurement: Measurement, wording: Wording) -> Panel:
    """A present value (utilization, saturation) over time, the alerts' limits drawn."""
    limits, name, noun = thresholds(measurement), wording.series, wording.noun
    drawn = f" The lines are the limits of `{wording.alert}`." if limits else ""
    do, alert = (_MEND, wording.alert) if limits else (_CAUSE, "")
    function = "min" if measurement.below else "max"
    return Panel(
        key=scope.panel_key(measurement.kind),
        origin=measurement.origin,
        title=f"{scope.title}: {noun}",
        description=about(scope.service, f"The present {noun}.{drawn}", name, do=do, alert=alert),
        kind=PanelKind.TIMESERIES,
        queries=(Query(filtered(scope, function, name), legend(scope, noun), Role.LEVEL),),
        unit=wording.unit,
        minimum=Decimal(0),
        # What is lent beyond what is there must be seen too.
        soft_maximum=Decimal(1) if wording.unit == "percentunit" else None,
        thresholds=limits,
        no_value="Not measured",
        raw=value(scope, measurement.measure),
        data_links=narrowing(scope, OF_LINE),
    )


_MEND = "find what takes it; give it more, or ask less of it."
_CAUSE = "it wakes nobody by itself. Look here for the cause when requests fail or are slow."
