"""What an operator makes of two numbers."""

import math
import operator
from collections.abc import Callable, Mapping

from observability.proof.evaluator.functions import power, quotient, remainder

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
