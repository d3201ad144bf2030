"""A quantile is a number from 0 to 1.

Why: `histogram_quantile(99, ...)` is +Inf, whatever is measured, and an alert over it always fires.

Passes:
    expr: histogram_quantile(0.99, rate(http_request_duration_seconds_bucket[5m])) > 1
Fails:
    expr: histogram_quantile(99, rate(http_request_duration_seconds_bucket[5m])) > 1
Mend: write 0.99 for the 99th percentile.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.promql.tree import Aggregation, Call, Node, Number, every
from observability.promql.writing import number

ID = "quantile-range"
SEVERITY = Severity.ERROR


def check(expression: Expression) -> Iterator[Problem]:
    """Every quantile outside of its range."""
    for node in every(expression.tree):
        asked = _quantile(node)
        if isinstance(asked, Number) and not 0 <= asked.value <= 1:
            message = f"{expression.subject} asks for the quantile {number(asked.value)}, which is not from 0 to 1"
            hint = f"write {number(asked.value / 100)}" if 1 < asked.value <= 100 else "write a number from 0 to 1"
            yield Problem(message, expression.at(asked), hint)


def _quantile(node: Node) -> Node | None:
    match node:
        case Call(function="histogram_quantile" | "quantile_over_time"):
            return node.arguments[0]
        case Aggregation(operator="quantile"):
            return node.parameter
        case _:
            return None
