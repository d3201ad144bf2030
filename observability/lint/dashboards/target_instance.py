"""A raw series is summed over its instances, or narrowed to some of them.

Why: a service of two hundred replicas draws two hundred lines, and a browser stands still.

Passes: `sum(rate(x{job="shop"}[...]))`, `x{job="shop", instance=~"$instance"}`, recorded series.
Fails: `rate(x{job="shop"}[...])`.
Mend: aggregate it, or add a matcher on `instance`.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree
from observability.promql import Read

ID = "target-instance"

_AGGREGATIONS = frozenset(
    {"avg", "bottomk", "count", "group", "max", "min", "quantile", "stddev", "stdvar", "sum", "topk"}
    | {"absent", "absent_over_time", "count_values"}
)


def check(tree: Tree) -> Iterator[Finding]:
    """Raw series by instance that nobody asked for."""
    for query in all_queries(tree):
        for read in query.reads:
            if not (read.recorded or _few(read)):
                message = f"a query of {title(query.panel)} draws each instance of '{read.metric}'"
                yield query.place.finding(ID, message, "aggregate it, or add a matcher on 'instance'")


def _few(read: Read) -> bool:
    return bool(_AGGREGATIONS & set(read.within)) or any(m.label == "instance" for m in read.matchers)
