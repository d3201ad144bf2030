"""A limit is one that the value can reach, in the value's own unit.

Why: a share is a number from 0 to 1. Compared with 5 for "5 %" it is never above it, and the alert never fires; a
percentage compared with 0.95 is above it all the time.

A share is a part of some series over all of them, or what has `ratio` for the end of its name.

Passes:
    expr: sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 0.05
Fails:
    expr: sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 5
Mend: compare with 0.05, or multiply the share by 100 first.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.model.selector import Selector
from observability.promql.tree import COMPARISONS, Aggregation, Binary, Call, Matrix, Node, Number, Vector, below, every
from observability.promql.writing import number

ID = "threshold-range"
SEVERITY = Severity.ERROR

_Read = tuple[Selector, int]
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
_LIKELY_A_SHARE = (0.5, 1.0)
_KEEPING = frozenset({"abs", "clamp", "clamp_min", "clamp_max", "round"})


def check(alert: AlertRule) -> Iterator[Problem]:
    """Limits of shares over 1, and of percentages under 1."""
    for node in every(alert.expression.tree) if alert.expression else ():
        if isinstance(node, Binary) and node.operator in COMPARISONS and alert.expression:
            if isinstance(node.right, Number):
                yield from _judged(alert.expression, node.left, node.operator, node.right)
            elif isinstance(node.left, Number):
                yield from _judged(alert.expression, node.right, _TURNED.get(node.operator, node.operator), node.left)


def _judged(expression: Expression, value: Node, operator: str, limit: Number) -> Iterator[Problem]:
    beyond = limit.value > 1 or (limit.value == 1 and operator == ">")
    told = number(limit.value)
    if _is_share(value) and beyond:
        hint = f"write {number(limit.value / 100)}, or multiply by 100" if limit.value > 1 else "no share is above 1"
        yield Problem(
            f"{expression.subject} compares a share, which is at most 1, with {told}", expression.at(limit), hint
        )
    elif _is_named_share(value) and 2 <= limit.value <= 100:
        message = f"{expression.subject} compares a ratio with {told}, which looks like a percentage"
        yield Problem(message, expression.at(limit), f"write {number(limit.value / 100)}", Severity.WARNING)
    elif _is_percentage(value) and _LIKELY_A_SHARE[0] < limit.value < _LIKELY_A_SHARE[1]:
        message = f"{expression.subject} compares a percentage with {told}, which looks like a share"
        yield Problem(message, expression.at(limit), f"write {number(round(limit.value * 100, 9))}", Severity.WARNING)


def _is_share(node: Node) -> bool:
    """Whether it is a part of some series over all of them."""
    match node:
        case Binary(operator="/"):
            part, whole = _read(node.left), _read(node.right)
            return part is not None and whole is not None and _is_part(part, whole)
        case Binary(operator="-", left=Number(value=1.0)):
            return _is_share(node.right)
        case Aggregation(operator="avg" | "max" | "min"):
            return _is_share(node.expr)
        case Call(arguments=(inner, *_)) if node.function in _KEEPING:
            return _is_share(inner)
        case _:
            return False


def _is_part(part: _Read, whole: _Read) -> bool:
    (one, window), (all_of_them, other) = part, whole
    return one.metric == all_of_them.metric and window == other and set(one.matchers) > set(all_of_them.matchers)


def _read(node: Node) -> _Read | None:
    """The one selector of a sum of rates as it is now, and its window."""
    match node:
        case Vector():
            return None if node.offset or node.at else (node.selector, 0)
        case Matrix():
            return None if _read(node.vector) is None else (node.vector.selector, node.window)
        case Aggregation(operator="sum"):
            return _read(node.expr)
        case Call(function="rate" | "increase"):
            return _read(node.arguments[0])
        case Binary(operator=">", right=Number(value=0.0)):
            return _read(node.left)
        case _:
            return None


def _is_named_share(node: Node) -> bool:
    match node:
        case Vector():
            return node.selector.metric.endswith(("_ratio", ":ratio")) and "compression" not in node.selector.metric
        case Aggregation(operator="avg" | "max" | "min"):
            return _is_named_share(node.expr)
        case Call() if node.function.endswith("_over_time") and isinstance(node.arguments[-1], Matrix):
            return _is_named_share(below(node.arguments[-1])[0])
        case _:
            return False


def _is_percentage(node: Node) -> bool:
    match node:
        case Binary(operator="*", right=Number(value=100.0)):
            return _is_share(node.left) or _is_named_share(node.left)
        case Binary(operator="*", left=Number(value=100.0)):
            return _is_share(node.right) or _is_named_share(node.right)
        case Vector():
            return node.selector.metric.endswith(("_percent", "_percentage"))
        case _:
            return False
