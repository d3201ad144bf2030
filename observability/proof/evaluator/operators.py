"""What an operator makes of two numbers."""

import math
import operator
from collections.abc import Callable, Mapping

from observability.promql.tree import Binary
from observability.proof.evaluator.functions import power, quotient, remainder
from observability.proof.evaluator.histogram import Histogram

ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": quotient,
    "%": remainder,
    "^": power,
    "atan2": math.atan2,
}

COMPARISON: Mapping[str, Callable[[float, float], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


def of_histograms(node: Binary, left: float | Histogram, right: float | Histogram) -> list[float | Histogram]:
    """What an operator makes of two samples of which one at least is a histogram: often nothing."""
    match node.operator, left, right:
        case "+", Histogram(), Histogram():
            return [left + right]
        case "-", Histogram(), Histogram():
            return [left - right]
        case "*", Histogram(), float():
            return [left * right]
        case "*", float(), Histogram():
            return [right * left]
        case "/", Histogram(), float():
            return [left / right]
        case (("==" | "!="), Histogram(), Histogram()):
            holds = (left == right) is (node.operator == "==")
            return [float(holds)] if node.returns_bool else [left] if holds else []
    return []
