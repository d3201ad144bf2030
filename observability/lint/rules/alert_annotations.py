"""Every alert says what is wrong, and links to what to do.

Why: whoever is woken by it has these lines and nothing else.

Passes: `annotations: {summary: The payment provider does not answer, runbook_url: https://...}`.
Fails: no `summary` or no `runbook_url`, or an empty one. An alert that was
built here for a service must have `description` and `dashboard_url` as well.
Mend: write them; in a descriptor, `summary` and `runbook`.
"""

from collections.abc import Iterator, Mapping

from observability.findings import Finding
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.names import WATCHDOG
from observability.model.rule import Alert

ID = "alert-annotations"

_ALWAYS = {
    "summary": "say in one line what is wrong",
    "runbook_url": "link to what is to be done",
}
_OF_SERVICES = _ALWAYS | {
    "description": "say what it means, with the number",
    "dashboard_url": "link to where it is seen",
}


def check(tree: Tree) -> Iterator[Finding]:
    """Annotations that are missing or empty."""
    for file in tree.rules:
        for alert in file.alerts:
            for key, hint in _wanted(tree, alert).items():
                if not alert.annotations.get(key, "").strip():
                    message = f"{name(alert)} has no {key}"
                    yield Finding(ID, message, alert.origin, where=f"annotations.{key}", hint=hint)


def _wanted(tree: Tree, alert: Alert) -> Mapping[str, str]:
    # The Watchdog is no service's, and has no dashboard.
    return _ALWAYS if tree.catalog is None or alert.alert == WATCHDOG else _OF_SERVICES
