"""The labels in a legend are labels of the result.

Why: Grafana shows an unknown `{{label}}` as its bare name, and all lines are called the same.

Passes: `sum by (handler) (...)` with the legend `{{handler}}`.
Fails: `sum by (handler) (...)` with the legend `{{method}}`.
Mend: aggregate by the label, or name another. Looked at are queries whose labels the query itself tells.
"""

import re
from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import QueryPlace
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree
from observability.promql import result_labels

ID = "legend-labels"

_LABEL = re.compile(r"{{\s*(\w+)\s*}}")


def check(tree: Tree) -> Iterator[Finding]:
    """Legends with labels that the result lacks."""
    for query in all_queries(tree):
        for label in sorted(_unknown(query)):
            message = f"the legend of {title(query.panel)} names the label '{label}', which the result lacks"
            yield query.place.finding(ID, message, "aggregate by it, or name another")


def _unknown(query: QueryPlace) -> set[str]:
    named = set(_LABEL.findall(str(query.place.json.get("legendFormat", ""))))
    if not named:
        return set()
    try:
        labels = result_labels(query.promql)
    except ValueError:
        return set()
    return set() if labels is None else named - labels
