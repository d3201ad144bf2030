"""A label that a text shows can be there.

Why: `absent(...)` knows only the labels that its matchers say, an operator with `on (...)` only those that it names.
The labels of the alert itself are not there either: templates see those of the sample.

Passes:
    expr: absent(up{job="shop"})
    annotations: {summary: "No target of {{ $labels.job }} is there"}
Fails:
    expr: absent(up{job="shop"})
    annotations: {summary: "No target of {{ $labels.instance }} is there"}
Mend: leave the label out, or write its value.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.problem import Problem
from observability.promql.tree import Aggregation, Binary, Call, Node

ID = "template-label"
SEVERITY = Severity.ERROR


def check(alert: AlertRule) -> Iterator[Problem]:
    """Labels in texts that no sample has, and no aggregation is to blame."""
    for label, spot, culprit in alert.lost_labels:
        if not isinstance(culprit, Aggregation):
            message = f"alert '{alert.rule.alert}' shows {label}, which {_words(culprit)}"
            yield Problem(message, spot, _advice(alert, label))


def _words(node: Node) -> str:
    match node:
        case Call(function="absent" | "absent_over_time"):
            return f"{node.function} does not know: no matcher right inside of it says what it is equal to"
        case Call():
            return f"{node.function}() has not"
        case Binary():
            by = "on" if node.matching.on else "ignoring"
            return f"the {node.operator} {by} ({', '.join(node.matching.labels)}) does not keep"
        case _:
            return "the result, a mere number, has not"


def _advice(alert: AlertRule, label: str) -> str:
    if label in alert.rule.labels:
        return "it is a label of the alert, and templates see those of the sample: write its value"
    return "leave it out, or write its value"
