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
from observability.promql.tree import Aggregation, Binary, Call, Matrix, Node, Subquery, Vector, below, every

ID = "missing-for"
SEVERITY = Severity.WARNING


def check(alert: AlertRule) -> Iterator[Problem]:
    """Pages without a `for` over what flickers."""
    if alert.expression and alert.pages and not alert.rule.duration.milliseconds and _flickers(alert.expression.tree):
        message = f"alert '{alert.rule.alert}' wakes somebody at the first value, without a for"
        yield Problem(message, alert.expression.around(alert.expression.tree), "add for: 5m")


def _flickers(node: Node) -> bool:
    """Whether it depends on gauges alone, as they are now."""
    vectors = list(_now(node))
    times = any(isinstance(part, Call) and part.function in {"time", "timestamp"} for part in every(node))
    windowed = any(isinstance(part, Matrix | Subquery) for part in every(node))
    return bool(vectors) and not times and not windowed


def _now(node: Node) -> Iterator[Vector]:
    match node:
        case Vector():
            # What another rule recorded has its own window.
            if ":" not in node.selector.metric and not node.offset and not node.at:
                yield node
        case Matrix() | Subquery():
            return
        case Aggregation() | Call() | Binary() | _:
            for child in below(node):
                yield from _now(child)
