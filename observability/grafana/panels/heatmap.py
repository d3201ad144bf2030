"""A distribution over time, from the buckets of a histogram."""

from collections.abc import Mapping
from typing import Any

from grafanalib import core

from observability.grafana import theme
from observability.grafana.decimals import decimals
from observability.grafana.fields import defaults
from observability.model.panel import Panel, Role


def build(panel: Panel, shared: Mapping[str, Any]) -> core.Heatmap:
    """The buckets are Prometheus' own, of a classic or a native histogram: nothing is calculated again.

    Cells without events are left out. The unit is the axis's; what a cell counts is a rate.
    """
    counted = panel.queries[0].unit or "reqps"
    options = {
        "calculate": False,
        "cellGap": 1,
        "cellValues": {"unit": counted, "decimals": decimals(counted, None)},
        "color": {
            "exponent": 0.5,
            "fill": "dark-orange",
            "mode": "scheme",
            "reverse": False,
            "scale": "exponential",
            "scheme": theme.HEATMAP_SCHEME,
            "steps": 64,
        },
        "exemplars": {"color": theme.COLOURS[Role.ERRORS]},
        "filterValues": {"le": 1e-9},
        "legend": {"show": True},
        "rowsFrame": {"layout": "auto"},
        "selectionMode": "x",
        "showValue": "never",
        "tooltip": {"mode": "single", "showColorScale": True, "yHistogram": True},
        "yAxis": {
            "axisPlacement": "left",
            "decimals": decimals(panel.unit, panel.decimals),
            "reverse": False,
            "unit": panel.unit,
        },
    }
    custom = {
        "hideFrom": {"legend": False, "tooltip": False, "viz": False},
        "scaleDistribution": {"type": "linear"},
    }
    config = {"defaults": {"custom": custom, **defaults(panel)}, "overrides": []}
    return core.Heatmap(**shared, extraJson={"fieldConfig": config, "options": options})
