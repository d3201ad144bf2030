"""The unit of a panel fits the metric's name.

Why: `_seconds` shown as milliseconds is wrong by a thousand, and looks plausible.

Looked at are queries that read one metric and keep its unit: no division, no counting.
Passes: `max(process_start_time_seconds)` as `s` or a date, `node_memory_free_bytes` as `bytes`.
Fails: `signal:latency_seconds:quantile_rate5m` as `ms`.
Mend: use the unit that the name tells.
"""

import re
from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import QueryPlace
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.dashboards.unit_of import unit_of
from observability.lint.tree import Tree

ID = "unit-suffix"

# What the base name of a metric ends with, and the units in which it may be shown.
_FITTING = {
    "seconds": frozenset({"s", "dtdurations", "clocks", "dateTimeAsIso", "dateTimeFromNow", "dthms", "dtdhms"}),
    "bytes": frozenset({"bytes", "decbytes"}),
    "ratio": frozenset({"percentunit", "none", "short"}),
    "celsius": frozenset({"celsius"}),
}
_SUFFIX = re.compile(r"_(seconds|bytes|ratio|celsius)\b|:(ratio)$")
_CHANGES_UNIT = re.compile(r"[*/%^]|\b(?:rate|irate|increase|deriv|count|count_values|group|time)\b")


def check(tree: Tree) -> Iterator[Finding]:
    """Units that the metric's name contradicts."""
    for query in all_queries(tree):
        unit = unit_of(query)
        for word in _words(query):
            if unit and unit not in _FITTING[word]:
                message = f"{title(query.panel)} shows a metric in {word} with the unit '{unit}'"
                yield query.place.finding(ID, message, f"use {' or '.join(sorted(_FITTING[word])[:2])}")


def _words(query: QueryPlace) -> set[str]:
    metrics = {read.metric for read in query.reads}
    within = {name for read in query.reads for name in read.within}
    if len(metrics) != 1 or _CHANGES_UNIT.search(" ".join(within)) or _CHANGES_UNIT.search(_bare(query.promql)):
        return set()
    return {word for metric in metrics for match in _SUFFIX.findall(metric) for word in match if word}


def _bare(promql: str) -> str:
    """The expression without strings and names, in which operators could be mistaken."""
    return re.sub(r'"(?:\\.|[^"\\])*"|[\w:]+', "", promql)
