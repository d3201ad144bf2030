"""`histogram_quantile` over classic buckets keeps `le`.

Why: without it all buckets fall into one, and the result is NaN: no line at all.

Passes: `histogram_quantile(0.99, sum by (le) (rate(x_bucket[$__rate_interval])))`, any native histogram.
Fails: `histogram_quantile(0.99, sum(rate(x_bucket[$__rate_interval])))`.
Mend: add `le` to the `by`.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import QueryPlace
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree
from observability.promql import quantiles_without_le

ID = "quantile-buckets"


def check(tree: Tree) -> Iterator[Finding]:
    """Quantiles of nothing."""
    for query in all_queries(tree):
        for _ in _lacking(query):
            message = f"a query of {title(query.panel)} takes a quantile of buckets without 'le'"
            yield query.place.finding(ID, message, "add 'le' to the 'by'")


def _lacking(query: QueryPlace) -> list[str]:
    try:
        return quantiles_without_le(query.promql, _is_bucket)
    except ValueError:
        return []


def _is_bucket(metric: str) -> bool:
    return metric.partition(":rate")[0].endswith("_bucket")
