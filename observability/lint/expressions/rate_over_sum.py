"""A rate is taken first, and summed then.

Why: when one process restarts, the sum of all counters falls a little. `rate` takes that for a restart of everything,
and shows a peak that never was.

Passes:
    expr: sum(rate(errors_total[5m])) > 1
Fails:
    expr: rate(sum(errors_total)[5m:1m]) > 1
Mend: turn them round: `sum(rate(...))`.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.promql.families import LINEAR, RATES
from observability.promql.tree import Aggregation, Call, Subquery, every

ID = "rate-over-sum"
SEVERITY = Severity.WARNING


def check(expression: Expression) -> Iterator[Problem]:
    """Every rate of a sum."""
    for node in every(expression.tree):
        match node:
            case Call(function=name, arguments=(Subquery(expr=Aggregation(operator=operator)),)) if (
                name in RATES and operator in LINEAR
            ):
                message = (
                    f"{expression.subject} takes the {name} of a {operator}, which falls when one process restarts"
                )
                yield Problem(message, expression.at(node), f"write {operator}({name}(...))")
