"""Marks over all graphs: releases, firing alerts."""

from collections.abc import Iterator
from typing import Any

from observability.grafana import theme
from observability.grafana.source import PROMETHEUS
from observability.grafana.text import plain
from observability.model.dashboard import Annotation, Dashboard

# Grafana adds it to a dashboard that has none, and would then call the dashboard changed.
_BUILT_IN = {
    "builtIn": 1,
    "datasource": {"type": "grafana", "uid": "-- Grafana --"},
    "enable": True,
    "hide": True,
    "iconColor": "rgba(0, 211, 255, 1)",
    "name": "Annotations & Alerts",
    "type": "dashboard",
}


def annotations(dashboard: Dashboard) -> Iterator[dict[str, Any]]:
    """The built-in one and the dashboard's own."""
    yield _BUILT_IN
    yield from map(_annotation, dashboard.annotations)


def _annotation(annotation: Annotation) -> dict[str, Any]:
    return {
        "datasource": PROMETHEUS,
        "enable": annotation.shown,
        "hide": False,
        "iconColor": theme.step_colour(annotation.role),
        "name": plain(annotation.name),
        "target": {"expr": annotation.expr, "interval": "", "refId": "Anno"},
        "textFormat": plain(annotation.text),
        "titleFormat": plain(annotation.title),
    }
