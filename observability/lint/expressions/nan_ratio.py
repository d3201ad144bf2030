"""A ratio that is NaN while nothing happens is not added up with others.

Why: 0/0 is NaN. As the last step of an alert that is no harm, for NaN is not above any limit. But one idle pod makes
the sum or the average of all pods NaN, one idle minute that of the hour, and NaN differs from every number.

Looked at are ratios over a rate that nothing keeps from 0, where they are summed, averaged, or compared with `!=`; one
that is recorded is an info, for what is made of the recording.

Passes:
    expr: sum(rate(errors_total[5m])) / sum(rate(requests_total[5m])) > 0.1
Fails:
    expr: avg(rate(errors_total[5m]) / rate(requests_total[5m])) > 0.1
Mend: aggregate both sides first, or divide by `(... > 0)`, which leaves out what is idle.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.promql.families import RATES
from observability.promql.tree import Aggregation, Binary, Call, Node, Number, Subquery, every

ID = "nan-ratio"
SEVERITY = Severity.WARNING

_ADDING = frozenset({"sum", "avg", "stddev", "stdvar", "quantile"})
_ADDING_TIMES = frozenset({"sum_over_time", "avg_over_time", "stddev_over_time", "stdvar_over_time"})


def check(expression: Expression) -> Iterator[Problem]:
    """Every ratio whose NaN spoils what is made of it."""
    for node in every(expression.tree):
        for part, spoiled in _spoiled(node):
            for ratio in _ratios(part):
                message = f"{expression.subject}: this is NaN while the right side is 0, and so is then {spoiled}"
                yield Problem(message, expression.at(ratio), "divide by (... > 0), or aggregate before dividing")
    if not expression.alert and _is_ratio(expression.tree):
        message = f"{expression.subject} is NaN while the right side is 0, and so is then each average over it"
        yield Problem(message, expression.at(_divided(expression.tree)), "divide by (... > 0)", Severity.INFO)


def _spoiled(node: Node) -> Iterator[tuple[Node, str]]:
    match node:
        case Aggregation(operator=operator) if operator in _ADDING:
            yield node.expr, f"the {operator} of all"
        case Call(function=name, arguments=(*_, Subquery(expr=inner))) if name in _ADDING_TIMES:
            yield inner, f"the {name}"
        case Binary(operator="!="):
            yield node.left, "not equal to anything, so that this holds"


def _is_ratio(node: Node) -> bool:
    divided = _divided(node)
    return isinstance(divided, Binary) and divided.operator == "/" and _may_be_zero(divided.right)


def _divided(node: Node) -> Node:
    """What is multiplied by a number, or taken from one: all of it, or its ratio."""
    match node:
        case Binary(operator="*", right=Number()):
            return _divided(node.left)
        case Binary(operator="*" | "-", left=Number()):
            return _divided(node.right)
        case _:
            return node


def _ratios(node: Node) -> Iterator[Node]:
    """The ratios that reach the top of an expression as they are."""
    match node:
        case Binary(operator="/") if _may_be_zero(node.right):
            yield node
        case Binary(operator="+" | "-" | "*" | "/"):
            yield from _ratios(node.left)
            yield from _ratios(node.right)
        case Binary(operator="or"):
            yield from _ratios(node.left)


def _may_be_zero(node: Node) -> bool:
    """Whether it is a rate, or made of such alone."""
    match node:
        case Call():
            return node.function in RATES
        case Aggregation():
            return node.operator in {"sum", "avg", "max", "min"} and _may_be_zero(node.expr)
        case Binary(operator="*" | "/", right=Number()):
            return _may_be_zero(node.left)
        case Binary(operator="+"):
            return _may_be_zero(node.left) and _may_be_zero(node.right)
        case _:
            return False
