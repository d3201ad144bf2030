"""No two panels of a dashboard, rows included, have one id.

Why: a link to a panel opens the first that has the id, and edits of one change the other.

Passes: ids 1 and 2.
Fails: ids 1 and 1, or none.
Mend: give the second another id.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, title
from observability.lint.tree import Tree
from observability.model.identity import LARGEST_ID

ID = "duplicate-panel-id"


def check(tree: Tree) -> Iterator[Finding]:
    """Ids that are taken, missing or too large."""
    for dashboard in dashboards(tree):
        seen: dict[int, str] = {}
        for panel in _with_rows(dashboard):
            number = panel.json.get("id")
            if not isinstance(number, int) or not 0 < number <= LARGEST_ID:
                yield panel.finding(ID, f"{title(panel)} has the id {number!r}", f"use a number from 1 to {LARGEST_ID}")
            elif number in seen:
                yield panel.finding(ID, f"{title(panel)} has the id of {seen[number]}: {number}", "use another")
            else:
                seen[number] = title(panel)


def _with_rows(dashboard: Place) -> Iterator[Place]:
    for panel in dashboard.inner("panels"):
        yield panel
        yield from panel.inner("panels")
