"""`histogram_quantile` over classic buckets, after Prometheus's promql/quantile.go."""

import math
from collections.abc import Sequence

# Differences between neighbours that are this small a share of them are taken for rounding (from 3.0).
_TOLERANCE = 1e-12


def bucket_quantile(share: float, buckets: Sequence[tuple[float, float]]) -> float:
    """The value below which `share` of the observations lie; `buckets` are pairs of upper bound and count, cumulative.

    Within a bucket, observations are taken to be spread evenly.
    """
    if math.isnan(share):
        return math.nan
    if not 0 <= share <= 1:
        return math.copysign(math.inf, share)
    bounds, counts = _cumulative(buckets)
    if len(bounds) < 2 or not math.isinf(bounds[-1]) or not counts[-1] or math.isnan(counts[-1]):
        return math.nan
    rank = share * counts[-1]
    index = next((i for i, count in enumerate(counts[:-1]) if count >= rank), len(counts) - 1)
    if index == len(counts) - 1:
        return bounds[-2]
    if index == 0 and bounds[0] <= 0:
        return bounds[0]
    if index == 0:
        return bounds[0] * (rank / counts[0])
    start, before = bounds[index - 1], counts[index - 1]
    return start + (bounds[index] - start) * ((rank - before) / (counts[index] - before))


def _cumulative(buckets: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Bounds and counts by bound, each bound once, no count below the one before."""
    merged: dict[float, float] = {}
    for bound, count in buckets:
        merged[bound] = merged.get(bound, 0.0) + count
    bounds = sorted(merged)
    counts: list[float] = []
    for count in (merged[bound] for bound in bounds):
        counts.append(counts[-1] if counts and _no_more(counts[-1], count) else count)
    return bounds, counts


def _no_more(before: float, count: float) -> bool:
    return count < before or abs(count - before) < _TOLERANCE * (abs(count) + abs(before))
