"""An alert can fire.

Why: one that cannot looks in every list like one that watches.

It is told by the values that an expression can have: `up` is 0 or 1, rates and counts are not below 0, a part of a
whole is from 0 to 1, of nothing there is no count; and by labels: matchers that no value satisfies, sides of an
operator that never find each other.

Passes:
    expr: up == 0
Fails:
    expr: count(up == 0) == 0
Mend: ask for `absent(...)`, or compare with a value that there can be.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.alertrule import AlertRule
from observability.lint.alerts import threshold_range
from observability.lint.expressions import quantile_without_le
from observability.lint.problem import Problem
from observability.promql import text_of
from observability.proof.satisfiability.advice import advice
from observability.proof.satisfiability.bounds import bounds
from observability.proof.satisfiability.verdicts import culprit

ID = "never-fires"
SEVERITY = Severity.ERROR


def check(alert: AlertRule) -> Iterator[Problem]:
    """Alerts whose expression has no samples, whatever the series."""
    if alert.expression and bounds(alert.expression.tree).empty and not _told_better(alert):
        part = culprit(alert.expression.tree)
        message = f"alert '{alert.rule.alert}' can never fire: nothing satisfies {text_of(part)}"
        yield Problem(message, alert.expression.around(part), advice(part))


def _told_better(alert: AlertRule) -> bool:
    """Whether a check that knows the reason has its own word for it: one mistake is one finding."""
    found = [*threshold_range.check(alert), *(quantile_without_le.check(alert.expression) if alert.expression else ())]
    return any(problem.severity is not Severity.WARNING for problem in found)
