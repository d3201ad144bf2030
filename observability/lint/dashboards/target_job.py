"""Every query says whose series it reads.

Why: `rate(http_requests_total[...])` sums over every service that uses the same library.

A raw series is narrowed by `job` or another matcher, a recorded one by `service`.
Passes: `http_requests_total{job="shop"}`, `signal:traffic:rate5m{service="shop"}`.
Fails: `http_requests_total`, `signal:traffic:rate5m{signal="http"}`.
Mend: add the matcher; a variable will do.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree
from observability.model import names
from observability.promql import Read

ID = "target-job"

_WHOSE = names.SERVICE


def check(tree: Tree) -> Iterator[Finding]:
    """Reads that are not narrowed to somebody."""
    for query in all_queries(tree):
        for read in query.reads:
            if not _narrowed(read):
                message = f"a query of {title(query.panel)} reads '{read.metric}' of everybody"
                wanted = _WHOSE if read.recorded else "job"
                yield query.place.finding(ID, message, f"add a matcher on '{wanted}'")


def _narrowed(read: Read) -> bool:
    labels = {matcher.label for matcher in read.matchers} - {"__name__"}
    return _WHOSE in labels if read.recorded or read.metric in names.OF_ALERTS else bool(labels)
