"""Quantiles and shares of native histograms, after Prometheus's promql/quantile.go.

Within a bucket observations are taken to be spread evenly: over the logarithm of what was observed from 3.0 on, over
what was observed before that, and in buckets around zero and custom ones. At the edge of a bucket all agree.
"""

import math
from collections.abc import Iterator

from observability.proof.evaluator.histogram import Bucket, Histogram


def quantile(share: float, histogram: Histogram, exponential: bool) -> float:
    """The value below which `share` of the observations lie."""
    if not math.isnan(share) and not 0 <= share <= 1:
        return math.copysign(math.inf, share)
    if math.isnan(share) or not histogram.count:
        return math.nan
    # From the nearer end: what rounding loses is little there.
    backwards = exponential and share >= 0.5 and not math.isnan(histogram.sum)
    buckets = list(_bounded(histogram))
    rank = (1 - share if backwards else share) * histogram.count
    passed, found = 0.0, (0.0, 0.0, 0.0)
    for found in reversed(buckets) if backwards else buckets:
        passed += found[2]
        if passed >= rank:
            break
    return _at(found, rank, min(passed, histogram.count), histogram, (exponential, backwards))


def _at(bucket: Bucket, rank: float, passed: float, histogram: Histogram, manner: tuple[bool, bool]) -> float:
    """The value of a rank in the bucket that has it, of `passed` observations up to its end."""
    (exponential, backwards), (lower, upper, events) = manner, bucket
    if math.isinf(upper):
        return lower
    if math.isinf(lower):
        return upper
    if passed < rank:
        return math.nan if math.isnan(histogram.sum) else upper
    into = (passed - rank if backwards else rank - (passed - events)) / events
    if not exponential or histogram.custom or lower <= 0 <= upper:
        return lower + (upper - lower) * into
    first, last = math.log2(abs(lower)), math.log2(abs(upper))
    if lower > 0:
        return float(2 ** (first + (last - first) * into))
    return -float(2 ** (last + (first - last) * (1 - into)))


def share_between(lower: float, upper: float, histogram: Histogram, exponential: bool) -> float:
    """The share of the observations that lie between two values."""
    if not histogram.count or math.isnan(lower) or math.isnan(upper):
        return math.nan
    if lower >= upper:
        return 0.0
    counted = sum(events for _, _, events in histogram.ascending)
    every = min(counted, histogram.count) if math.isnan(histogram.sum) else histogram.count
    first, last = (_below(limit, histogram, exponential, every) for limit in (lower, upper))
    return (last - first) / histogram.count


def _below(limit: float, histogram: Histogram, exponential: bool, every: float) -> float:
    """How many observations lie below a value."""
    passed = 0.0
    for lower, upper, events in _bounded(histogram):
        if lower >= limit:
            return passed
        if upper > limit:
            linear = not exponential or histogram.custom or lower <= 0 <= upper
            return passed + events * _into(limit, lower, upper, linear)
        passed += events
    return every


def _into(value: float, lower: float, upper: float, linear: bool) -> float:
    if math.isinf(lower):
        return 1.0
    if linear:
        return (value - lower) / (upper - lower)
    first, last, there = (math.log2(abs(one)) for one in (lower, upper, value))
    return (there - first) / (last - first) if value > 0 else 1 - (there - last) / (first - last)


def _bounded(histogram: Histogram) -> Iterator[Bucket]:
    """The buckets, of which none reaches beyond zero to where nothing was observed."""
    for lower, upper, events in histogram.ascending:
        if histogram.custom:
            yield (0.0 if math.isinf(lower) and upper > 0 else lower), upper, events
        elif lower < 0 < upper and bool(histogram.buckets) is not bool(histogram.negative):
            yield (0.0, upper, events) if histogram.buckets else (lower, 0.0, events)
        else:
            yield lower, upper, events
