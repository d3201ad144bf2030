"""A dashboard is written in the newest classic schema, 42.

Why: Grafana rewrites an older one in the browser at every view, and marks it as changed. Files in the second schema
(`apiVersion: dashboard.grafana.app/v2...`) are refused by the servers that are current.

Passes: `"schemaVersion": 42`.
Fails: `"schemaVersion": 12`.
Mend: build again, or save the dashboard once in a current Grafana and export it.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import dashboards
from observability.lint.tree import Tree

ID = "schema-version"

_CURRENT = 42


def check(tree: Tree) -> Iterator[Finding]:
    """Dashboards in another schema."""
    for dashboard in dashboards(tree):
        version = dashboard.json.get("schemaVersion")
        if version != _CURRENT:
            yield dashboard.finding(ID, f"the schema version is {version!r}", f"use {_CURRENT}")
