"""Sums and means, rounded as the versions of Prometheus round them."""

import math
from collections.abc import Iterable, Sequence

from observability.proof.evaluator.semantics import Semantics


def add(increment: float, total: float, lost: float) -> tuple[float, float]:
    """Neumaier's variant of Kahan's summation: the new total, and what rounding has lost so far."""
    new = total + increment
    if math.isinf(new):
        return new, 0.0
    if abs(total) >= abs(increment):
        return new, lost + ((total - new) + increment)
    return new, lost + ((increment - new) + total)


def compensated_sum(values: Sequence[float]) -> float:
    """A sum that makes up for what rounding loses."""
    total, lost = _summed(values, 0.0)
    return total if math.isinf(total) else total + lost


def aggregated_sum(values: Sequence[float], semantics: Semantics) -> float:
    """What `sum` makes of the series of a group."""
    return compensated_sum(values) if semantics.compensated else sum(values[1:], values[0])


def aggregated_mean(values: Sequence[float], semantics: Semantics) -> float:
    """What `avg` makes of the series of a group."""
    if semantics.compensated:
        return _direct_mean(values)
    mean = 0.0
    for count, value in enumerate(values, 1):
        mean += value / count - mean / count
    return mean


def mean_over_time(values: Sequence[float], semantics: Semantics) -> float:
    """What `avg_over_time` makes of the samples of a window."""
    if semantics.compensated:
        return _direct_mean(values)
    mean = lost = 0.0
    for count, value in enumerate(values, 1):
        mean, lost = add(value / count - mean / count, mean, lost)
    return mean + lost


def _direct_mean(values: Sequence[float]) -> float:
    total, lost = _summed(values[1:], values[0])
    return total / len(values) + lost / len(values)


def _summed(values: Iterable[float], total: float) -> tuple[float, float]:
    """The total with all values, and what rounding lost: `add` again and again, of which there are millions."""
    lost = 0.0
    for value in values:
        new = total + value
        if math.isinf(new):
            lost = 0.0
        elif abs(total) >= abs(value):
            lost += (total - new) + value
        else:
            lost += (value - new) + total
        total = new
    return total, lost


def variance(values: Sequence[float]) -> float:
    """Welford's running variance, of the whole population."""
    mean, total = values[0], 0.0
    for count, value in enumerate(values[1:], 2):
        delta = value - mean
        mean += delta / count
        total += delta * (value - mean)
    return total / len(values)


def variance_over_time(values: Sequence[float]) -> float:
    """The same for the samples of a window, which makes up for what rounding loses."""
    mean = lost = total = lost_total = 0.0
    for count, value in enumerate(values, 1):
        delta = value - (mean + lost)
        mean, lost = add(delta / count, mean, lost)
        total, lost_total = add(delta * (value - (mean + lost)), total, lost_total)
    return (total + lost_total) / len(values)


def quantile(share: float, values: Sequence[float]) -> float:
    """The value below which `share` of the values lie, between two of them by weight."""
    if math.isnan(share) or not values:
        return math.nan
    if not 0 <= share <= 1:
        return math.copysign(math.inf, share)
    ordered = sorted(values)
    rank = share * (len(ordered) - 1)
    lower = math.floor(rank)
    upper, weight = min(len(ordered) - 1, lower + 1), rank - lower
    return ordered[lower] if weight == 0 else ordered[lower] * (1 - weight) + ordered[upper] * weight
