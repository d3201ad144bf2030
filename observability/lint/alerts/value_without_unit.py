"""A value in a text says of what it is so many.

Why: "0.9342857142857143" at night is a riddle: a share, seconds, a number of cores?

A value that is formatted (`humanize`, `printf`), followed by a word or a unit, or a number of series is let pass.

Passes:
    expr: queue_length > 5
    annotations: {summary: "{{ $value }} messages wait"}
Fails:
    expr: disk_used_ratio > 0.9
    annotations: {summary: "disk: {{ $value }}"}
Mend: write what it counts, a unit, or `{{ $value | humanizePercentage }}`, `humanizeDuration`.
"""

import re
from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.problem import Problem
from observability.promql.tree import COMPARISONS, Aggregation, Binary, Node, Number

ID = "value-without-unit"
SEVERITY = Severity.INFO

_BARE = re.compile(r"\s*-?\s*(?:\$value|\.Value)\s*-?\s*")
# Something follows that can be a unit or what is counted.
_UNIT = re.compile(r"\s*(?:[%‰°€$£]|[A-Za-z]|/|\{\{)")


def check(alert: AlertRule) -> Iterator[Problem]:
    """Values that nothing says the unit of."""
    if alert.expression and _counts(alert.expression.tree):
        return
    for text in alert.texts:
        if text.field.startswith("annotations."):
            for action in text.actions:
                if _BARE.fullmatch(action.inner) and not _UNIT.match(text.value, action.end):
                    message = f"alert '{alert.rule.alert}' shows its value without a unit"
                    yield Problem(message, text.at(action), "write what it counts, or pipe it to humanizePercentage")


def _counts(node: Node) -> bool:
    """Whether the value is a number of series, which needs no unit."""
    match node:
        case Aggregation():
            return node.operator in {"count", "count_values"}
        case Binary() if node.operator in COMPARISONS and isinstance(node.right, Number):
            return _counts(node.left)
        case _:
            return False
