"""A dashboard is smaller than a megabyte.

Why: larger ones do not fit into a Kubernetes ConfigMap, which is how most get to Grafana, and take seconds to open.

Passes: a dashboard of 300 panels.
Fails: one of 3,000.
Mend: split it; a service with so many signals may be several services.
"""

from collections.abc import Iterator

import orjson

from observability.findings import Finding
from observability.lint.dashboards.reading import dashboards
from observability.lint.tree import Tree

ID = "dashboard-size"

_LIMIT = 2**20


def check(tree: Tree) -> Iterator[Finding]:
    """Dashboards that are too large, as they are written: indented by two."""
    for dashboard in dashboards(tree):
        size = len(orjson.dumps(dashboard.json, option=orjson.OPT_INDENT_2))
        if size >= _LIMIT:
            yield dashboard.finding(ID, f"the dashboard has {size:,} bytes", f"stay below {_LIMIT:,}")
