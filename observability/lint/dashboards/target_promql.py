"""Every query to Prometheus is PromQL.

Why: a query that does not parse is an error triangle on the panel, seen by whoever needed it.

Passes: `sum by (handler) (rate(http_requests_total[$__rate_interval]))`.
Fails: `sum by handler (rate(http_requests_total[$__rate_interval]))`.
Mend: write it so that Prometheus reads it. `$__rate_interval` and the dashboard's variables may stand in it.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree

ID = "target-promql"


def check(tree: Tree) -> Iterator[Finding]:
    """Queries that do not parse."""
    for query in all_queries(tree):
        if query.problem:
            message = f"a query of {title(query.panel)} is no PromQL: {query.problem}"
            yield query.place.finding(ID, message, "mend the query")
