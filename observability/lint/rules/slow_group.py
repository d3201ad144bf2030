"""A group is evaluated at least every five minutes.

Why: Prometheus looks back five minutes for the last value of a series. What is recorded less often has holes, in which
alerts over it end and graphs break off.

Passes:
    groups:
      - name: shop
        interval: 1m
        rules: [{record: "job:up:sum", expr: sum by (job) (up)}]
Fails:
    groups:
      - name: shop
        interval: 10m
        rules: [{record: "job:up:sum", expr: sum by (job) (up)}]
Mend: shorten the interval; where the query is too costly for that, record a part of it more often.
"""

from collections.abc import Iterator

from observability.findings import Finding, Severity
from observability.lint.tree import Tree
from observability.model.durations import LOOKBACK
from observability.model.rule import Recording

ID = "slow-group"


def check(tree: Tree) -> Iterator[Finding]:
    """Groups whose recordings have holes."""
    for file in tree.rules:
        for group in file.groups:
            if group.interval and group.interval > LOOKBACK and any(isinstance(r, Recording) for r in group.rules):
                message = f"group '{group.name}' records every {group.interval}, and a value is seen for {LOOKBACK}"
                hint = f"write {LOOKBACK} or less"
                yield Finding(ID, message, group.origin, Severity.WARNING, "interval", hint)
