"""The alerts that fire now. The panel asks for rules, not for series."""

from collections.abc import Mapping
from typing import Any

from observability.grafana.panels.current import Current, current
from observability.model.panel import Panel

_IMPORTANCE = 3
_STATES = {"error": True, "firing": True, "noData": False, "normal": False, "pending": True, "recovering": True}
_OPTIONS = {
    "alertName": "",
    "dashboardAlerts": False,
    "groupBy": [],
    "groupMode": "default",
    "maxItems": 20,
    "showInactiveAlerts": False,
    "sortOrder": _IMPORTANCE,
    "stateFilter": _STATES,
    "viewMode": "list",
}


def build(panel: Panel, shared: Mapping[str, Any]) -> Current:
    """Alerts of every data source that has rules; the query's selector filters them by their labels."""
    options = {**_OPTIONS, "alertInstanceLabelFilter": "".join(query.expr for query in panel.queries[:1])}
    return current("alertlist", options, {"defaults": {}}, **{**shared, "dataSource": None, "targets": []})
