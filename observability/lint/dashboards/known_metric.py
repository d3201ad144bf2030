"""Every metric in a panel is declared by a descriptor or made by a rule.

Why: a panel over a metric that was renamed is empty, and an empty panel of errors looks like a good day.

Passes: a metric that a descriptor names, a series that a rule of this tree records, `ALERTS`, `up`.
Fails: `signal:trafic:rate5m`.
Mend: name the metric in the descriptor, or mend the query. For dashboards that were not built here only recorded
series (with a colon in their name) can be judged.
"""

from collections.abc import Iterator
from itertools import chain

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Catalog, Tree

ID = "known-metric"

_ALWAYS = frozenset({"ALERTS", "ALERTS_FOR_STATE", "up"})


def check(tree: Tree) -> Iterator[Finding]:
    """Metrics that nobody makes."""
    made = {recording.record for file in tree.rules for recording in file.recordings}
    known = made | _ALWAYS | _declared(tree.catalog)
    for query in all_queries(tree):
        for read in query.reads:
            judged = read.recorded or tree.catalog is not None
            if read.metric and judged and read.metric not in known:
                message = f"a query of {title(query.panel)} reads '{read.metric}', which nobody declares or records"
                yield query.place.finding(ID, message, "name it in the descriptor, or mend the query")


def _declared(catalog: Catalog | None) -> set[str]:
    services = (catalog or {}).get("services", {})
    return set(chain.from_iterable(service["metrics"] for service in services.values()))
