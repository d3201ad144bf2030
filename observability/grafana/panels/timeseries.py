"""Lines over time."""

from collections.abc import Mapping
from typing import Any

from grafanalib import core

from observability.grafana import theme
from observability.grafana.fields import defaults, series_overrides
from observability.grafana.numbers import number
from observability.grafana.targets import draws_several
from observability.model.panel import Panel, Role

_LOOK = {"color": theme.colour(Role.PALETTE, several=True)}


def build(panel: Panel, shared: Mapping[str, Any]) -> core.TimeSeries:
    """Thresholds are dashed lines. A hole stays a hole: lines that bridge an outage hide it."""
    several = draws_several(panel)
    return core.TimeSeries(
        **shared,
        # Areas lie over one another, and the colours that come of it are nobody's.
        fillOpacity=0 if several else theme.FILL_OPACITY,
        gradientMode="scheme" if any(query.role is Role.VALUE for query in panel.queries) else "opacity",
        legendCalcs=["lastNotNull", "max"] if several else [],
        legendDisplayMode="table" if several else "list",
        lineWidth=theme.LINE_WIDTH,
        overrides=series_overrides(panel),
        stacking={"group": "A", "mode": "none"},
        thresholdsStyleMode="dashed" if panel.thresholds else "off",
        tooltipMode="multi",
        tooltipSort="desc",
        extraJson={
            "fieldConfig": {"defaults": {**_LOOK, **defaults(panel), "custom": _scale(panel)}},
            "options": {"legend": {"showLegend": several}},
        },
    )


def _scale(panel: Panel) -> dict[str, Any]:
    scale: dict[str, Any] = {} if panel.soft_maximum is None else {"axisSoftMax": number(panel.soft_maximum)}
    if panel.log_above is not None:
        # Purely logarithmic, the axis would have no place for 0, the best of all burn rates.
        scale["scaleDistribution"] = {"type": "symlog", "log": 10, "linearThreshold": number(panel.log_above)}
    return scale
