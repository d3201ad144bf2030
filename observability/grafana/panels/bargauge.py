"""A bar for each series, so that the largest is easily seen."""

from collections.abc import Mapping
from typing import Any

from observability.grafana.fields import defaults, series_overrides
from observability.grafana.panels.current import REDUCE, Current, current
from observability.model.panel import Panel

# Three bars are no thicker than eight: what is compared is their length.
_OPTIONS = {
    "displayMode": "basic",
    "legend": {"calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": False},
    "maxVizHeight": 28,
    "minVizHeight": 16,
    "minVizWidth": 8,
    "namePlacement": "auto",
    "orientation": "horizontal",
    "reduceOptions": REDUCE,
    "showUnfilled": True,
    "sizing": "manual",
    "valueMode": "color",
}


def build(panel: Panel, shared: Mapping[str, Any]) -> Current:
    """The bars are coloured by the thresholds."""
    color = {"mode": "thresholds"}
    fields = {"defaults": {"color": color, **defaults(panel)}, "overrides": series_overrides(panel)}
    return current("bargauge", _OPTIONS, fields, **shared)
