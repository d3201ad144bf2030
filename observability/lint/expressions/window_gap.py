"""A window is as long as the time between two evaluations, at least.

Why: in a group that is evaluated every five minutes, `increase(x[1m])` looks at one minute of five. What happens in the
other four is never seen.

Passes:
    groups:
      - name: shop
        interval: 5m
        rules: [{record: "job:errors:increase10m", expr: "sum by (job) (increase(errors_total[10m]))"}]
Fails:
    groups:
      - name: shop
        interval: 5m
        rules: [{record: "job:errors:increase1m", expr: "sum by (job) (increase(errors_total[1m]))"}]
Mend: lengthen the window, or shorten the group's interval.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.model.durations import Duration
from observability.promql.tree import Matrix, Subquery, every

ID = "window-gap"
SEVERITY = Severity.WARNING


def check(expression: Expression) -> Iterator[Problem]:
    """Windows that leave out a part of the time."""
    interval = expression.interval
    for node in every(expression.tree) if interval else ():
        if isinstance(node, Matrix | Subquery) and interval and node.window < interval.milliseconds:
            message = f"{expression.subject} looks at {Duration(node.window)} of every {interval}"
            yield Problem(message, expression.at(node), f"write {interval} or more")
