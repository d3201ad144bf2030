"""The series of how long events last: histograms of both kinds, and summaries."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from observability.model.selector import Selector
from observability.model.signal import Histogram
from observability.simulation.distribution import Durations
from observability.simulation.flow import Flow, gauge
from observability.simulation.series import SCHEMA, Series, upper_bound
from observability.simulation.series import Histogram as Native
from observability.simulation.subject import Subject

# As the client libraries have them.
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_QUANTILES = (0.5, 0.9, 0.99)
_LOWEST, _HIGHEST = -14, 10  # 2^-7 to 2^5 seconds
_SLOW = Decimal("0.01")


def classic(subject: Subject, histogram: Histogram) -> Iterator[Series]:
    """Buckets, count and sum of a classic histogram."""
    bounds = tuple(map(float, histogram.buckets)) or _usual_bounds(subject)
    durations = _durations(subject, bounds)
    for one, weight in subject.weighted(histogram.selector):
        flow = subject.flow(one)
        for bound in bounds:
            within = flow.counted(weight * durations.usual.within(bound), weight * durations.troubled.within(bound))
            yield subject.series({**one, "le": f"{bound:g}" if bound % 1 else f"{bound:.1f}"}, within, "_bucket")
        yield subject.series({**one, "le": "+Inf"}, flow.counted(weight, weight), "_bucket")
        yield from _counted_and_summed(subject, one, flow, weight, durations)


def native(subject: Subject, histogram: Histogram) -> Iterator[Series]:
    """A native histogram."""
    bounds = [upper_bound(index) for index in range(_LOWEST, _HIGHEST + 1)]
    durations = _durations(subject, bounds)
    for one, weight in subject.weighted(histogram.selector):
        flow = subject.flow(one)
        shares = [_between(durations, lower, upper) for lower, upper in zip([0.0, *bounds], bounds, strict=False)]
        counted = [flow.counted(weight * usual, weight * troubled) for usual, troubled in shares]
        sums = flow.summed(weight * durations.usual.mean, weight * durations.troubled.mean)
        made = [_histogram(counts, total) for *counts, total in zip(*counted, sums, strict=True)]
        yield Series(one, subject.clock.times, histograms=made)


def summary(subject: Subject, selector: Selector) -> Iterator[Series]:
    """Count, sum and quantiles."""
    durations = _durations(subject, _BOUNDS)
    for one, weight in subject.weighted(selector):
        flow = subject.flow(one)
        yield from _counted_and_summed(subject, one, flow, weight, durations)
        for share in _QUANTILES:
            usual, troubled = durations.usual.quantile(share), durations.troubled.quantile(share)
            values = gauge(subject.clock, f"{one}{share}", usual, usual / 10, troubled - usual)
            yield subject.series({**one, "quantile": f"{share:g}"}, values)


def _durations(subject: Subject, bounds: Sequence[float]) -> Durations:
    thresholds = [float(one.threshold) for one in subject.signal.objectives if one.threshold]
    middle = bounds[min(len(bounds) - 1, len(bounds) * 2 // 3)]
    return Durations.promised(min(thresholds, default=middle), subject.budget("latency", _SLOW), subject.severity)


def _counted_and_summed(
    subject: Subject, one: dict[str, str], flow: Flow, weight: float, durations: Durations
) -> Iterator[Series]:
    yield subject.series(one, flow.counted(weight, weight), "_count")
    yield subject.series(one, flow.summed(weight * durations.usual.mean, weight * durations.troubled.mean), "_sum")


def _usual_bounds(subject: Subject) -> tuple[float, ...]:
    thresholds = {float(one.threshold) for one in subject.signal.objectives if one.threshold}
    return tuple(sorted({*_BOUNDS, *thresholds}))


def _between(durations: Durations, lower: float, upper: float) -> tuple[float, float]:
    return (
        durations.usual.within(upper) - durations.usual.within(lower),
        durations.troubled.within(upper) - durations.troubled.within(lower),
    )


def _histogram(counts: Sequence[float], total: float) -> Native:
    return Native(SCHEMA, dict(enumerate(counts, _LOWEST)), total)
