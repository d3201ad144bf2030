"""The raw series of one signal, from how each of its kinds is measured."""

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from observability.model.selector import Selector
from observability.model.signal import Counter, Gauge, Histogram, Kind, Measurement, Ratio, Signal, Summary
from observability.simulation import labels
from observability.simulation.clock import Clock
from observability.simulation.distribution import Durations
from observability.simulation.flow import Flow, gauge
from observability.simulation.series import NAME, SCHEMA, Series, upper_bound
from observability.simulation.series import Histogram as Native

# As the client libraries have them.
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_QUANTILES = (0.5, 0.9, 0.99)
_LOWEST, _HIGHEST = -14, 10  # 2^-7 to 2^5 seconds
_BUSIEST = 40.0  # events a second, of all series of a signal
_ERRORS, _SLOW = Decimal("0.002"), Decimal("0.01")
# The share of a limit that is used when it is busiest, and how far trouble goes beyond it.
_USED, _BEYOND = 0.7, 1.15
_CAPACITY = 100.0
_SPARSE = 5  # a minute
_MILDEST = 0.4


@frozen
class SignalSeries:
    """All series of one signal."""

    clock: Clock
    service: str
    signal: Signal

    @cached_property
    def severity(self) -> float:
        """How bad the incident is for this signal; not all are hit as badly."""
        return random.Random(f"{self.service}\0{self.signal.name}").uniform(_MILDEST, 1)  # noqa: S311 - always the same

    def all(self) -> Iterator[Series]:
        """In an order in which those of the histogram come first: who counts its events counts the same ones."""
        order = (Kind.LATENCY, Kind.ERRORS, Kind.TRAFFIC, Kind.UTILIZATION, Kind.SATURATION)
        for kind in order:
            measured = self.signal.measurement(kind)
            if measured:
                yield from self._of(measured)

    def _of(self, measured: Measurement) -> Iterator[Series]:
        match measured.measure:
            case Histogram() as histogram:
                yield from self._native(histogram) if histogram.native else self._classic(histogram)
            case Summary(selector):
                yield from self._summary(selector)
            case Counter(selector):
                yield from self._counter(measured, selector)
            case Gauge() as measure:
                yield from self._gauge(measured, measure)
            case Ratio(used, capacity):
                yield from self._ratio(measured, used, capacity)

    def _variants(self, selector: Selector) -> list[dict[str, str]]:
        return labels.variants(selector, self.signal.by)

    def _flow(self, one: dict[str, str]) -> Flow:
        """The events that series of these labels count, whatever their metric is called."""
        own = [one.get(label, "") for label in (*self.signal.by, "instance")]
        return Flow.of(self.clock, "\0".join((self.service, self.signal.name, *own)))

    def _series(self, one: dict[str, str], values: Sequence[float], suffix: str = "") -> Series:
        return Series({**one, NAME: one[NAME] + suffix}, self.clock.times, values)

    def _weights(self, count: int) -> list[float]:
        """Not all are as busy: each half as much as the one before."""
        shares = [0.6**index for index in range(count)]
        return [_BUSIEST * share / sum(shares) for share in shares]

    def _weighted(self, selector: Selector) -> list[tuple[dict[str, str], float]]:
        found = self._variants(selector)
        return list(zip(found, self._weights(len(found)), strict=True))

    def _budget(self, name: str, otherwise: Decimal) -> Decimal:
        budgets = [objective.budget for objective in self.signal.objectives if objective.name == name]
        return min(budgets, default=otherwise)

    def _durations(self, bounds: Sequence[float]) -> Durations:
        thresholds = [float(one.threshold) for one in self.signal.objectives if one.threshold]
        middle = bounds[min(len(bounds) - 1, len(bounds) * 2 // 3)]
        return Durations.promised(min(thresholds, default=middle), self._budget("latency", _SLOW), self.severity)

    def _classic(self, histogram: Histogram) -> Iterator[Series]:
        bounds = tuple(map(float, histogram.buckets)) or self._usual_bounds()
        durations = self._durations(bounds)
        for one, weight in self._weighted(histogram.selector):
            flow = self._flow(one)
            for bound in bounds:
                shares = durations.usual.within(bound), durations.troubled.within(bound)
                yield self._bucket(one, f"{bound:g}" if bound % 1 else f"{bound:.1f}", flow, weight, shares)
            yield self._bucket(one, "+Inf", flow, weight, (1.0, 1.0))
            yield self._series(one, flow.counted(weight, weight), "_count")
            means = weight * durations.usual.mean, weight * durations.troubled.mean
            yield self._series(one, flow.summed(*means), "_sum")

    def _bucket(
        self, one: dict[str, str], bound: str, flow: Flow, weight: float, shares: tuple[float, float]
    ) -> Series:
        values = flow.counted(*(weight * share for share in shares))
        return self._series({**one, "le": bound}, values, "_bucket")

    def _usual_bounds(self) -> tuple[float, ...]:
        thresholds = {float(one.threshold) for one in self.signal.objectives if one.threshold}
        return tuple(sorted({*_BOUNDS, *thresholds}))

    def _native(self, histogram: Histogram) -> Iterator[Series]:
        bounds = [upper_bound(index) for index in range(_LOWEST, _HIGHEST + 1)]
        durations = self._durations(bounds)
        for one, weight in self._weighted(histogram.selector):
            flow = self._flow(one)
            shares = [_between(durations, lower, upper) for lower, upper in zip([0.0, *bounds], bounds, strict=False)]
            counted = [flow.counted(weight * usual, weight * troubled) for usual, troubled in shares]
            sums = flow.summed(weight * durations.usual.mean, weight * durations.troubled.mean)
            made = [_histogram(counts, total) for *counts, total in zip(*counted, sums, strict=True)]
            yield Series(one, self.clock.times, histograms=made)

    def _summary(self, selector: Selector) -> Iterator[Series]:
        durations = self._durations(_BOUNDS)
        for one, weight in self._weighted(selector):
            flow = self._flow(one)
            means = weight * durations.usual.mean, weight * durations.troubled.mean
            yield self._series(one, flow.counted(weight, weight), "_count")
            yield self._series(one, flow.summed(*means), "_sum")
            for share in _QUANTILES:
                usual, troubled = durations.usual.quantile(share), durations.troubled.quantile(share)
                values = gauge(self.clock, f"{one}{share}", usual, usual / 10, troubled - usual)
                yield self._series({**one, "quantile": f"{share:g}"}, values)

    def _counter(self, measured: Measurement, selector: Selector) -> Iterator[Series]:
        if measured.kind is Kind.TRAFFIC:
            yield from self._traffic(selector)
        elif measured.kind is Kind.ERRORS and self.signal.measurement(Kind.TRAFFIC):
            yield from self._errors(selector)
        else:
            yield from self._amount(measured, selector)

    def _traffic(self, selector: Selector) -> Iterator[Series]:
        """Where errors are some of the same series, the others are what went well."""
        errors = self.signal.measurement(Kind.ERRORS)
        narrow = errors.measure.selector if errors and isinstance(errors.measure, Counter) else None
        for one, weight in self._weighted(selector):
            flow = self._flow(one)
            good = labels.others(one, narrow) if narrow and narrow.metric == selector.metric else one
            yield self._series(good or one, flow.counted(weight, weight))

    def _errors(self, selector: Selector) -> Iterator[Series]:
        share = float(self._budget("availability", _ERRORS))
        for one, weight in self._weighted(selector):
            flow = self._flow(one)
            yield self._series(one, flow.counted(weight * share * 0.35, weight * min(0.4, share * 45 * self.severity)))

    def _amount(self, measured: Measurement, selector: Selector) -> Iterator[Series]:
        """What is spent: seconds of waiting, drops. Without a limit it is little, in one place, in trouble."""
        limit = _limit(measured)
        for number, one in enumerate(self._variants(selector)):
            flow = self._flow(one)
            if measured.kind is Kind.ERRORS and limit is None:
                yield self._series(one, flow.counted(0, 0 if number else _SPARSE / 60))
            else:
                most = 0.8 if limit is None else limit
                yield self._series(one, flow.summed(most * _USED * 0.7, most * _USED))

    def _gauge(self, measured: Measurement, measure: Gauge) -> Iterator[Series]:
        limit = _limit(measured) or float(measured.end or _CAPACITY)
        for one in self._variants(measure.selector):
            name = f"{sorted(one.items())}"
            if measured.below:
                values = gauge(self.clock, name, limit * 3, limit, -limit * 2.5)
            else:
                values = gauge(self.clock, name, limit * 0.05, limit * 0.4, limit * (_BEYOND - 0.3))
            yield self._series(one, [round(value, 2) for value in values])

    def _ratio(self, measured: Measurement, used: Selector, capacity: Selector) -> Iterator[Series]:
        limit = _limit(measured) or 0.8
        for one in self._variants(used):
            name = f"{sorted(one.items())}"
            values = gauge(self.clock, name, 0.2 * limit, 0.45 * limit, min(0.99, limit * _BEYOND) - 0.6 * limit)
            yield self._series(one, [min(_CAPACITY, round(_CAPACITY * value)) for value in values])
        for one in self._variants(capacity):
            yield self._series(one, [_CAPACITY] * len(self.clock.times))


def _limit(measured: Measurement) -> float | None:
    limit = measured.warning if measured.warning is not None else measured.critical
    return None if limit is None else float(limit)


def _between(durations: Durations, lower: float, upper: float) -> tuple[float, float]:
    return (
        durations.usual.within(upper) - durations.usual.within(lower),
        durations.troubled.within(upper) - durations.troubled.within(lower),
    )


def _histogram(counts: Sequence[float], total: float) -> Native:
    return Native(SCHEMA, dict(enumerate(counts, _LOWEST)), total)
