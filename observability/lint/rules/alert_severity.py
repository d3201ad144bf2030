"""Every alert says how much it matters: critical, warning or info.

Why: routes and inhibitions go by `severity`. An alert without one, or with one that nobody routes, reaches nobody.

Passes: `labels: {severity: critical}`.
Fails: no `severity`; `severity: page`.
Mend: critical wakes a person, warning is for the next working day, info is for dashboards.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.names import SEVERITY

ID = "alert-severity"

_SEVERITIES = ("critical", "warning", "info")


def check(tree: Tree) -> Iterator[Finding]:
    """Alerts with no severity, or with another."""
    hint = f"write one of: {', '.join(_SEVERITIES)}"
    for file in tree.rules:
        for alert in file.alerts:
            severity = alert.labels.get(SEVERITY)
            if severity is None:
                yield Finding(ID, f"{name(alert)} has no severity", alert.origin, where="labels", hint=hint)
            elif severity not in _SEVERITIES:
                message = f"{name(alert)} has the severity '{severity}', which nobody routes"
                yield Finding(ID, message, alert.origin, where="labels.severity", hint=hint)
