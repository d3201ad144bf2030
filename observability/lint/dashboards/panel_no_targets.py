"""A panel that draws numbers has a query.

Why: a panel without one is empty for ever, and looks like a service without trouble.

Passes: `{"type": "stat", "targets": [{"expr": "up"}]}`.
Fails: `{"type": "stat", "targets": []}`.
Mend: add a query, or remove the panel.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_panels, title
from observability.lint.tree import Tree

ID = "panel-no-targets"

_DRAWN = frozenset({"bargauge", "gauge", "graph", "heatmap", "singlestat", "stat", "table", "timeseries"})


def check(tree: Tree) -> Iterator[Finding]:
    """Panels without a query."""
    for panel in all_panels(tree):
        if panel.json.get("type") in _DRAWN and not panel.json.get("targets"):
            yield panel.finding(ID, f"{title(panel)} has no query", "add one, or remove the panel")
