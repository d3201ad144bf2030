"""Lines of a log, the newest first."""

from collections.abc import Mapping
from typing import Any

from observability.grafana.panels.current import Current, current
from observability.model.panel import Panel

_OPTIONS = {
    "dedupStrategy": "none",
    "enableLogDetails": True,
    "prettifyLogMessage": False,
    "showLogContextToggle": False,
    "showCommonLabels": False,
    "showLabels": False,
    "showTime": True,
    "sortOrder": "Descending",
    "wrapLogMessage": True,
}


def build(panel: Panel, shared: Mapping[str, Any]) -> Current:
    """The lines as their data source gives them: nothing of them is a number."""
    return current("logs", _OPTIONS, {"defaults": {"noValue": panel.no_value} if panel.no_value else {}}, **shared)
