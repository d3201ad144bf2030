"""The limits of alerts are drawn on the panel that they link to, and no others are.

Why: a line at 80 % under an alert that fires at 90 % makes people distrust both.

Looked at are the numbers other than 0 with which an alert compares what is there now. Where the panel shows a recorded
series that is another one divided by a number, as a burn rate is an error ratio divided by the budget, the limits are
divided too.
Passes: `max(signal:utilization:ratio{...}) > 0.8`, and a panel of that series with a threshold at 0.8.
Fails: the same with a threshold at 0.9; a line at 10 over a burn rate whose alerts fire at 14.4 and 6 times; a panel
that shows nothing of what its alert compares.
Mend: give the panel the thresholds of its alerts, or link the alert to the panel that shows its cause.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from math import isclose
from typing import Any

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.alert_links import Target, linked_panels, target
from observability.lint.dashboards.reading import title
from observability.lint.dashboards.scales import Scales, family, scales
from observability.lint.tree import Tree
from observability.model.numbers import plain, round_significant
from observability.model.rule import Alert
from observability.promql import Comparison, comparisons

ID = "alert-threshold"

# The factors of burn rates are drawn with four digits.
_DIGITS, _TOLERANCE = 4, 0.001


def check(tree: Tree) -> Iterator[Finding]:
    """Limits that are missing on a panel, and lines on it that are nobody's limit."""
    there = linked_panels(tree)
    alerts = _alerts(tree, there)
    panels = [there[link] for link in alerts]
    for panel, linked, shown in zip(panels, alerts.values(), scales(panels, tree), strict=True):
        yield from _judge(panel, linked, shown)


def _alerts(tree: Tree, there: Mapping[Target, Place]) -> dict[Target, list[Alert]]:
    found: dict[Target, list[Alert]] = {}
    for file in tree.rules:
        for alert in file.alerts:
            link = target(alert)
            if link and link in there:
                found.setdefault(link, []).append(alert)
    return found


def _judge(panel: Place, alerts: Iterable[Alert], shown: Scales) -> Iterator[Finding]:
    drawn, expected = list(_steps(panel.json)), list[Decimal]()
    for alert in alerts:
        compared = _compared(alert)
        limits = [one.limit * scale for one in compared for scale in _scale(one, shown)]
        if shown and compared and not limits:
            yield _unseen(panel, alert, compared[0])
        yield from (_missing(panel, alert, limit) for limit in limits if not _among(limit, drawn))
        expected += limits
    if expected:  # without any limit, the colours of a panel are its own affair
        yield from (_excess(panel, step) for step in drawn if not _among(step, expected))


def _compared(alert: Alert) -> list[Comparison]:
    try:
        return [one for one in comparisons(alert.expr) if one.limit and one.metrics]
    except ValueError:
        return []


def _scale(one: Comparison, shown: Scales) -> list[Decimal]:
    return [shown[name] for name in sorted(map(family, one.metrics)) if name in shown][:1]


def _steps(panel: Mapping[str, Any]) -> Iterator[Decimal]:
    defaults = (panel.get("fieldConfig") or {}).get("defaults") or {}
    for step in (defaults.get("thresholds") or {}).get("steps") or ():
        # The base has no value, and 0 is where an axis begins.
        if isinstance(step.get("value"), int | float) and step["value"]:
            yield Decimal(repr(step["value"]))


def _among(limit: Decimal, others: Iterable[Decimal]) -> bool:
    return any(isclose(limit, other, rel_tol=_TOLERANCE) for other in others)


def _missing(panel: Place, alert: Alert, limit: Decimal) -> Finding:
    message = f"{title(panel)} has no threshold at {_shown(limit)}, where {alert.alert} fires"
    return panel.finding(ID, message, "give the panel the thresholds of its alerts")


def _excess(panel: Place, step: Decimal) -> Finding:
    message = f"{title(panel)} has a threshold at {_shown(step)}, where none of its alerts fires"
    return panel.finding(ID, message, "give the panel the thresholds of its alerts")


def _unseen(panel: Place, alert: Alert, one: Comparison) -> Finding:
    compared = ", ".join(sorted(one.metrics))
    message = f"{title(panel)} shows nothing of {compared}, which {alert.alert} compares with {_shown(one.limit)}"
    return panel.finding(ID, message, "link the alert to the panel that shows its cause")


def _shown(number: Decimal) -> str:
    return plain(round_significant(number, _DIGITS))
