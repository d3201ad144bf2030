"""`rate` and `irate` of raw series in a panel use `$__rate_interval`.

Why: a fixed window shorter than four scrapes shows gaps, and one shorter than a pixel's width hides what happened in
between. Grafana knows both, and picks a window that is neither.

Passes: `rate(http_requests_total[$__rate_interval])`, and recorded series, whose window is in their name.
Fails: `rate(http_requests_total[5m])`.
Mend: write `[$__rate_interval]`.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import RATE_INTERVAL
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree
from observability.promql import Read

ID = "target-rate-interval"

_RATES = frozenset({"irate", "rate"})


def check(tree: Tree) -> Iterator[Finding]:
    """Rates over a fixed window."""
    for query in all_queries(tree):
        if any(_fixed(read) for read in query.reads):
            message = f"a query of {title(query.panel)} takes a rate over a fixed window"
            yield query.place.finding(ID, message, "use [$__rate_interval]")


def _fixed(read: Read) -> bool:
    rated = bool(_RATES & set(read.within[-1:]))
    return rated and not read.recorded and read.window != RATE_INTERVAL
