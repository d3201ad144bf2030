"""The dashboard and the panel that an alert links to are there.

Why: whoever is paged follows the link, and must not land on "Dashboard not found".

Passes: `dashboard_url: https://grafana.example.org/d/shop-1?viewPanel=7`, with that panel in that dashboard.
Fails: the same when the panel has another id.
Mend: build again; for an alert written by hand, mend its link.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.alert_links import ANNOTATION, Target, linked_panels, target
from observability.lint.tree import Tree
from observability.model.rule import Alert

ID = "alert-panel"


def check(tree: Tree) -> Iterator[Finding]:
    """Links into the void. A tree of rules alone is not judged."""
    there = set(linked_panels(tree))
    uids = {str(file.json.get("uid")) for file in tree.dashboards}
    for file in tree.rules if tree.dashboards else ():
        for alert in file.alerts:
            if (link := target(alert)) and (problem := _problem(link, there, uids)):
                yield _finding(alert, problem)


def _problem(link: Target, there: set[Target], uids: set[str]) -> str:
    if link.uid not in uids:
        return f"there is no dashboard '{link.uid}'"
    return f"there is no panel {link.panel} in it" if link.panel and link not in there else ""


def _finding(alert: Alert, problem: str) -> Finding:
    message = f"the alert {alert.alert} links to a dashboard that is not there: {problem}"
    return Finding(ID, message, alert.origin, where=f"annotations.{ANNOTATION}", hint="mend the link, or build again")
