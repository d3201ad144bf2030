"""One number on a dial."""

from collections.abc import Mapping
from typing import Any

from observability.grafana.fields import defaults, series_overrides
from observability.grafana.panels.current import REDUCE, Current, current
from observability.model.panel import Panel

_OPTIONS = {
    "minVizHeight": 75,
    "minVizWidth": 75,
    "orientation": "auto",
    "reduceOptions": REDUCE,
    "showThresholdLabels": False,
    "showThresholdMarkers": True,
    "sizing": "auto",
}


def build(panel: Panel, shared: Mapping[str, Any]) -> Current:
    """The dial is coloured by the thresholds."""
    color = {"mode": "thresholds"}
    fields = {"defaults": {"color": color, **defaults(panel)}, "overrides": series_overrides(panel)}
    return current("gauge", _OPTIONS, fields, **shared)
