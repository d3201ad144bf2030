"""A dashboard that comes from a file cannot be edited in Grafana.

Why: what somebody changes there is lost with the next build, and until then nobody can see it in the repository.

Passes: `"editable": false`.
Fails: `"editable": true`, or nothing, which means the same.
Mend: set it to false.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import dashboards
from observability.lint.tree import Tree

ID = "uneditable-dashboard"


def check(tree: Tree) -> Iterator[Finding]:
    """Dashboards that can be edited."""
    for dashboard in dashboards(tree):
        if dashboard.json.get("editable", True):
            yield dashboard.finding(ID, "the dashboard can be edited", "set 'editable' to false")
