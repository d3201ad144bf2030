"""Every alert says what is wrong, and one that wakes somebody links to what to do.

Why: whoever is woken by it has these lines and nothing else.

Passes:
    alert: ProviderDown
    expr: payment_provider_up == 0
    for: 5m
    labels: {severity: critical}
    annotations: {summary: The payment provider does not answer, runbook_url: https://example.org/provider-down}
Fails:
    alert: ProviderDown
    expr: payment_provider_up == 0
    for: 5m
    labels: {severity: critical}
    annotations: {runbook_url: ""}
Mend: write them; in a descriptor, `summary` and `runbook`. Instead of `summary` another's rule may have `description`
or `message`. An alert that was built here for a service has `summary`, `description`, `runbook_url` and
`dashboard_url`, and `verify` wants the first and the link of every alert.
"""

from collections.abc import Iterator, Mapping

from observability.findings import Finding, Severity
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.names import SEVERITY, WATCHDOG
from observability.model.rule import Alert

ID = "alert-annotations"

_SUMMARY = {"summary": "say in one line what is wrong"}
_LINK = {"runbook_url": "link to what is to be done"}
_OF_SERVICES = {
    **_SUMMARY,
    **_LINK,
    "description": "say what it means, with the number",
    "dashboard_url": "link to where it is seen",
}
# What people call the same.
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "summary": ("description", "message", "title"),
    "runbook_url": ("runbook", "runbook_link"),
}


def check(tree: Tree) -> Iterator[Finding]:
    """Annotations that are missing or empty."""
    kind = Severity.ERROR if tree.settings.strict else Severity.WARNING
    for file in tree.rules:
        for alert in file.alerts:
            for key, hint in _wanted(tree, alert).items():
                names = (key,) if tree.settings.strict else (key, *_ALIKE.get(key, ()))
                if not any(alert.annotations.get(called, "").strip() for called in names):
                    message = f"{name(alert)} has no {key}"
                    yield Finding(ID, message, alert.origin, kind, f"annotations.{key}", hint)


def _wanted(tree: Tree, alert: Alert) -> Mapping[str, str]:
    if not tree.settings.strict:
        pages = alert.labels.get(SEVERITY) in tree.settings.pages
        return {**_SUMMARY, **_LINK} if pages else _SUMMARY
    # The Watchdog is no service's, and has no dashboard.
    return {**_SUMMARY, **_LINK} if tree.catalog is None or alert.alert == WATCHDOG else _OF_SERVICES
