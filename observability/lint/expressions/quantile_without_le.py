"""`histogram_quantile` is given buckets that still have their `le`.

Why: without `le` no bucket is known for one, and there is no result: the alert never fires.

Passes:
    expr: histogram_quantile(0.99, sum by (le, job) (rate(http_request_duration_seconds_bucket[5m]))) > 1
Fails:
    expr: histogram_quantile(0.99, sum by (job) (rate(http_request_duration_seconds_bucket[5m]))) > 1
Mend: add `le` to the `by`.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.labelflow import dropper
from observability.lint.problem import Problem
from observability.promql.tree import Call, Vector, every

ID = "quantile-without-le"
SEVERITY = Severity.ERROR


def check(expression: Expression) -> Iterator[Problem]:
    """Every quantile of classic buckets that were added up over their bounds."""
    for node in every(expression.tree):
        match node:
            case Call(function="histogram_quantile", arguments=(_, buckets)):
                classic = any(isinstance(p, Vector) and p.selector.metric.endswith("_bucket") for p in every(buckets))
                if classic and (culprit := dropper(buckets, "le")):
                    message = f"{expression.subject} has a histogram_quantile of buckets without le"
                    yield Problem(message, expression.at(culprit), "add le to its labels")
