"""Functions of one number, applied to every sample."""

import math
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from observability.promql.tree import Call, Node, every

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def quotient(left: float, right: float) -> float:
    """A division as floats do it: by zero it is infinite, or no number."""
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def power(left: float, right: float) -> float:
    """Go's math.Pow, which raises nothing."""
    try:
        found = math.pow(left, right)
    except OverflowError:
        return math.copysign(math.inf, left if right % 2 == 1 else 1.0)
    except ValueError:
        return math.inf if left == 0 else math.nan
    return found


def remainder(left: float, right: float) -> float:
    """Go's math.Mod."""
    try:
        return math.fmod(left, right)
    except ValueError:
        return math.nan


def _guarded(function: Callable[[float], float], outside: float = math.nan) -> Callable[[float], float]:
    def apply(value: float) -> float:
        try:
            return float(function(value))
        except (ValueError, OverflowError):
            return outside

    return apply


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else _guarded(function)(value)


def _whole(function: Callable[[float], int]) -> Callable[[float], float]:
    return lambda value: value if math.isinf(value) or math.isnan(value) else float(function(value))


def _sign(value: float) -> float:
    return value if math.isnan(value) or value == 0 else math.copysign(1.0, value)


def _moment(part: Callable[[datetime], int]) -> Callable[[float], float]:
    return _guarded(lambda value: part(_EPOCH + timedelta(seconds=math.floor(value))))


def _days_in_month(moment: datetime) -> int:
    return monthrange(moment.year, moment.month)[1]


def rounded(value: float, nearest: float) -> float:
    """To the nearest multiple, halves upwards."""
    inverse = quotient(1.0, nearest)
    return quotient(_whole(math.floor)(value * inverse + 0.5), inverse)


def clamped(value: float, low: float, high: float) -> float:
    """Not below, not above."""
    return max(low, min(high, value)) if not math.isnan(value) else value


FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "abs": abs,
    "ceil": _whole(math.ceil),
    "floor": _whole(math.floor),
    "sgn": _sign,
    "sqrt": _guarded(math.sqrt),
    "exp": _guarded(math.exp, math.inf),
    "ln": _logarithm(math.log),
    "log2": _logarithm(math.log2),
    "log10": _logarithm(math.log10),
    "deg": math.degrees,
    "rad": math.radians,
}

# Without an argument they look at the time of the evaluation.
CALENDAR: Mapping[str, Callable[[float], float]] = {
    "minute": _moment(lambda moment: moment.minute),
    "hour": _moment(lambda moment: moment.hour),
    "day_of_week": _moment(lambda moment: moment.isoweekday() % 7),
    "day_of_month": _moment(lambda moment: moment.day),
    "day_of_year": _moment(lambda moment: moment.timetuple().tm_yday),
    "days_in_month": _moment(_days_in_month),
    "month": _moment(lambda moment: moment.month),
    "year": _moment(lambda moment: moment.year),
}

# What is another at another time.
_CLOCKS = frozenset({"time", "timestamp", *CALENDAR})


def tells_the_time(tree: Node) -> bool:
    """Whether the same samples may make something else of it at another time."""
    return any(isinstance(node, Call) and node.function in _CLOCKS for node in every(tree))
