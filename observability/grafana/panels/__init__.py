"""One kind of panel a file. To add one: a module with a `build`, and a line in `BUILDERS`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from observability.grafana.panels import (
    alertlist,
    bargauge,
    gauge,
    heatmap,
    logs,
    stat,
    statetimeline,
    table,
    text,
    timeseries,
)
from observability.model.panel import Panel, PanelKind

# Called with the panel and the arguments that grafanalib's panels have in common.
Builder = Callable[[Panel, Mapping[str, Any]], Any]

BUILDERS: Mapping[PanelKind, Builder] = MappingProxyType(
    {
        PanelKind.ALERT_LIST: alertlist.build,
        PanelKind.BAR_GAUGE: bargauge.build,
        PanelKind.GAUGE: gauge.build,
        PanelKind.HEATMAP: heatmap.build,
        PanelKind.LOGS: logs.build,
        PanelKind.STAT: stat.build,
        PanelKind.STATE_TIMELINE: statetimeline.build,
        PanelKind.TABLE: table.build,
        PanelKind.TEXT: text.build,
        PanelKind.TIMESERIES: timeseries.build,
    }
)
