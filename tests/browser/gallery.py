"""A page with a panel of each type, made without a server, with texts that try whatever could go wrong."""

import math
from pathlib import Path
from typing import Any

from observability.preview.page import page

NASTY = '<script>window.hit = 1</script><img src=x onerror="window.hit = 2"> ${__from} [[x]] $job **b** &#60;'
STEP, COUNT = 60_000, 120
START = 1_742_389_200_000
_STEPS = [{"color": "green", "value": None}, {"color": "yellow", "value": 40}, {"color": "#c4162a", "value": 70}]
_STATES = [{"type": "value", "options": {"0": {"text": "down", "color": "red"}, "1": {"text": "up", "color": "green"}}}]


def wave(base: float, size: float, shift: float = 0.0) -> list[float]:
    return [round(base + size * math.sin(at / 15 + shift), 4) for at in range(COUNT)]


class Gallery:
    """Panels and the answers to their queries, put together one by one."""

    def __init__(self) -> None:
        self.panels: list[dict[str, Any]] = []
        self.results: list[dict[str, Any]] = []
        self.queries: dict[str, Any] = {}
        self._x, self._y = 0, 1

    def add(
        self, kind: str, title: str, series: list[dict[str, Any]], form: str = "range", **settings: Any
    ) -> dict[str, Any]:
        width, height = settings.pop("width", 8), settings.pop("height", 7)
        if self._x + width > 24:
            self._x, self._y = 0, self._y + height
        number = len(self.panels) + 1
        defaults = {"thresholds": {"mode": "absolute", "steps": _STEPS}, **settings.pop("defaults", {})}
        panel = {
            "id": number,
            "type": kind,
            "title": title,
            "description": settings.pop("description", f"What {title} shows."),
            "gridPos": {"x": self._x, "y": self._y, "w": width, "h": height},
            "fieldConfig": {"defaults": defaults, "overrides": settings.pop("overrides", [])},
            "targets": [{"refId": "A", "expr": f'x{{panel="{number}"}}', "legendFormat": "{{name}}"}],
            **settings,
        }
        answer = {"uses": [], "answers": {"": len(self.results)}}
        self.results.append({"expr": f'x{{panel="{number}"}}', "form": form, "series": series})
        self.queries[str(number)] = {"alerts" if kind == "alertlist" else "A": answer}
        self.panels.append(panel)
        self._x += width
        return panel

    def write(self, path: Path, title: str = "Gallery") -> Path:
        shown = {
            "uid": "gallery",
            "title": title,
            "description": NASTY,
            "panels": [
                {"id": 99, "type": "row", "title": NASTY, "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
                *self.panels,
            ],
            "templating": {"list": []},
            "annotations": {"list": []},
            "links": [
                {"type": "link", "title": NASTY, "url": "javascript:window.hit=3"},
                {"type": "link", "title": "Web", "url": "https://example.org/"},
            ],
        }
        payload = {
            "version": "0",
            "source": "prometheus",
            "environment": NASTY,
            "mostValues": 12,
            "compared": None,
            "span": {"start": START, "end": START + (COUNT - 1) * STEP, "step": STEP},
            "dashboards": [
                {"json": shown, "values": {}, "queries": self.queries, "annotations": [], "change": "added"}
            ],
            "results": self.results,
        }
        path.write_bytes(page(payload))
        return path


def series(values: list[Any], **labels: Any) -> dict[str, Any]:
    return {"labels": labels, "at": 0, "values": values}


def every_panel() -> Gallery:
    """One of each type, and of each way that a value can be missing."""
    made = Gallery()
    lines = [series(wave(50, 30), name="one"), series(wave(30, 20, 1), name=NASTY)]
    made.add("timeseries", "Lines", lines, defaults={"unit": "s", "custom": {"thresholdsStyle": {"mode": "dashed"}}})
    made.add("timeseries", "Logarithmic", lines, defaults={"custom": {"scaleDistribution": {"type": "log", "log": 10}}})
    made.add("timeseries", "Holes", [series([None if at % 20 < 5 else 3 for at in range(COUNT)], name="holes")])
    made.add(
        "stat", "Stat", lines[:1], defaults={"unit": "percent"}, options={"graphMode": "area", "colorMode": "value"}
    )
    made.add("gauge", "Gauge", lines, defaults={"unit": "percent", "min": 0, "max": 100})
    made.add("bargauge", "Bars", lines, defaults={"unit": "bytes"})
    states = [series([1] * 50 + [0] * 30 + [1] * 40, name="first"), series([1] * 120, name=NASTY)]
    made.add("state-timeline", "States", states, defaults={"mappings": _STATES})
    buckets = [
        {**series(wave(20, 15, index), le=f"{bound}"), "lower": bound / 2, "upper": bound}
        for index, bound in enumerate((0.1, 0.2, 0.4, 0.8))
    ]
    made.add("heatmap", "Heatmap", buckets, form="distribution", options={"yAxis": {"unit": "s"}})
    rows = [series([float(n * 30)], name=NASTY if n == 1 else f"row {n}") for n in range(3)]
    cells = {"id": "custom.cellOptions", "value": {"type": "color-background"}}
    override = {"matcher": {"id": "byName", "options": "Value"}, "properties": [cells, {"id": "unit", "value": "ms"}]}
    made.add(
        "table",
        "Table",
        rows,
        form="instant",
        overrides=[override],
        options={"sortBy": [{"displayName": "Value", "desc": True}]},
    )
    firing = {"alertname": NASTY, "alertstate": "firing", "severity": "critical"}
    made.add("alertlist", "Alerts", [series([None] * 100 + [1] * 20, **firing)])
    made.add(
        "text",
        "Text",
        [],
        options={"mode": "markdown", "content": f"# Heading\n\n- `code`\n- [link](<https://example.org/>)\n\n{NASTY}"},
    )
    made.add("stat", NASTY, lines[:1], description=NASTY)
    return made
