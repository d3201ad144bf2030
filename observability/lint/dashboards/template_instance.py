"""A variable `instance` is a query to the data source variable, titled `Instance`, with several values and All = `.+`.

Why: a reader expects the labels that every target has to work the same on every dashboard. Dashboards over recorded
series need none: the rules have summed over `instance`. Where there is none, this check has nothing to say.

Passes: `{"name": "instance", "label": "Instance", "type": "query", "multi": true, "allValue": ".+", ...}`.
Fails: the same with `"multi": false`.
Mend: set what the message names.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.target_variable import check_variable
from observability.lint.tree import Tree

ID = "template-instance"


def check(tree: Tree) -> Iterator[Finding]:
    """Variables `instance` that differ."""
    return check_variable(tree, ID, "instance")
