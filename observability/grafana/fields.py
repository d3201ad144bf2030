"""Field configuration: units, limits, thresholds, colours; for all of a panel and for each query."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from observability.grafana import theme
from observability.grafana.decimals import decimals
from observability.grafana.numbers import number
from observability.grafana.targets import referenced
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold

Properties = list[dict[str, Any]]

# Lines that are beside what is there now: limits, and what was.
_DASHED = frozenset({Role.THRESHOLD, Role.PAST})
# Lines that come in a natural order, one query each: short windows before long ones, low quantiles before high ones.
# Shades alone are too near to one another, and nearer still for the colour-blind, so that each is wider than the last.
_RANKED = frozenset({Role.ERRORS, Role.DURATION})


def defaults(panel: Panel) -> dict[str, Any]:
    """What holds for every field of a panel. Keys that say nothing are left out."""
    optional = {
        "decimals": decimals(panel.unit, panel.decimals),
        "max": None if panel.maximum is None else number(panel.maximum),
        "min": None if panel.minimum is None else number(panel.minimum),
        "noValue": panel.no_value or None,
    }
    return {
        "thresholds": thresholds(panel.base, panel.thresholds),
        "unit": panel.unit,
        **{key: value for key, value in optional.items() if value is not None},
    }


def thresholds(base: Role, steps: Iterable[Threshold]) -> dict[str, Any]:
    """Grafana's steps. The first has no value: it reaches down to minus infinity, the one null in a dashboard."""
    first: dict[str, Any] = {"color": theme.step_colour(base), "value": None}
    others = ({"color": theme.step_colour(step.role), "value": number(step.value)} for step in steps)
    return {"mode": "absolute", "steps": [first, *others]}


def series_overrides(panel: Panel) -> list[dict[str, Any]]:
    """Each query's own colour, line, unit and thresholds."""
    uses = Counter(query.role for query in panel.queries)
    ranks = Counter[Role | None]()
    found = []
    for ref_id, query in referenced(panel):
        ranks[query.role] += 1
        shared = uses[query.role] > 1
        own = _series_properties(query, panel, shared)
        if shared and query.role in _RANKED and panel.kind is PanelKind.TIMESERIES:
            own += properties(custom__lineWidth=ranks[query.role])
        found += [override("byFrameRefID", ref_id, own)] if own else []
    return found


def override(matcher: str, option: str, properties: Properties) -> dict[str, Any]:
    """Properties of the fields that a matcher picks."""
    return {"matcher": {"id": matcher, "options": option}, "properties": properties}


def properties(**values: Any) -> Properties:
    """Properties by id; a double underscore stands for the dot in `custom.lineStyle`."""
    return [{"id": key.replace("__", "."), "value": value} for key, value in values.items()]


def _series_properties(query: Query, panel: Panel, shared: bool) -> Properties:
    found: Properties = []
    if query.role is not None:
        found += properties(color=theme.colour(query.role, shared or "{{" in query.legend))
    if query.role in _DASHED:
        found += properties(custom__lineStyle=theme.DASHES, custom__fillOpacity=0)
    if query.unit and query.unit != panel.unit:
        found += unit(query)
    if query.thresholds and query.thresholds != panel.thresholds:
        found += properties(thresholds=thresholds(query.base, query.thresholds))
    return found


def unit(query: Query) -> Properties:
    """The unit of one query's values, with the decimals that it takes."""
    shown = decimals(query.unit, query.decimals)
    return properties(unit=query.unit) + ([] if shown is None else properties(decimals=shown))
