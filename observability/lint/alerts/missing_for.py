"""An alert that wakes somebody waits a moment, if what it looks at is the value of a moment.

Why: one lost scrape, one restart, and somebody is awake for nothing. `for: 5m` costs five minutes, once.

Looked at are alerts whose severity pages (critical, or what the project file says) and which compare a gauge as it is
now; a window, as in `avg_over_time(x[10m])`, waits as well, and what compares times or counts events need not.

Passes:
    expr: up == 0
    for: 5m
    labels: {severity: critical}
Fails:
    expr: up == 0
    for: 0s
    labels: {severity: critical}
Mend: add a `for`.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.problem import Problem
from observability.promql.tree import Call, Matrix, Node, Subquery, Vector, every

ID = "missing-for"
SEVERITY = Severity.WARNING


def check(alert: AlertRule) -> Iterator[Problem]:
    """Pages without a `for` over what flickers."""
    if alert.expression and alert.pages and not alert.rule.duration.milliseconds and _flickers(alert.expression.tree):
        message = f"alert '{alert.rule.alert}' wakes somebody at the first value, without a for"
        yield Problem(message, alert.expression.around(alert.expression.tree), "add for: 5m")


def _flickers(node: Node) -> bool:
    """Whether it depends on gauges alone, as they are now."""
    parts = list(every(node))
    return any(map(_is_now, parts)) and not any(map(_waits, parts))


def _is_now(part: Node) -> bool:
    # What another rule recorded has its own window.
    return isinstance(part, Vector) and ":" not in part.selector.metric and not part.offset and not part.at


def _waits(part: Node) -> bool:
    match part:
        case Matrix() | Subquery() | Call(function="time" | "timestamp"):
            return True
        case _:
            return False
