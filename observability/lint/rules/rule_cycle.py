"""No rules read each other in a circle.

Why: each evaluation would read the value of the evaluation before, of itself in the end. What comes out depends on when
Prometheus was started. A rule that reads its own series alone, to go on from its last value, is meant so.

Passes:
    groups:
      - {name: a, rules: [{record: "job:a:sum", expr: sum by (job) (a)}]}
      - {name: b, rules: [{record: "job:b:max", expr: "max_over_time(job:a:sum[5m])"}]}
Fails:
    groups:
      - {name: a, rules: [{record: "job:a:max", expr: "max_over_time(job:b:max[5m])"}]}
      - {name: b, rules: [{record: "job:b:max", expr: "max_over_time(job:a:max[5m])"}]}
Mend: have one of them read what comes from outside.
"""

from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from attrs import field, frozen

from observability.findings import Finding, Location
from observability.lint.tree import Tree
from observability.model.rule import Recording

ID = "rule-cycle"


@frozen
class _Edge:
    """A recording that reads a metric; alike for all services, so that a fleet has few."""

    record: str
    metric: str
    location: Location = field(eq=False)


def facts(tree: Tree) -> Iterator[_Edge]:
    """Which recordings read what."""
    for use in tree.uses:
        if isinstance(use.rule, Recording):
            for metric in sorted(use.metrics - {use.rule.record}):
                yield _Edge(use.rule.record, metric, use.rule.origin)


def judge(facts: Collection[_Edge]) -> Iterator[Finding]:
    """The circles, each at the first of its rules."""
    records = {edge.record for edge in facts}
    edges = [edge for edge in facts if edge.metric in records]
    graph: dict[str, set[str]] = {}
    for edge in edges:
        graph.setdefault(edge.record, set()).add(edge.metric)
    while circle := _circle(graph):
        steps = set(pairwise(circle))
        first = min((edge for edge in edges if (edge.record, edge.metric) in steps), key=lambda edge: edge.location)
        at = circle.index(first.record)
        told = " -> ".join([*circle[at:-1], *circle[:at], first.record])
        yield Finding(ID, f"recording rule '{first.record}' reads itself: {told}", first.location, where="expr")
        graph[first.record].discard(first.metric)


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """Records of which each reads the next, and the last is the first; none where there is no circle."""
    try:
        TopologicalSorter({record: sorted(metrics) for record, metrics in sorted(graph.items())}).prepare()
    except CycleError as error:
        # It tells them from what is read to what reads it.
        return list(reversed(error.args[1]))
    return []
