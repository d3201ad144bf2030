"""What was so, and for how long: a bar for each series, coloured by its value."""

from collections.abc import Mapping
from typing import Any

from observability.grafana import theme
from observability.grafana.fields import defaults
from observability.grafana.panels.current import Current, current
from observability.grafana.text import plain
from observability.model.panel import Panel

_OPTIONS = {
    "alignValue": "left",
    "legend": {"calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": True},
    "mergeValues": True,
    "perPage": 20,
    "rowHeight": 0.8,
    "showValue": "never",
    "tooltip": {"mode": "single", "sort": "none"},
}
_CUSTOM = {"fillOpacity": 80, "insertNulls": False, "lineWidth": 0, "spanNulls": False}


def build(panel: Panel, shared: Mapping[str, Any]) -> Current:
    """Each value has its word and the colour of its threshold, so that the legend says what a colour means."""
    settings = {"color": {"mode": "thresholds"}, "custom": _CUSTOM, **defaults(panel), "mappings": _mappings(panel)}
    return current("state-timeline", _OPTIONS, {"defaults": settings, "overrides": []}, **shared)


def _mappings(panel: Panel) -> list[dict[str, Any]]:
    roles = {f"{step.value:f}": step.role for step in panel.thresholds}
    options = {
        value: {"color": theme.step_colour(roles[value]), "index": index, "text": plain(word)}
        for index, (value, word) in enumerate(panel.words)
    }
    return [{"options": options, "type": "value"}]
