"""Every alert says how much it matters: critical, warning or info, or what the project file lists.

Why: routes and inhibitions go by `severity`. An alert without one, or with one that nobody routes, reaches nobody.

Passes:
    alert: QueueFull
    expr: queue_length > 5
    labels: {severity: critical}
Fails:
    alert: QueueFull
    expr: queue_length > 5
    labels: {severity: critcal}
Mend: critical wakes a person, warning is for the next working day, info is for dashboards. Other names are listed in
`severities` of the project file; `none` is for heartbeats.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from observability.findings import Finding, Severity
from observability.lint.settings import Settings
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.names import SEVERITY
from observability.model.rule import Alert

ID = "alert-severity"

_HEARTBEAT = "none"


def check(tree: Tree) -> Iterator[Finding]:
    """Alerts with no severity, or with another."""
    for file in tree.rules:
        for alert in file.alerts:
            severity = alert.labels.get(SEVERITY)
            if severity is None:
                hint = f"write one of: {', '.join(tree.settings.severities)}"
                yield Finding(ID, f"{name(alert)} has no severity", alert.origin, where="labels", hint=hint)
            elif not _is_known(severity, tree.settings):
                yield _unknown(alert, severity, tree.settings)


def _is_known(severity: str, settings: Settings) -> bool:
    if severity in settings.severities:
        return True
    return not settings.strict and (severity == _HEARTBEAT or severity in settings.pages or "{{" in severity)


def _unknown(alert: Alert, severity: str, settings: Settings) -> Finding:
    known = settings.severities
    close = get_close_matches(severity.lower(), known, 1)
    hint = f"write one of: {', '.join(known)}" if settings.strict or not close else f"did you mean {close[0]}?"
    # Others route by other names; what looks like a known one is hardly meant.
    kind = Severity.ERROR if settings.strict or close else Severity.WARNING
    message = f"{name(alert)} has the severity '{severity}', which nobody routes"
    return Finding(ID, message, alert.origin, kind, "labels.severity", hint)
