"""A table: a row for each set of labels, a column for each query."""

from collections.abc import Mapping
from typing import Any

from observability.grafana import theme
from observability.grafana.fields import defaults, override, properties, thresholds, unit
from observability.grafana.links import data_link
from observability.grafana.panels.current import Current, current
from observability.grafana.targets import referenced
from observability.grafana.text import plain
from observability.model.panel import Column, Panel, Query

_NOT_SHOWN = {"Time": True, "__name__": True}
_OPTIONS = {"cellHeight": "sm", "frameIndex": 0, "showHeader": True}
_CELLS = {"align": "auto", "cellOptions": {"type": "auto"}, "filterable": True, "inspect": False}
# Grafana writes black or white on the colour, whichever is read better: coloured text fades on a light page.
_COLOURED = {"type": "color-background", "mode": "basic", "applyToRow": False}


def build(panel: Panel, shared: Mapping[str, Any]) -> Current:
    """All queries are merged on their labels; columns stand as the panel names them, labels first."""
    overrides = [*map(_label_override, panel.columns), *(_value_override(q) for q in panel.queries if q.column)]
    fields = {
        "defaults": {"color": {"mode": "thresholds"}, "custom": _CELLS, **defaults(panel)},
        "overrides": overrides,
    }
    labels = {column.title for column in panel.columns}
    sort = [{"desc": title not in labels, "displayName": plain(title)} for title in panel.sort]
    if panel.source:  # its rows come as they are to be shown
        return current("table", _OPTIONS, {"defaults": {"custom": _CELLS, **defaults(panel)}}, **shared)
    transformations = [{"id": "merge", "options": {}}, {"id": "organize", "options": _organized(panel)}]
    return current("table", {**_OPTIONS, "sortBy": sort}, fields, **shared, transformations=transformations)


def _organized(panel: Panel) -> dict[str, Any]:
    labels = {column.label: plain(column.title) for column in panel.columns}
    values = {_field(ref_id, panel): plain(query.column) for ref_id, query in referenced(panel)}
    unnamed = [name for name, title in values.items() if not title]
    return {
        "excludeByName": {**_NOT_SHOWN, **dict.fromkeys(unnamed, True)},
        "indexByName": {name: index for index, name in enumerate([*labels, *values])},
        "renameByName": {name: title for name, title in {**labels, **values}.items() if title},
    }


def _field(ref_id: str, panel: Panel) -> str:
    """What Grafana calls the value of a query: it adds the letter where there are several."""
    return f"Value #{ref_id}" if len(panel.queries) > 1 else "Value"


def _label_override(column: Column) -> dict[str, Any]:
    found = []
    if column.link:
        found += properties(links=[data_link(column.link)])
    if column.hidden:
        found += properties(custom__hidden=True)
    if column.roles:
        found += properties(mappings=_mappings(column), custom__cellOptions=_COLOURED)
    return override("byName", plain(column.title or column.label), found)


def _mappings(column: Column) -> list[dict[str, Any]]:
    options = {
        value: {"color": theme.step_colour(role), "index": index, "text": value}
        for index, (value, role) in enumerate(column.roles)
    }
    return [{"options": options, "type": "value"}]


def _value_override(query: Query) -> dict[str, Any]:
    found = unit(query) if query.unit else []
    if query.no_value:
        found += properties(noValue=query.no_value)
    if query.thresholds:
        steps = thresholds(query.base, query.thresholds)
        found += properties(thresholds=steps, custom__cellOptions=_COLOURED)
    return override("byName", plain(query.column), found)
