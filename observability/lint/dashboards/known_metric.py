"""Every metric in a panel is declared by a descriptor or made by a rule.

Why: a panel over a metric that was renamed is empty, and an empty panel of errors looks like a good day.

Passes: a metric that a descriptor names, a series that a rule of this tree records, `ALERTS`, `up`,
what Prometheus tells of its own rules.
Fails: `signal:trafic:rate5m`.
Mend: name the metric in the descriptor, or mend the query. For dashboards that were not built here only recorded
series (with a colon in their name) can be judged. What the overview of all services shows of those that have it, as
latency, need not be recorded of any.
"""

from collections.abc import Collection, Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.names import ALWAYS, Fact, Missed, missed
from observability.lint.tree import Tree
from observability.model import names
from observability.model.durations import Duration
from observability.model.selector import MatchOp
from observability.promql import Read

ID = "known-metric"

_OF_ANY_SERVICE = frozenset(
    {
        names.TRAFFIC,
        names.ERRORS,
        names.LATENCY_QUANTILE,
        names.BUDGET_REMAINING,
        names.objective_burn_rate(Duration.parse("1h")),
    }
)


def facts(tree: Tree) -> Iterator[Fact]:
    """The metrics that are there, and the reads of others."""
    there = tree.recorded | tree.declared
    yield from there
    known = there | ALWAYS | names.OF_PROMETHEUS
    for query in all_queries(tree):
        for read in query.reads:
            judged = (read.recorded or tree.catalog is not None) and not _is_of_any_service(read)
            if read.metric and judged and read.metric not in known:
                message = f"a query of {title(query.panel)} reads '{read.metric}', which nobody declares or records"
                hint = "name it in the descriptor, or mend the query"
                yield Missed(read.metric, query.place.finding(ID, message, hint))


def judge(facts: Collection[Fact]) -> Iterator[Finding]:
    """Metrics that nobody makes."""
    return (unmade.finding for unmade in missed(facts))


def _is_of_any_service(read: Read) -> bool:
    one = any(matcher.label == names.SERVICE and matcher.op is MatchOp.EQUAL for matcher in read.matchers)
    return read.metric in _OF_ANY_SERVICE and not one
