"""Lines over time."""

from collections.abc import Mapping
from typing import Any

from grafanalib import core

from observability.grafana import theme
from observability.grafana.fields import defaults, series_overrides
from observability.grafana.targets import draws_several
from observability.model.panel import Panel


def build(panel: Panel, shared: Mapping[str, Any]) -> core.TimeSeries:
    """Thresholds are dashed lines. A hole stays a hole: lines that bridge an outage hide it."""
    several = draws_several(panel)
    return core.TimeSeries(
        **shared,
        fillOpacity=theme.FILL_OPACITY,
        gradientMode="opacity",
        legendCalcs=["lastNotNull", "max"] if several else [],
        legendDisplayMode="table" if several else "list",
        lineWidth=theme.LINE_WIDTH,
        overrides=series_overrides(panel),
        scaleDistributionLog=10,
        scaleDistributionType="log" if panel.log else "linear",
        stacking={"group": "A", "mode": "none"},
        thresholdsStyleMode="dashed" if panel.thresholds else "off",
        tooltipMode="multi",
        tooltipSort="desc",
        extraJson={
            "fieldConfig": {"defaults": defaults(panel)},
            "options": {"legend": {"showLegend": several}},
        },
    )
