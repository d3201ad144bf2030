"""An alert is over `rate`, not `irate`.

Why: `irate` looks at the last two samples alone. One quiet scrape ends what was pending, and `for` begins again.

Passes:
    expr: rate(cpu_seconds_total[5m]) > 0.9
Fails:
    expr: irate(cpu_seconds_total[5m]) > 0.9
Mend: write `rate`; `irate` is for graphs of short spans.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.promql.tree import Call, every

ID = "irate-in-alert"
SEVERITY = Severity.INFO


def check(expression: Expression) -> Iterator[Problem]:
    """Every irate of an alert."""
    for node in every(expression.tree) if expression.alert else ():
        if isinstance(node, Call) and node.function == "irate":
            message = f"{expression.subject} is over irate, which looks at the last two samples alone"
            yield Problem(message, expression.at(node), "write rate")
