"""The dashboard and the panel that an alert links to are there.

Why: whoever is paged follows the link, and must not land on "Dashboard not found".

Passes: `dashboard_url: https://grafana.example.org/d/shop-1?viewPanel=7`, with that panel in that dashboard.
Fails: the same when the panel has another id.
Mend: build again; for an alert written by hand, mend its link.
"""

from collections.abc import Collection, Iterator

from attrs import frozen

from observability.findings import Finding, Location
from observability.lint.dashboards.alert_links import ANNOTATION, Target, linked_panels, target, uid
from observability.lint.tree import Tree

ID = "alert-panel"


@frozen
class _Link:
    """An alert's link that leads out of its own part of the tree."""

    target: Target
    alert: str
    origin: Location


def facts(tree: Tree) -> Iterator[Target | _Link]:
    """What can be linked to, and the links to something else."""
    there = {*linked_panels(tree), *(Target(uid(file), 0) for file in tree.dashboards)}
    yield from there
    for file in tree.rules:
        for alert in file.alerts:
            if (link := target(alert)) and link not in there:
                yield _Link(link, alert.alert, alert.origin)


def judge(facts: Collection[Target | _Link]) -> Iterator[Finding]:
    """Links into the void. A tree of rules alone is not judged."""
    there = {fact for fact in facts if isinstance(fact, Target)}
    for fact in facts if there else ():
        if isinstance(fact, _Link) and fact.target not in there:
            problem = _problem(fact.target, there)
            message = f"the alert {fact.alert} links to a dashboard that is not there: {problem}"
            hint = "mend the link, or build again"
            yield Finding(ID, message, fact.origin, where=f"annotations.{ANNOTATION}", hint=hint)


def _problem(link: Target, there: set[Target]) -> str:
    if Target(link.uid, 0) in there:
        return f"there is no panel {link.panel} in it"
    return f"there is no dashboard '{link.uid}'"
