"""Of two alerts on one thing, the one that matters more fires later.

Why: where the limit of `critical` is reached before that of `warning`, somebody is woken before anybody was warned, and
the warning says nothing new. At one limit both come at once.

Compared are alerts of one file with the same name, labels and value, and limits of their own.

Passes:
    - {alert: Full, expr: disk_used_ratio > 0.8, labels: {severity: warning}, annotations: {summary: full}}
    - alert: Full
      expr: disk_used_ratio > 0.9
      for: 5m
      labels: {severity: critical}
      annotations: {summary: full, runbook_url: "https://example.org/full"}
Fails:
    - {alert: Full, expr: disk_used_ratio > 0.9, labels: {severity: warning}, annotations: {summary: full}}
    - alert: Full
      expr: disk_used_ratio > 0.8
      for: 5m
      labels: {severity: critical}
      annotations: {summary: full, runbook_url: "https://example.org/full"}
Mend: exchange the limits.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from attrs import frozen

from observability.findings import Finding, Severity
from observability.lint.tree import Tree
from observability.model.names import SEVERITY
from observability.model.rule import Alert
from observability.promql import tree_of
from observability.promql.tree import Binary, Node, Number
from observability.promql.writing import number

ID = "contradicting-limits"

_LATER = {">": 1, ">=": 1, "<": -1, "<=": -1}


@frozen
class _Limit:
    alert: Alert
    operator: str
    limit: float


def check(tree: Tree) -> Iterator[Finding]:
    """Alerts whose limits stand the wrong way round."""
    for file in tree.rules:
        for alike in _several(file.alerts):
            for limits in _limits(alike):
                yield from _judged(limits, tree.settings.severities)


def _several(alerts: Iterable[Alert]) -> Iterator[list[Alert]]:
    """Alerts that differ in their severity alone, as far as names and labels tell."""
    found: dict[object, list[Alert]] = {}
    for alert in alerts:
        others = frozenset((key, value) for key, value in alert.labels.items() if key != SEVERITY)
        found.setdefault((alert.alert, others), []).append(alert)
    return (alike for alike in found.values() if len(alike) > 1)


def _limits(alerts: Iterable[Alert]) -> Iterator[list[_Limit]]:
    """The limits of one value: of what is compared in the same way."""
    found: dict[tuple[str, Node], list[_Limit]] = {}
    for alert in alerts:
        match _tree(alert.expr):
            case Binary(right=Number() as limit) as node if node.operator in _LATER:
                one = _Limit(alert, node.operator, limit.value)
                found.setdefault((node.operator, node.left), []).append(one)
    yield from found.values()


def _tree(expr: str) -> Node | None:
    with suppress(ValueError):
        return tree_of(expr)
    return None


def _judged(limits: Sequence[_Limit], severities: Sequence[str]) -> Iterator[Finding]:
    ranked = [one for one in limits if one.alert.labels.get(SEVERITY) in severities]
    ranked.sort(key=lambda one: severities.index(one.alert.labels[SEVERITY]))
    for worse, milder in pairwise(ranked):
        if worse.alert.labels[SEVERITY] == milder.alert.labels[SEVERITY]:
            continue
        sooner = (milder.limit - worse.limit) * _LATER[worse.operator]
        if sooner > 0 or (sooner == 0 and worse.alert.duration <= milder.alert.duration):
            names = worse.alert.labels[SEVERITY], milder.alert.labels[SEVERITY]
            when = "before" if sooner > 0 else "together with"
            message = f"alert '{worse.alert.alert}' is {names[0]} at {number(worse.limit)}, {when} {names[1]} at"
            said = f"{message} {number(milder.limit)}"
            yield Finding(ID, said, worse.alert.origin, Severity.WARNING, "expr", "exchange the limits")
