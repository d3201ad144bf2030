"""What recordings make, as tests tell it: rounded, without the metric's name; of histograms their counts and sums."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from observability.proof.evaluator import Histogram, Labels, Sample
from observability.proof.evaluator.functions import rounded
from observability.proof.evaluator.labels import without

# Significant digits that all versions agree on.
_DIGITS, _FINEST = 6, 12

# What is told of a sample: the function that tells it, empty where that is the sample itself.
Told = tuple[tuple[str, Labels, float], ...]
# To what each of these is rounded.
Scales = Mapping[str, float]

_OF_HISTOGRAMS: Mapping[str, Callable[[Histogram], float]] = {
    "histogram_count": lambda histogram: histogram.count,
    "histogram_sum": lambda histogram: histogram.sum,
}


def scales(samples: Sequence[Sample]) -> Scales:
    """To what to round, so that the smallest of the values keeps its digits."""
    values: dict[str, list[float]] = {}
    for name, _, value in _aspects(samples):
        values.setdefault(name, []).append(value)
    return {name: _nearest(some) for name, some in values.items()}


def told_to(samples: Sequence[Sample], to: Scales) -> Told:
    """The samples as tests tell them; what has no scale is told to a whole number."""
    told = ((name, without(labels, ()), value) for name, labels, value in _aspects(samples))
    return tuple(sorted((name, labels, rounded(value, to.get(name, 1.0))) for name, labels, value in told))


def _aspects(samples: Sequence[Sample]) -> Iterator[tuple[str, Labels, float]]:
    for labels, value in samples:
        if isinstance(value, Histogram):
            yield from ((name, labels, look(value)) for name, look in _OF_HISTOGRAMS.items())
        else:
            yield "", labels, value


def _nearest(values: Sequence[float]) -> float:
    sizes = [abs(value) for value in values if value and math.isfinite(value)]
    digits = _DIGITS - math.ceil(math.log10(min(sizes))) if sizes else 0
    return float(f"1e{-min(max(digits, 0), _FINEST)}")
