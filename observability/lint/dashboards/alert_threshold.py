"""The limits of an alert are drawn on the panel that it links to.

Why: a line at 80 % under an alert that fires at 90 % makes people distrust both.

Looked at are alerts that as a whole compare a metric, which the panel shows too, with a number other than 0.
Passes: `max(signal:utilization:ratio{...}) > 0.8`, and a panel of that series with a threshold at 0.8.
Fails: the same with a threshold at 0.9.
Mend: give the panel the alert's threshold.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from observability.findings import Finding
from observability.lint.dashboards.alert_links import linked_panels, target
from observability.lint.dashboards.reading import Place, queries, title
from observability.lint.tree import Tree
from observability.model.numbers import plain
from observability.model.rule import Alert
from observability.promql import comparison

ID = "alert-threshold"


def check(tree: Tree) -> Iterator[Finding]:
    """Limits that are missing on the panel."""
    there = linked_panels(tree)
    for file in tree.rules:
        for alert in file.alerts:
            link = target(alert)
            if link in there:
                yield from _missing(alert, there[link])


def _missing(alert: Alert, panel: Place) -> Iterator[Finding]:
    limit = _limit(alert, panel)
    if limit and limit not in set(_steps(panel.json)):
        message = f"{title(panel)} has no threshold at {plain(limit)}, where {alert.alert} fires"
        yield panel.finding(ID, message, "give the panel the thresholds of its alerts")


def _limit(alert: Alert, panel: Place) -> Decimal | None:
    shown = {read.metric for query in queries(panel) for read in query.reads}
    try:
        found = comparison(alert.expr)
    except ValueError:
        return None
    return found.limit if found and found.metrics & shown else None


def _steps(panel: Any) -> Iterator[Decimal]:
    defaults = (panel.get("fieldConfig") or {}).get("defaults") or {}
    for step in (defaults.get("thresholds") or {}).get("steps") or ():
        if step.get("value") is not None:
            yield Decimal(repr(step["value"]))
