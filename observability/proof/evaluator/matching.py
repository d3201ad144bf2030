"""Operators between vectors: which samples meet, what they make, and which labels that has."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from observability.promql.tree import Binary, Matching
from observability.proof.evaluator.errors import EvaluationError
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.labels import NAME, Labels, only, value_of, with_values, without
from observability.proof.evaluator.operators import ARITHMETIC, COMPARISON, of_histograms

Value = float | Histogram
Sample = tuple[Labels, Value]
Vector = list[Sample]
# The two numbers that met.
Pair = tuple[float, float]


def numbers(vector: Iterable[Sample]) -> list[tuple[Labels, float]]:
    """The samples that are numbers: most of what there is passes over histograms."""
    return [(labels, value) for labels, value in vector if not isinstance(value, Histogram)]


def keys(matching: Matching) -> Callable[[Labels], Labels]:
    """What two samples must have in common."""
    names = matching.labels
    return (lambda labels: only(labels, names)) if matching.on else (lambda labels: without(labels, names))


def combine_sets(node: Binary, left: Vector, right: Vector) -> Vector:
    """`and`, `or`, `unless`."""
    key = keys(node.matching)
    if node.operator == "or":
        there = {key(labels) for labels, _ in left}
        return left + [sample for sample in right if key(sample[0]) not in there]
    there = {key(labels) for labels, _ in right}
    return [sample for sample in left if (key(sample[0]) in there) is (node.operator == "and")]


def combine_with_number(node: Binary, vector: Vector, number: float, swapped: bool, met: list[Pair]) -> Vector:
    """An operator between a vector and a number; `swapped` where the number stands on the left."""
    values = numbers(vector)
    if len(values) < len(vector):
        natives = [one for one in vector if isinstance(one[1], Histogram)]
        made = ((labels, (number, value) if swapped else (value, number)) for labels, value in natives)
        found = [(_named(node, labels), value) for labels, pair in made for value in _of_pair(node, pair)]
        return combine_with_number(node, [*values], number, swapped, met) + found
    pairs = [(number, value) if swapped else (value, number) for _, value in values]
    met += pairs
    if node.operator in ARITHMETIC:
        operate = ARITHMETIC[node.operator]
        return [(without(labels, ()), operate(*pair)) for (labels, _), pair in zip(values, pairs, strict=True)]
    compare = COMPARISON[node.operator]
    if node.returns_bool:
        return [(without(labels, ()), float(compare(*pair))) for (labels, _), pair in zip(values, pairs, strict=True)]
    return [sample for sample, pair in zip(values, pairs, strict=True) if compare(*pair)]


def combine(node: Binary, left: Vector, right: Vector, met: list[Pair]) -> Vector:
    """An arithmetic operator or a comparison between two vectors; `met` collects the numbers that met.

    Raises:
        EvaluationError: several samples for one, and no `group_left` or `group_right` that allows it.
    """
    if not left or not right:
        return []
    found: Vector = []
    taken: set[tuple[Labels, Labels]] = set()
    for (many, one), pair in _meetings(node.matching, left, right):
        labels = _result_labels(node, many[0], one)
        group = (keys(node.matching)(many[0]), labels if node.matching.many else ())
        if group in taken:
            raise EvaluationError(
                "several series on one side match one on the other, without group_left or group_right"
            )
        taken.add(group)
        values, numeric = _of_pair(node, pair), _pair(pair)
        met += [numeric] if numeric else []
        found += ((labels, value) for value in values)
    return found


def _pair(pair: tuple[Value, Value]) -> Pair | None:
    left, right = pair
    return None if isinstance(left, Histogram) or isinstance(right, Histogram) else (left, right)


def _named(node: Binary, labels: Labels) -> Labels:
    return labels if node.operator in COMPARISON and not node.returns_bool else without(labels, ())


def _meetings(
    matching: Matching, left: Vector, right: Vector
) -> Iterator[tuple[tuple[Sample, Labels], tuple[Value, Value]]]:
    """Every sample of the side that may have many, with the labels of the one it meets, and both numbers in order."""
    swapped, key = matching.many == "right", keys(matching)
    many, one = (right, left) if swapped else (left, right)
    ones = _by_key(one, key)
    for sample in many:
        if partner := ones.get(key(sample[0])):
            pair = (partner[1], sample[1]) if swapped else (sample[1], partner[1])
            yield (sample, partner[0]), pair


def _by_key(vector: Iterable[Sample], key: Callable[[Labels], Labels]) -> dict[Labels, Sample]:
    found: dict[Labels, Sample] = {}
    for sample in vector:
        if found.setdefault(key(sample[0]), sample) is not sample:
            raise EvaluationError("several series match on the side that may have only one")
    return found


def _of_pair(node: Binary, pair: tuple[Value, Value]) -> Sequence[Value]:
    numeric = _pair(pair)
    return of_histograms(node, *pair) if numeric is None else _values(node, numeric)


def _values(node: Binary, pair: Pair) -> list[float]:
    if node.operator in ARITHMETIC:
        return [ARITHMETIC[node.operator](*pair)]
    holds = COMPARISON[node.operator](*pair)
    if node.returns_bool:
        return [float(holds)]
    return [pair[0]] if holds else []


def _result_labels(node: Binary, many: Labels, one: Labels) -> Labels:
    matching = node.matching
    labels = _named(node, many)
    if matching.many:
        return with_values(labels, [(name, value_of(one, name)) for name in matching.include])
    if matching.on:
        return only(labels, matching.labels)
    return tuple(pair for pair in labels if pair[0] not in matching.labels or pair[0] == NAME)
