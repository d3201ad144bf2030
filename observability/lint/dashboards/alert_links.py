"""The dashboard links of alerts, taken apart: shared by two checks."""

import re

from attrs import frozen

from observability.lint.dashboardfile import DashboardFile, Place
from observability.lint.tree import Tree
from observability.model.rule import Alert

ANNOTATION = "dashboard_url"

_PATH = re.compile(r"/d/(?P<uid>[\w-]+)(?:/[^?#]*)?(?:\?(?:[^#]*&)?viewPanel=(?:panel-)?(?P<panel>\d+))?")


@frozen
class Target:
    """Where an alert's link leads; `panel` is 0 for the whole dashboard."""

    uid: str
    panel: int


def target(alert: Alert) -> Target | None:
    """Where the alert's link leads, or None for an alert without one, or with one to something else."""
    found = _PATH.search(alert.annotations.get(ANNOTATION, ""))
    return Target(found["uid"], int(found["panel"] or 0)) if found else None


def linked_panels(tree: Tree) -> dict[Target, Place]:
    """Every panel by what would lead to it."""
    panels = ((uid(file), panel) for file in tree.dashboards for panel in file.panels)
    return {Target(of, panel.json.get("id", 0)): panel for of, panel in panels}


def uid(dashboard: DashboardFile) -> str:
    """By what links name the dashboard."""
    return str(dashboard.json.get("uid"))
