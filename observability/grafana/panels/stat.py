"""One number, large, with its recent past behind it."""

from collections.abc import Mapping
from typing import Any

from grafanalib import core

from observability.grafana.fields import defaults, series_overrides
from observability.grafana.targets import draws_several
from observability.model.panel import Panel


def build(panel: Panel, shared: Mapping[str, Any]) -> core.Stat:
    """Thresholds colour the whole tile, so that a wall screen can be read from afar."""
    return core.Stat(
        **shared,
        color={"mode": "thresholds"},
        colorMode="background_solid" if panel.thresholds else "value",
        format=panel.unit,
        graphMode="none" if all(query.instant for query in panel.queries) else "area",
        # Several are rows, each name beside its value: columns would cut the names.
        orientation="horizontal" if draws_several(panel) else "auto",
        noValue=panel.no_value or None,
        overrides=series_overrides(panel),
        reduceCalc="lastNotNull",
        extraJson={
            "fieldConfig": {"defaults": defaults(panel)},
            "options": {"percentChangeColorMode": "standard", "showPercentChange": False, "wideLayout": True},
        },
    )
