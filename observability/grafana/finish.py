"""The finish: what grafanalib makes, without what Grafana no longer knows.

grafanalib 0.7.1 writes the keys of Grafana 5 and nulls beside the current ones. What is current is listed here and
the rest dropped, so that a stale key cannot slip through because nobody had thought of it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

# Grafana would else mend panels of version 6, and clip every ratio of a stat to 0 to 1 on the way.
PLUGIN_VERSION = "12.0.0"

_DASHBOARD = (
    *("annotations", "description", "editable", "graphTooltip", "links", "panels", "refresh", "schemaVersion"),
    *("tags", "templating", "time", "timepicker", "timezone", "title", "uid"),
)
_ROW = ("collapsed", "gridPos", "id", "panels", "title", "type")
_PANEL = (
    *("datasource", "description", "fieldConfig", "gridPos", "id", "links", "options", "targets", "title"),
    *("transformations", "type"),
)


def dashboard(made: Mapping[str, Any]) -> dict[str, Any]:
    """The root, of current keys alone."""
    return {key: made[key] for key in _DASHBOARD}


def row(made: Mapping[str, Any]) -> dict[str, Any]:
    """A row: a bar with a title, which has neither queries nor fields."""
    return {key: made[key] for key in _ROW}


def panel(made: Mapping[str, Any], data_links: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """A panel, without empty settings; `data_links` open from what is clicked in it."""
    finished = {key: value for key in _PANEL if (value := made.get(key))}
    config = made["fieldConfig"]
    return {**finished, "fieldConfig": _field_config(config, data_links), "pluginVersion": PLUGIN_VERSION}


def _field_config(config: Mapping[str, Any], data_links: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    defaults = _without_nulls(config["defaults"])
    defaults["custom"] = _without_nulls(defaults.get("custom", {}))
    if data_links:
        defaults["links"] = list(data_links)
    return {"defaults": defaults, "overrides": config.get("overrides", [])}


def _without_nulls(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if value is not None}
