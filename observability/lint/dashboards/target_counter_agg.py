"""A counter is read through `rate`, `irate` or `increase`.

Why: a counter's own value says when its process started, and falls to nothing at a restart.

Passes: `sum(rate(http_requests_total{job="shop"}[$__rate_interval]))`.
Fails: `sum(http_requests_total{job="shop"})`.
Mend: take the rate before anything else.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree
from observability.promql import Read
from observability.promql.families import RATES

ID = "target-counter-agg"

_RATES = RATES | {"resets"}


def check(tree: Tree) -> Iterator[Finding]:
    """Counters (their names end in `_total`) without a rate."""
    for query in all_queries(tree):
        for read in query.reads:
            if read.metric.endswith("_total") and not _rated(read):
                message = f"a query of {title(query.panel)} shows the counter '{read.metric}' itself"
                yield query.place.finding(ID, message, "take its rate")


def _rated(read: Read) -> bool:
    return bool(_RATES & set(read.within[-1:]))
