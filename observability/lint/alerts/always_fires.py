"""An alert does not always fire.

Why: who is told all the time does not listen. An expression without a condition has a sample for each series, whatever
its value, also 0; `> bool` has one whether it holds or not.

An expression that reads no series, as `vector(1)`, is a heartbeat and fine.

Passes:
    expr: rate(errors_total[5m]) > 1
Fails:
    expr: rate(errors_total[5m])
Mend: compare with a value that a healthy series does not reach.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.problem import Problem
from observability.model import names
from observability.promql.tree import COMPARISONS, Binary, Call, Node, Vector, every
from observability.proof.satisfiability.always import always_holds
from observability.proof.satisfiability.bounds import bounds

ID = "always-fires"
SEVERITY = Severity.ERROR

_ADVICE = "compare with a value that a healthy series does not reach"


def check(alert: AlertRule) -> Iterator[Problem]:
    """Alerts that fire for whatever series there are."""
    expression, name = alert.expression, alert.rule.alert
    if not expression or not any(isinstance(part, Vector) for part in every(expression.tree)):
        return
    if bounds(expression.tree).empty:
        return  # Of nothing all is true.
    if always_holds(expression.tree):
        message = f"alert '{name}' fires for whatever series there are: this always holds"
        yield Problem(message, expression.around(expression.tree), _ADVICE)
    elif not _asks(expression.tree):
        message = f"alert '{name}' compares nothing: it fires for every series, whatever its value"
        yield Problem(message, expression.around(expression.tree), _ADVICE)


def _asks(node: Node) -> bool:
    """Whether it has samples only where something holds."""
    for part in every(node):
        match part:
            case Binary(operator="and" | "unless") | Call(function="absent" | "absent_over_time"):
                return True
            case Binary() if part.operator in COMPARISONS and not part.returns_bool:
                return True
            # By its labels alone: those of an alert, or of a state that is there or not, as people record it.
            case Vector() if part.selector.metric in names.OF_ALERTS or ":" in part.selector.metric:
                return True
    return False
