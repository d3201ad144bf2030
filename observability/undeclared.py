"""Metrics that alerts written by hand name and no descriptor declares: whoever renames one, nobody is told.

A descriptor declares what its signals measure, what its runtime exposes, and what it lists in `metrics`. The tests by
hand of an alert declare the series that they give; and who asks for `absent(x)` hears of it when x is gone.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain

from attrs import frozen

from observability.findings import Finding, Severity
from observability.model import names
from observability.model.location import NOWHERE, Location
from observability.model.service import HandWrittenAlert, Service
from observability.promql import reads
from observability.promql.families import ABSENCES
from observability.promql.tokens import tokens
from observability.rulefiles import spelled_at

CHECK = "undeclared-metric"

# Exporters have many metrics that are called alike; a slip of the hand is a letter or two.
_NEAR = 0.93
# The same letters in another order need not be so near.
_SWAPPED = 0.8
# What one histogram or summary is exposed as.
_SUFFIX = re.compile(r"_(?:bucket|sum|count|created)$")


@frozen
class Undeclared:
    """A metric that its own descriptor does not declare. `alert` is the first that names it, there at `location`.

    `near`: a metric that is declared and called nearly so, or nothing.
    """

    metric: str
    alert: str
    location: Location = NOWHERE
    near: str = ""

    @property
    def finding(self) -> Finding:
        """What is told where no other descriptor declares it either."""
        message = f"the alert {self.alert} reads '{self.metric}', which no descriptor declares"
        hint = "should its exporter rename it, nobody is told: measure it with a signal, or list it in spec.metrics"
        if self.near:
            hint = f"did you mean '{self.near}'? If not, list it in spec.metrics"
        where = f"spec.alerts.{self.alert}.expr"
        return Finding(CHECK, message, self.location, Severity.WARNING, where, hint)


def family(metric: str) -> str:
    """What a histogram's or summary's series have in common, as one of them declares all."""
    return f"{_SUFFIX.sub('', metric)}*"


def families(metrics: Iterable[str]) -> frozenset[str]:
    """The families of the metrics."""
    return frozenset(map(family, metrics))


def named_beside(service: Service) -> frozenset[str]:
    """What a descriptor declares beside all that is generated of it."""
    tested = (selector.metric for alert in service.alerts for test in alert.tests for selector, _ in test.series)
    return frozenset(chain(service.metrics, tested, *(_watched(alert.expr) for alert in service.alerts)))


def undeclared(service: Service, declared: Collection[str], text: bytes) -> tuple[Undeclared, ...]:
    """The metrics of alerts by hand that are not `declared`, of each family the first, in the order of the alerts.

    `text` is the descriptor, in which they are looked for.
    """
    known, found = families(declared), dict[str, Undeclared]()
    for alert in service.alerts:
        for metric in _in_order(alert.expr):
            if family(metric) not in known and family(metric) not in found:
                near = _near(metric, sorted(declared))
                found[family(metric)] = Undeclared(metric, alert.name, _place(alert, metric, text), near)
    return tuple(found.values())


def unmet(asked: Iterable[Undeclared], declared: Collection[str]) -> Iterator[Finding]:
    """The findings of those that no descriptor declares. `declared` are families of metrics, of all descriptors."""
    return (one.finding for one in asked if family(one.metric) not in declared)


def _in_order(expr: str) -> Iterator[str]:
    # Names with a colon are the business of unknown-recording; what Prometheus makes itself is always there.
    ordered = dict.fromkeys(read.metric for read in reads(expr) if read.metric and not read.recorded)
    return (metric for metric in ordered if metric not in names.OF_ALERTS | names.OF_SCRAPES)


def _near(metric: str, declared: Sequence[str]) -> str:
    """What is called nearly so: two letters that changed places are one slip."""
    swapped = [one for one in get_close_matches(metric, declared, 3, _SWAPPED) if sorted(one) == sorted(metric)]
    return next(iter([*get_close_matches(metric, declared, 1, _NEAR), *swapped]), "")


def _watched(expr: str) -> frozenset[str]:
    return frozenset(read.metric for read in reads(expr) if not ABSENCES.isdisjoint(read.within))


def _place(alert: HandWrittenAlert, metric: str, text: bytes) -> Location:
    named = (token.span.start for token in tokens(alert.expr) if token.kind == "name" and token.text == metric)
    return spelled_at(text, alert.expr, alert.expr_at, metric, next(named, 0))
