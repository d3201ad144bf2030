"""What would be right in place of what nothing satisfies."""

import math
from functools import reduce
from operator import and_

from observability.promql import contradiction, quote, text_of
from observability.promql.families import COUNTING
from observability.promql.tree import Binary, Call, Node, Number, Vector, below, every
from observability.promql.writing import number
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.satisfiability.asked import asked
from observability.proof.satisfiability.bounds import bounds, without_buckets
from observability.proof.satisfiability.intervals import Interval
from observability.proof.satisfiability.joins import divided_by
from observability.proof.satisfiability.sides import absent_beside, alike


def advice(node: Node) -> str:
    """Why there is nothing, as a hint."""
    if isinstance(node, Vector) and (matchers := contradiction(node.selector)):
        return f"no series has {' and '.join(f'{one.label}{one.op}{quote(one.value)}' for one in matchers)} at once"
    if isinstance(node, Call) and without_buckets(node):
        return "a quantile is told of buckets: keep the label le in the aggregation"
    return _of_operator(node) if isinstance(node, Binary) else "no value does"


def _of_operator(node: Binary) -> str:
    if node.operator != "or" and node.operator != "unless" and (found := divided_by(node)):
        return _of_labels(*found)
    if node.operator == "and" and (series := absent_beside(node)):
        return f"where {text_of(series)} is absent, there is none of it"
    if is_comparison(node) and any(getattr(part, "operator", "") in COUNTING for part in every(node)):
        return "of nothing there is no count, not even 0; ask for `absent(...)`, or put `or vector(0)` after the count"
    if alike(node) and node.operator != "and":
        return "both sides are the same"
    if node.operator == "unless":
        return "what the left side has, the right side takes away"
    if any(isinstance(side, Number) and math.isnan(side.value) for side in below(node)):
        return "nothing equals NaN, not even NaN: `x != x` asks whether x is"
    return _of_values(node)


def _of_labels(label: str, left: str, right: str) -> str:
    sides = " and ".join(f"{label}={quote(value)}" if value else f"no {label}" for value in (left, right))
    return f"left and right never find each other, with {sides}: say on (...) which labels they share"


def _of_values(node: Binary) -> str:
    if node.operator == "and" and (sides := _asked_of_both(node)):
        return sides
    if is_comparison(node) and isinstance(node.right, Number) and (told := _told(bounds(node.left))):
        return f"its values are {told}"
    return "no value does"


def _asked_of_both(node: Binary) -> str:
    """What each side asks of that of which they ask for different values."""
    subjects = dict.fromkeys(subject for subject, _ in asked(node))
    for subject in subjects:
        left, right = (_asked_by(side, subject) for side in (node.left, node.right))
        if (left & right).empty and _told(left) and _told(right):
            of = f" of `{text_of(subject)}`" if len(subjects) > 1 else ""
            return f"the left side asks for {_values(left)}{of}, the right one for {_values(right)}"
    return ""


def _asked_by(side: Node, subject: Node) -> Interval:
    return reduce(and_, (values for of, values in asked(side) if of == subject), bounds(subject))


def _values(values: Interval) -> str:
    return f"the value {number(values.low)}" if values.low == values.high else f"values {_told(values)}"


def _told(values: Interval) -> str:
    low, high = (number(end) for end in (values.low, values.high))
    match math.isfinite(values.low), math.isfinite(values.high):
        case True, True:
            return f"from {low} to {high}" if values.low < values.high else f"always {low}"
        case True, False:
            return f"{'above' if values.low_open else 'never below'} {low}"
        case False, True:
            return f"{'below' if values.high_open else 'never above'} {high}"
    return ""
