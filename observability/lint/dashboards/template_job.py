"""A variable `job` is a query to the data source variable, titled `Job`, with several values and All = `.+`.

Why: a reader expects the labels that every target has to work the same on every dashboard. Dashboards over recorded
series need none: the rules have summed over `job`. Where there is none, this check has nothing to say.

Passes: `{"name": "job", "label": "Job", "type": "query", "multi": true, "allValue": ".+", ...}`.
Fails: the same with `"multi": false`.
Mend: set what the message names.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.target_variable import check_variable
from observability.lint.tree import Tree

ID = "template-job"


def check(tree: Tree) -> Iterator[Finding]:
    """Variables `job` that differ."""
    return check_variable(tree, ID, "job")
