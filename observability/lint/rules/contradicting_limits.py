"""Of two alerts on one thing, the one that matters more fires later.

Why: where the limit of `critical` is reached before that of `warning`, somebody is woken before anybody was warned, and
the warning says nothing new. At one limit both come at once.

Compared are alerts with the same name, labels and value, and limits of their own, also of several files. Where even the
severity is the same, two files contradict each other.

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

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import pairwise
from operator import attrgetter

from attrs import frozen

from observability.findings import Finding, Location, Severity
from observability.lint.tree import Tree
from observability.model.names import SEVERITY
from observability.model.rule import Alert
from observability.promql import tree_of
from observability.promql.tree import Binary, Number
from observability.promql.writing import number

ID = "contradicting-limits"

_LATER = {">": 1, ">=": 1, "<": -1, "<=": -1}
_BYTES = 8
# What may be a comparison with a number and nothing else: of a fleet's alerts most are not, and need not be read.
_SIMPLE = re.compile(r"[<>]=?\s*[-+.\w]+\s*$")
_JOINED = re.compile(r"\b(?:and|or|unless)\b")


@frozen
class _Limit:
    """A limit of an alert. `of` is a hash of its name, its other labels and what is compared."""

    of: bytes
    called: str
    place: Location
    severity: str
    rank: int
    later: int
    limit: float
    waits: int


def facts(tree: Tree) -> Iterator[_Limit]:
    """The limits of alerts whose severity is known."""
    for file in tree.rules:
        several = {id(alert) for alike in _several(file.alerts) for alert in alike}
        for alert in file.alerts:
            if id(alert) in several or (_SIMPLE.search(alert.expr) and not _JOINED.search(alert.expr)):
                yield from _limit(alert, tree.settings.severities)


def judge(facts: Collection[_Limit]) -> Iterator[Finding]:
    """Alerts whose limits stand the wrong way round, or say two things at once."""
    alike = defaultdict[bytes, list[_Limit]](list)
    for one in sorted(facts, key=attrgetter("place.file", "place.line", "place.column")):
        alike[one.of].append(one)
    for limits in alike.values():
        if len(limits) > 1:
            yield from _judged(sorted(limits, key=attrgetter("rank")))


def _several(alerts: Iterable[Alert]) -> Iterator[list[Alert]]:
    """Alerts that differ in their severity alone, as far as names and labels tell."""
    found: dict[object, list[Alert]] = {}
    for alert in alerts:
        found.setdefault(_identity(alert), []).append(alert)
    return (alike for alike in found.values() if len(alike) > 1)


def _identity(alert: Alert) -> object:
    return alert.alert, tuple(sorted((key, value) for key, value in alert.labels.items() if key != SEVERITY))


def _limit(alert: Alert, severities: Sequence[str]) -> Iterator[_Limit]:
    severity = alert.labels.get(SEVERITY, "")
    with suppress(ValueError):
        match tree_of(alert.expr):
            case Binary(right=Number() as limit) as node if node.operator in _LATER and severity in severities:
                of = blake2b(repr((_identity(alert), node.operator, node.left)).encode(), digest_size=_BYTES).digest()
                rank, waits = severities.index(severity), alert.duration.milliseconds
                later = _LATER[node.operator]
                yield _Limit(of, alert.alert, alert.origin, severity, rank, later, limit.value, waits)


def _judged(limits: Sequence[_Limit]) -> Iterator[Finding]:
    for worse, milder in pairwise(limits):
        sooner = (milder.limit - worse.limit) * worse.later
        said = f"alert '{worse.called}' is {worse.severity} at {number(worse.limit)}"
        if worse.severity == milder.severity:
            # Inside a file it is a duplicate.
            if sooner and worse.place.file != milder.place.file:
                hint = f"keep it or that of {worse.place}"
                told = f"alert '{milder.called}' is {milder.severity} at {number(milder.limit)}, and at"
                yield _finding(f"{told} {number(worse.limit)} in {worse.place.file}", milder, hint)
        elif sooner > 0 or (sooner == 0 and worse.waits <= milder.waits):
            when = "before" if sooner > 0 else "together with"
            yield _finding(
                f"{said}, {when} {milder.severity} at {number(milder.limit)}", worse, _exchange(worse, milder)
            )


def _exchange(worse: _Limit, milder: _Limit) -> str:
    elsewhere = f" with that of {milder.place}" if worse.place.file != milder.place.file else ""
    return f"exchange the limits{elsewhere}"


def _finding(message: str, at: _Limit, hint: str) -> Finding:
    return Finding(ID, message, at.place, Severity.WARNING, "expr", hint)
