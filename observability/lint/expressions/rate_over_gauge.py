"""`rate`, `irate` and `increase` are taken of counters.

Why: to them every fall is a restart of the process. A gauge that goes up and down looks like one that only rises.

Looked at is the type that a Prometheus tells (`--prometheus`), else the name, where it leaves no doubt.

Passes:
    expr: deriv(queue_length[5m]) > 1
Fails:
    expr: rate(queue_length[5m]) > 1
Mend: use `deriv` or `delta`, or compare the gauge itself.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.metrics import is_gauge
from observability.lint.problem import Problem
from observability.promql.tree import Call, Matrix, every

ID = "rate-over-gauge"
SEVERITY = Severity.WARNING

_COUNTING = {"rate": "deriv", "irate": "idelta", "increase": "delta"}


def check(expression: Expression) -> Iterator[Problem]:
    """Every such function of a gauge."""
    for node in every(expression.tree):
        match node:
            case Call(function=name, arguments=(Matrix(vector=vector),)) if name in _COUNTING:
                metric = vector.selector.metric
                if is_gauge(metric, expression.settings):
                    message = f"{expression.subject} takes the {name} of '{metric}', which goes up and down"
                    hint = f"use {_COUNTING[name]}, or compare the gauge itself"
                    yield Problem(message, expression.at(node), hint)
