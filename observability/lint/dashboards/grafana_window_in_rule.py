"""No rule uses a variable of Grafana, as in `[$__rate_interval]`.

Why: copied from a panel into a rule it is no PromQL, and Prometheus refuses the whole file.

Passes: `rate(http_requests_total[5m])`.
Fails: `rate(http_requests_total[$__rate_interval])`.
Mend: write a window.
"""

import re
from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.tree import Tree

ID = "grafana-window-in-rule"

_VARIABLE = re.compile(r"\$(?:__\w+|{__\w+})")


def check(tree: Tree) -> Iterator[Finding]:
    """Rules with variables of Grafana."""
    for file in tree.rules:
        for rule in file.rules:
            if found := _VARIABLE.search(rule.expr):
                message = f"the rule {rule.name} uses {found[0]}, which only Grafana knows"
                yield Finding(ID, message, rule.origin, where="expr", hint="write a window, as in [5m]")
