"""Latency: how long it takes. Alerts on latency are objectives; here it is made visible."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.numbers import plain
from observability.model.panel import Panel, PanelKind, Query, QueryFormat, Role
from observability.model.rule import Alert, Recording
from observability.model.signal import Expression, Histogram, Kind, Measure, Measurement, Summary, View
from observability.promql import aggregate, equal, offset, rate, regex, render, windowed, with_matchers
from observability.signals import stores
from observability.signals.events import FIVE_MINUTES, suffixed
from observability.signals.guidance import about
from observability.signals.panels import WEEK, filtered, legend, rate_unit
from observability.signals.scope import Scope

KIND = Kind.LATENCY

QUANTILES = (Decimal("0.5"), Decimal("0.95"), Decimal("0.99"))


def recordings(scope: Scope, measurement: Measurement) -> Iterator[Recording]:
    """The distribution once, without the `by` labels (it has a series a bucket), and quantiles read from it."""
    match measurement.measure:
        case Histogram(selector, native=True):
            yield scope.record(
                names.LATENCY_HISTOGRAM, aggregate("sum", rate(selector, scope.reach(FIVE_MINUTES))), measurement.origin
            )
            yield from _quantiles(scope, measurement, scope.total(names.LATENCY_HISTOGRAM))
        case Histogram(selector):
            buckets = aggregate("sum", rate(suffixed(selector, "_bucket"), scope.reach(FIVE_MINUTES)), ["le"])
            yield scope.record(names.LATENCY_BUCKET, buckets, measurement.origin)
            yield from _quantiles(scope, measurement, aggregate("sum", scope.series(names.LATENCY_BUCKET), ["le"]))
        case Summary(selector):
            ready = with_matchers(selector, regex(names.QUANTILE, "0.5|0.9|0.95|0.99"))
            worst = aggregate("max", render(ready), [names.QUANTILE])
            yield scope.record(names.LATENCY_QUANTILE, worst, measurement.origin)
            yield scope.record(names.LATENCY_MEAN, _mean(scope, measurement.measure), measurement.origin)
        case measure:
            yield scope.record(names.LATENCY_VALUE, scope.by("max", _value(measure)), measurement.origin)


def _quantiles(scope: Scope, measurement: Measurement, histogram: str) -> Iterator[Recording]:
    for quantile in QUANTILES:
        # A histogram without an event has the quantile NaN; the comparison drops it, and no real latency is below 0.
        expr = f"histogram_quantile(\n  {plain(quantile)},\n  {histogram}\n) >= 0"
        yield scope.record(names.LATENCY_QUANTILE, expr, measurement.origin, **{names.QUANTILE: plain(quantile)})


def _mean(scope: Scope, summary: Summary) -> str:
    spent = scope.by("sum", rate(suffixed(summary.selector, "_sum"), scope.reach(FIVE_MINUTES)))
    count = scope.by("sum", rate(suffixed(summary.selector, "_count"), scope.reach(FIVE_MINUTES)))
    return f"{spent} / ({count} > 0)"


def _value(measure: Measure) -> str:
    if isinstance(measure, Expression):
        return windowed(measure.promql, FIVE_MINUTES)
    raise TypeError(f"{type(measure).__name__} measures no latency")


def alerts(_scope: Scope, _measurement: Measurement) -> Iterator[Alert]:
    """None: a latency that matters is an objective."""
    yield from ()


def panels(scope: Scope, measurement: Measurement) -> Iterator[Panel]:
    """Quantiles over time, and the whole distribution where there is one."""
    word = "duration" if scope.signal.view is View.RED else "latency"
    yield Panel(
        key=scope.panel_key(KIND),
        origin=measurement.origin,
        title=f"{scope.title}: {word}",
        description=_description(scope, measurement.measure),
        kind=PanelKind.TIMESERIES,
        queries=tuple(_lines(scope, measurement.measure)),
        unit="s",
        minimum=Decimal(0),
        no_value="No events",
        raw=_raw(scope, measurement.measure),
        links=stores.links(scope.service),
        explore=stores.explores(scope.service),
    )


def heatmaps(scope: Scope, measurement: Measurement) -> Iterator[Panel]:
    """The whole distribution, where the measure is a histogram."""
    if not isinstance(measurement.measure, Histogram):
        return
    name = names.LATENCY_HISTOGRAM if measurement.measure.native else names.LATENCY_BUCKET
    by = () if measurement.measure.native else ("le",)
    yield Panel(
        key=scope.panel_key(KIND, "heatmap"),
        origin=measurement.origin,
        title=f"{scope.title}: distribution",
        description=about(
            scope.service,
            f"How many events per second took how long: the brighter, the more.{_whole(scope)}",
            name,
            do="two bands are two kinds of events; find out what the slow ones have in common, by the table "
            "below or by traces.",
            alert=_alert(scope),
        ),
        kind=PanelKind.HEATMAP,
        queries=(
            Query(
                aggregate("sum", scope.series(name), by),
                "{{le}}" if by else "",
                format=QueryFormat.HEATMAP,
                unit=rate_unit(scope),
            ),
        ),
        unit="s",
        width=24,
        no_value="No events",
        raw=_raw(scope, measurement.measure),
        explore=stores.explores(scope.service),
    )


_SHOWN: dict[type[Measure], tuple[str, tuple[str, ...]]] = {
    Histogram: (
        "Half, 95 % and 99 % of the events took at most this long, over 5 minutes; dashed, the p99 a week ago.",
        (names.LATENCY_QUANTILE,),
    ),
    Summary: (
        "Quantiles of the worst instance (a summary's quantiles cannot be combined) and the mean over all.",
        (names.LATENCY_QUANTILE, names.LATENCY_MEAN),
    ),
    Expression: ("The latency as the descriptor's expression gives it.", (names.LATENCY_VALUE,)),
}


def _description(scope: Scope, measure: Measure) -> str:
    what, reads = _SHOWN[type(measure)]
    return about(
        scope.service,
        what + (_whole(scope) if isinstance(measure, Histogram) else ""),
        *reads,
        do="where all quantiles rise together, everything waits: see the resources. Where the highest rises alone, "
        "some events are slow: see which.",
        alert=_alert(scope),
    )


def _whole(scope: Scope) -> str:
    """What is said where the reader could think that the variables narrow it."""
    return f" Of every {' and '.join(scope.signal.by)} together, whichever are chosen above." if scope.signal.by else ""


def _alert(scope: Scope) -> str:
    promised = any(objective.threshold is not None for objective in scope.signal.objectives)
    return names.LATENCY_BURN if promised else ""


def _lines(scope: Scope, measure: Measure) -> Iterator[Query]:
    match measure:
        case Histogram():
            for quantile in QUANTILES:
                series = scope.series(names.LATENCY_QUANTILE, equal(names.QUANTILE, plain(quantile)))
                yield Query(aggregate("max", series), f"p{plain(quantile * 100)}", Role.DURATION)
            highest = scope.series(names.LATENCY_QUANTILE, equal(names.QUANTILE, plain(QUANTILES[-1])))
            yield Query(aggregate("max", offset(highest, WEEK)), "p99 a week ago", Role.PAST)
        case Summary():
            quantiles = aggregate("max", scope.series(names.LATENCY_QUANTILE), [names.QUANTILE])
            yield Query(quantiles, "quantile {{quantile}}", Role.DURATION)
            mean = filtered(scope, "max", names.LATENCY_MEAN)
            yield Query(mean, f"mean {legend(scope, '')}".strip(), Role.NEUTRAL)
        case _:
            yield Query(filtered(scope, "max", names.LATENCY_VALUE), legend(scope, "latency"), Role.DURATION)


def _raw(scope: Scope, measure: Measure) -> str:
    match measure:
        case Histogram(selector, native=native):
            series = render(selector if native else suffixed(selector, "_bucket"))
            by = scope.signal.by if native else (*scope.signal.by, "le")
            return f"histogram_quantile(0.99, {aggregate('sum', f'rate({series}[$__rate_interval])', by)})"
        case Summary(selector):
            return render(selector)
        case _:
            return _value(measure)
