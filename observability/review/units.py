"""Numbers of an expression as a person says them: `2%`, `300ms`, `2GiB`."""

import math
import re
from decimal import Decimal

from observability.model.durations import Duration
from observability.model.numbers import percent, plain, prefixed, round_significant
from observability.promql.families import COUNTING, RATES
from observability.promql.tree import Aggregation, Binary, Call, Matrix, Negation, Node, Number, Subquery, Vector

_SHOWN = 6
RATIO, PERCENT, SECONDS, BYTES = "ratio", "percent", "seconds", "bytes"
# Something happened so often, or there are so many: of two such, one is a share of the other.
COUNT = "count"
_ENDINGS = (("ratio", RATIO), ("seconds", SECONDS), ("bytes", BYTES), ("total", COUNT), ("count", COUNT))
_RATED = re.compile(r"_?(?:rate|irate|increase)\d*[a-z]*$")
_COUNTING = COUNTING | {"count_over_time", "changes", "resets"}
_CLOCK = frozenset({"time", "timestamp"})


def shown(value: float, unit: str) -> str:
    """The number for a person."""
    if not math.isfinite(value):
        return {math.inf: "infinity", -math.inf: "-infinity"}.get(value, "NaN")
    exact = Decimal(repr(value))
    number = round_significant(exact, _SHOWN)
    match unit:
        case "ratio":
            return percent(number)
        case "percent":
            return f"{plain(number)}%"
        case "seconds" if number > 0 and number * 1000 % 1 == 0:
            return Duration.of_seconds(number).brief
        case "bytes" if abs(number) >= 1024:
            return f"{prefixed(exact, 1024)}B"
        case _:
            return plain(number)


def unit_of(node: Node) -> str:
    """What its values are: a ratio, a percentage, seconds, bytes, counts; empty where nothing tells."""
    match node:
        case Vector(selector):
            return _of_name(selector.metric)
        case Matrix(vector):
            return unit_of(vector)
        case Subquery(expr) | Negation(expr):
            return unit_of(expr)
        case Aggregation(operator, expr):
            return COUNT if operator in _COUNTING else unit_of(expr)
        case Call():
            return _of_call(node)
        case Binary():
            return _of_binary(node)
        case _:
            return ""


def _of_name(name: str) -> str:
    """By the endings that names have by convention; those of recordings in each of their parts but the first."""
    parts = [_RATED.sub("", part) for part in name.split(":")]
    return next((unit for part in (parts[1:] or parts) if (unit := _of_part(part))), "")


def _of_part(name: str) -> str:
    plain_name = name.removesuffix("_bucket").removesuffix("_sum")
    tried = (plain_name.removesuffix("_total"), plain_name)
    found = (unit for one in tried for ending, unit in _ENDINGS if one == ending or one.endswith(f"_{ending}"))
    return next(found, "")


def _of_call(node: Call) -> str:
    if node.function in _CLOCK:
        return SECONDS
    if node.function in _COUNTING:
        return COUNT
    if not node.arguments:
        return ""
    inner = unit_of(node.arguments[-1 if node.function in {"histogram_quantile", "quantile_over_time"} else 0])
    # Seconds per second are a share of the time.
    return RATIO if node.function in RATES and inner == SECONDS and _is_total(node) else inner


def _is_total(node: Call) -> bool:
    match node.arguments:
        case (Matrix(Vector(selector)),):
            return selector.metric.endswith("_seconds_total") and node.function != "increase"
        case _:
            return False


def _of_binary(node: Binary) -> str:
    left, right = unit_of(node.left), unit_of(node.right)
    match node.operator:
        case "/" if not isinstance(node.right, Number):
            return RATIO if left == right and not isinstance(node.left, Number) else ""
        case "*" if isinstance(node.right, Number):
            return _of_multiple(left, abs(node.right.value))
        case "*" | "/":
            return ""
        case _:
            return left or right


def _of_multiple(unit: str, factor: float) -> str:
    if factor == 1:
        return unit
    return PERCENT if unit == RATIO and factor == 100 else ""
