"""Aggregations: many series to one a group, or to the first few of it."""

import math
from collections.abc import Callable, Mapping, Sequence

from observability.promql.families import COUNTING, LINEAR
from observability.promql.tree import Aggregation
from observability.proof.evaluator import sums
from observability.proof.evaluator.errors import UnsupportedError
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.labels import Labels, only, with_values, without
from observability.proof.evaluator.matching import Value, Vector, numbers
from observability.proof.evaluator.semantics import Semantics


def aggregate(node: Aggregation, vector: Vector, parameter: float | str | None, semantics: Semantics) -> Vector:
    """The groups of a vector, each made one.

    Raises:
        UnsupportedError: an aggregation that we do not know.
    """
    groups: dict[Labels, Vector] = {}
    for sample in vector:
        groups.setdefault(_group(node, sample[0]), []).append(sample)
    if node.operator in _PICKING:
        pick, count = _PICKING[node.operator], _number(parameter)
        return [sample for group in groups.values() for sample in pick(numbers(group), count)]
    if node.operator == "count_values":
        return [sample for labels, group in groups.items() for sample in _counted(labels, group, str(parameter))]
    if node.operator == "quantile":
        told = ((labels, _values(group)) for labels, group in groups.items())
        return [(labels, sums.quantile(_number(parameter), values)) for labels, values in told if values]
    if node.operator not in _FUNCTIONS:
        raise UnsupportedError(f"the aggregation {node.operator}")
    made = ((labels, _made(node.operator, group, semantics)) for labels, group in groups.items())
    return [(labels, value) for labels, value in made if value is not None]


def _made(operator: str, group: Vector, semantics: Semantics) -> Value | None:
    function, values = _FUNCTIONS[operator], _values(group)
    if len(values) == len(group):
        return function(values, semantics)
    natives = [value for _, value in group if isinstance(value, Histogram)]
    if operator in COUNTING:
        return function([0.0] * len(group), semantics)
    if operator in LINEAR:
        # Of numbers and histograms together there is no sum.
        total = sum(natives[1:], natives[0])
        return None if values else total if operator == "sum" else total / len(natives)
    return function(values, semantics) if values else None


def _group(node: Aggregation, labels: Labels) -> Labels:
    return without(labels, node.labels) if node.without else only(labels, node.labels)


def _values(group: Vector) -> list[float]:
    return [value for _, value in group if not isinstance(value, Histogram)]


def _number(parameter: float | str | None) -> float:
    return parameter if isinstance(parameter, float) else math.nan


def _counted(labels: Labels, group: Vector, name: str) -> Vector:
    counts: dict[float, int] = {}
    if len(_values(group)) < len(group):
        raise UnsupportedError("native histograms as the value of a label")
    for value in _values(group):
        counts[value] = counts.get(value, 0) + 1
    return [(with_values(labels, [(name, repr(value).removesuffix(".0"))]), float(n)) for value, n in counts.items()]


def _first(count: float, vector: list[tuple[Labels, float]]) -> Vector:
    return [*vector[: max(0, int(count))]]


_PICKING: Mapping[str, Callable[[list[tuple[Labels, float]], float], Vector]] = {
    "topk": lambda group, count: _first(count, sorted(group, key=lambda sample: -sample[1])),
    "bottomk": lambda group, count: _first(count, sorted(group, key=lambda sample: sample[1])),
}

_FUNCTIONS: Mapping[str, Callable[[Sequence[float], Semantics], float]] = {
    "sum": sums.aggregated_sum,
    "avg": sums.aggregated_mean,
    "min": lambda values, _: min(values),
    "max": lambda values, _: max(values),
    "count": lambda values, _: float(len(values)),
    "group": lambda _, __: 1.0,
    "stdvar": lambda values, _: sums.variance(values),
    "stddev": lambda values, _: math.sqrt(sums.variance(values)),
}
