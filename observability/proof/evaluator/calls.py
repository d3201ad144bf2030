"""Calls of functions."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve

from observability.promql.tree import Call, Matrix, Node, String, Subquery, Vector
from observability.proof.evaluator import distributions, functions, histories, ranges, relabeling, windows
from observability.proof.evaluator.buckets import bucket_quantile
from observability.proof.evaluator.errors import UnsupportedError
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.labels import BUCKET, Labels, value_of, without
from observability.proof.evaluator.matching import Sample, numbers
from observability.proof.evaluator.windows import Window

if TYPE_CHECKING:
    from observability.proof.evaluator.evaluate import Evaluator, Value


def call(evaluator: "Evaluator", node: Call, at: int) -> "Value":
    """What a function makes of its arguments.

    Raises:
        UnsupportedError: a function that we do not know.
    """
    name = node.function
    if name in windows.FUNCTIONS:
        return _over_time(evaluator, node, at)
    if name in functions.FUNCTIONS:
        return _mapped(evaluator.vector(node.arguments[0], at), functions.FUNCTIONS[name])
    if name in functions.CALENDAR:
        now: list[Sample] = [((), at / 1000)]
        return _mapped(evaluator.vector(node.arguments[0], at) if node.arguments else now, functions.CALENDAR[name])
    if name in _SPECIAL:
        return _SPECIAL[name](evaluator, node, at)
    if name in _OF_HISTOGRAMS:
        return _mapped_histograms(evaluator.vector(node.arguments[0], at), _OF_HISTOGRAMS[name])
    raise UnsupportedError(f"the function {name}")


def _mapped(vector: list[Sample], function: Callable[[float], float]) -> list[Sample]:
    return [(without(labels, ()), function(value)) for labels, value in numbers(vector)]


def _mapped_histograms(vector: list[Sample], function: Callable[[Histogram], float]) -> list[Sample]:
    natives = ((labels, value) for labels, value in vector if isinstance(value, Histogram))
    return [(without(labels, ()), function(value)) for labels, value in natives]


def _over_time(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    place = 1 if node.function in windows.SECOND_ARGUMENT else 0
    parameters = tuple(_number(evaluator, a, at) for i, a in enumerate(node.arguments) if i != place)
    keep = node.function in windows.KEEP_NAME
    found: list[Sample] = []
    for labels, window in _windows(evaluator, node.arguments[place], at):
        value = _of_window(node.function, evolve(window, parameters=parameters) if parameters else window)
        if value is not None:
            found.append((labels if keep else without(labels, ()), value))
    return found


def _of_window(name: str, window: Window) -> float | Histogram | None:
    return histories.over_time(name, window) if window.histograms else windows.FUNCTIONS[name](window)


def _windows(evaluator: "Evaluator", node: Node, at: int) -> Iterator[tuple[Labels, Window]]:
    match node:
        case Matrix():
            return ranges.matrix(evaluator.storage, node, at, evaluator.semantics)
        case Subquery():
            return ranges.subquery(evaluator.step, node, at, evaluator.interval, evaluator.semantics)
    raise UnsupportedError("an instant vector where a range is expected")


def _number(evaluator: "Evaluator", node: Node, at: int) -> float:
    value = evaluator.value(node, at)
    if isinstance(value, float):
        return value
    raise UnsupportedError("samples where a number is expected")


def _text(node: Node) -> str:
    if isinstance(node, String):
        return node.value
    raise UnsupportedError("something else where a string is expected")


def _time(_: "Evaluator", __: Call, at: int) -> float:
    return at / 1000


def _timestamp(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    argument = node.arguments[0]
    if isinstance(argument, Vector):
        found = ranges.latest(evaluator.storage, argument, at, evaluator.semantics)
        return [(without(labels, ()), time / 1000) for labels, _, time in found]
    return [(without(labels, ()), at / 1000) for labels, _ in evaluator.vector(argument, at)]


def _vector(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    return [((), _number(evaluator, node.arguments[0], at))]


def _scalar(evaluator: "Evaluator", node: Call, at: int) -> float:
    vector = numbers(evaluator.vector(node.arguments[0], at))
    return vector[0][1] if len(vector) == 1 else math.nan


def _absent(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    argument = node.arguments[0]
    if evaluator.vector(argument, at):
        return []
    return [(relabeling.known_labels(argument.selector) if isinstance(argument, Vector) else (), 1.0)]


def _absent_over_time(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    argument = node.arguments[0]
    if any(True for _ in _windows(evaluator, argument, at)):
        return []
    return [(relabeling.known_labels(argument.vector.selector) if isinstance(argument, Matrix) else (), 1.0)]


def _histogram_quantile(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    share = _number(evaluator, node.arguments[0], at)
    vector, exponential = evaluator.vector(node.arguments[1], at), evaluator.semantics.exponential
    native = _mapped_histograms(vector, lambda one: distributions.quantile(share, one, exponential))
    classic = _classic(share, numbers(vector))
    # Where there are both nobody knows which is meant.
    both = {labels for labels, _ in native} & {labels for labels, _ in classic}
    return [one for one in native + classic if one[0] not in both]


def _histogram_fraction(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    lower, upper = (_number(evaluator, argument, at) for argument in node.arguments[:2])
    vector, exponential = evaluator.vector(node.arguments[2], at), evaluator.semantics.exponential
    if any(value_of(labels, BUCKET) for labels, _ in numbers(vector)):
        raise UnsupportedError("the function histogram_fraction of classic buckets")
    return _mapped_histograms(vector, lambda one: distributions.share_between(lower, upper, one, exponential))


def _classic(share: float, vector: list[tuple[Labels, float]]) -> list[Sample]:
    groups: dict[Labels, list[tuple[float, float]]] = {}
    for labels, count in vector:
        try:
            bound = float(value_of(labels, BUCKET))
        except ValueError:
            continue
        groups.setdefault(without(labels, (BUCKET,)), []).append((bound, count))
    return [(labels, bucket_quantile(share, buckets)) for labels, buckets in groups.items()]


def _label_replace(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    to, replacement, source, regex = map(_text, node.arguments[1:])
    return relabeling.label_replace(evaluator.vector(node.arguments[0], at), to, replacement, source, regex)


def _label_join(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    to, separator, *sources = map(_text, node.arguments[1:])
    return relabeling.label_join(evaluator.vector(node.arguments[0], at), to, separator, tuple(sources))


def _clamp(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    limits = [_number(evaluator, argument, at) for argument in node.arguments[1:]]
    low = limits[0] if node.function != "clamp_max" else -math.inf
    high = limits[-1] if node.function != "clamp_min" else math.inf
    if low > high:
        return []
    return _mapped(evaluator.vector(node.arguments[0], at), lambda value: functions.clamped(value, low, high))


def _round(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    nearest = _number(evaluator, node.arguments[1], at) if len(node.arguments) > 1 else 1.0
    return _mapped(evaluator.vector(node.arguments[0], at), lambda value: functions.rounded(value, nearest))


def _sorted(evaluator: "Evaluator", node: Call, at: int) -> list[Sample]:
    return evaluator.vector(node.arguments[0], at)


_SPECIAL: Mapping[str, Callable[["Evaluator", Call, int], "Value"]] = {
    "time": _time,
    "pi": lambda _, __, ___: math.pi,
    "timestamp": _timestamp,
    "vector": _vector,
    "scalar": _scalar,
    "absent": _absent,
    "absent_over_time": _absent_over_time,
    "histogram_quantile": _histogram_quantile,
    "histogram_fraction": _histogram_fraction,
    "label_replace": _label_replace,
    "label_join": _label_join,
    "clamp": _clamp,
    "clamp_min": _clamp,
    "clamp_max": _clamp,
    "round": _round,
    "sort": _sorted,
    "sort_desc": _sorted,
}

_OF_HISTOGRAMS: Mapping[str, Callable[[Histogram], float]] = {
    "histogram_count": lambda histogram: histogram.count,
    "histogram_sum": lambda histogram: histogram.sum,
    "histogram_avg": lambda histogram: functions.quotient(histogram.sum, histogram.count),
}
