"""A dashboard of the model as one of Grafana's."""

from typing import Any

from grafanalib import core

from observability.grafana import finish
from observability.grafana.annotations import annotations
from observability.grafana.layout import Place, PlacedRow, place
from observability.grafana.links import dashboard_link, data_link, explore_link, menu
from observability.grafana.panels import BUILDERS
from observability.grafana.source import reference
from observability.grafana.targets import targets
from observability.grafana.text import markdown, plain
from observability.grafana.variables import variables
from observability.model.dashboard import Dashboard
from observability.model.identity import panel_id, row_id
from observability.model.panel import Explore, Panel, PanelKind

# The newest of the classic schema: servers refuse the next one from files.
SCHEMA_VERSION = 42
_SHARED_CROSSHAIR = 1

# A budget burns over hours; six show the fast burn, what led to it and what followed.
_TIME = core.Time("now-6h", "now")
# Recorded series change once in an evaluation, half a minute to a minute: asking more often shows nothing new.
_REFRESH = "1m"
_REFRESHES = core.TimePicker(["30s", "1m", "5m", "15m", "1h"], [])

# Whose lines, bars and tiles open a menu of links when they are clicked. The cells of tables have their own.
_CLICKED = frozenset({PanelKind.TIMESERIES, PanelKind.STAT, PanelKind.GAUGE, PanelKind.BAR_GAUGE, PanelKind.HEATMAP})


def build(dashboard: Dashboard) -> dict[str, Any]:
    """The dashboard in Grafana's current schema. Some leaves are still grafanalib's objects."""
    names = frozenset(variable.name for variable in dashboard.variables)
    panels = [made for row in place(dashboard.rows) for made in _row(row, names)]
    made = core.Dashboard(
        title=dashboard.title,
        uid=dashboard.uid,
        description=dashboard.description,
        tags=list(dashboard.tags),
        schemaVersion=SCHEMA_VERSION,
        # What is made from a file is changed in the file.
        editable=False,
        timezone="browser",
        graphTooltip=_SHARED_CROSSHAIR,
        time=_TIME,
        refresh=_REFRESH,
        timePicker=_REFRESHES,
        templating=core.Templating(list(variables(dashboard))),
        annotations=core.Annotations(list(annotations(dashboard))),
        links=[*map(dashboard_link, dashboard.links), *map(menu, dashboard.menus)],
        panels=panels,
    ).to_json_data()
    return finish.dashboard({**made, "timepicker": {"refresh_intervals": _REFRESHES.refreshIntervals}})


def _row(placed: PlacedRow, names: frozenset[str]) -> list[dict[str, Any]]:
    """The bar and its panels: inside it where it is folded, after it where it is open, as Grafana keeps them."""
    panels = [_panel(panel, where, names) for panel, where in placed.panels]
    row = placed.row
    bar = core.RowPanel(
        id=row_id(row.key),
        title=plain(row.title),
        gridPos=_grid(placed.place),
        collapsed=row.collapsed,
        panels=panels if row.collapsed else [],
    )
    return [finish.row(bar.to_json_data()), *([] if row.collapsed else panels)]


def _panel(panel: Panel, where: Place, names: frozenset[str]) -> dict[str, Any]:
    raw = (Explore("Open raw query in Explore", panel.raw),) if panel.raw else ()
    links = [*(explore_link(one, names) for one in (*raw, *panel.explore)), *map(data_link, panel.links)]
    shared = {
        "id": panel_id(panel.key),
        "title": plain(panel.title),
        "description": markdown(panel.description),
        "dataSource": reference(panel.source),
        "gridPos": _grid(where),
        "links": links,
        "targets": targets(panel),
    }
    made = BUILDERS[panel.kind](panel, shared).to_json_data()
    return finish.panel(made, [*map(data_link, panel.data_links), *links] if panel.kind in _CLICKED else [])


def _grid(where: Place) -> core.GridPos:
    return core.GridPos(h=where.height, w=where.width, x=where.x, y=where.y)
