"""A label that a text shows is kept by the aggregation.

Why: `sum by (job)` leaves `job` alone. The text shows an empty place where the instance should stand, and nobody knows
which one it is about.

Passes:
    expr: sum by (job, instance) (queue_length) > 5
    annotations: {summary: "{{ $labels.instance }} of {{ $labels.job }} is behind: {{ $value }} messages wait"}
Fails:
    expr: sum by (job) (queue_length) > 5
    annotations: {summary: "{{ $labels.instance }} of {{ $labels.job }} is behind: {{ $value }} messages wait"}
Mend: add the label to the aggregation, or leave it out of the text.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.problem import Problem
from observability.promql.tree import Aggregation

ID = "dropped-label"
SEVERITY = Severity.ERROR


def check(alert: AlertRule) -> Iterator[Problem]:
    """Labels in texts that an aggregation takes away, each once a text."""
    for label, spot, culprit in alert.lost_labels:
        if isinstance(culprit, Aggregation):
            verb = "takes away" if culprit.without else "does not keep"
            message = f"alert '{alert.rule.alert}' shows {label}, which the {culprit.operator} {verb}"
            hint = f"add {label} to its labels" if not culprit.without else f"take {label} out of the without"
            yield Problem(message, spot, hint)
