"""No two alerts fire for the same, in one file or in several.

Why: both fire together, and somebody is told twice. Who mends one of them leaves the other as it was.

Compared are labels and expressions, whatever their white space. Two of one name in one file are a duplicate-rule.

Passes:
    - {alert: Down, expr: up == 0, for: 5m, labels: {severity: info}, annotations: {summary: down}}
    - {alert: DownLong, expr: up == 0, for: 1h, labels: {severity: warning}, annotations: {summary: down}}
Fails:
    - {alert: Down, expr: up == 0, for: 5m, labels: {severity: info}, annotations: {summary: down}}
    - {alert: InstanceDown, expr: up==0, for: 5m, labels: {severity: info}, annotations: {summary: down}}
Mend: keep one of them.
"""

from collections.abc import Collection, Iterator

from observability.findings import Finding, Severity
from observability.lint.identities import Identified, repeated
from observability.lint.tree import Tree
from observability.model.rule import Rule

ID = "copied-alert"


def facts(tree: Tree) -> Iterator[Identified]:
    """All alerts."""
    return (Identified.of(file.path, file.alerts, _identity) for file in tree.rules)


def judge(facts: Collection[Identified]) -> Iterator[Finding]:
    """Those for whose expression and labels there is an alert already."""
    for called, place, other, earlier in repeated(facts):
        if (called, place.file) != (other, earlier.file):
            message = f"{called} fires for the same as {other if other != called else 'that'} of {earlier}"
            yield Finding(ID, message, place, Severity.WARNING, "expr", "keep one of them")


def _identity(rule: Rule) -> object:
    return sorted(rule.labels.items()), "".join(rule.expr.split())
