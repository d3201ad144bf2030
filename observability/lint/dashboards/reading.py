"""A dashboard walked: its panels, queries and variables, each knowing its place for a message."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from attrs import frozen

from observability.findings import Finding, Location
from observability.lint.tree import DashboardFile, Tree
from observability.promql import Read, reads

# What Grafana fills in by itself, and values that stand for it. That of the rate interval is one that nobody writes.
_RATE_WINDOW = re.compile(r"\$(?:__rate_interval\b|{__rate_interval})")
_OTHER_WINDOW = re.compile(r"\$(?:__(?:interval|range)\b|{__(?:interval|range)})")
RATE_INTERVAL = timedelta(minutes=4, seconds=59)
_DATA_SOURCE = "prometheus"


@frozen
class Place:
    """A part of a dashboard. `where` is its path inside the document: `panels[2].targets[0]`."""

    dashboard: DashboardFile
    json: Mapping[str, Any]
    where: str = ""

    def finding(self, check: str, message: str, hint: str = "") -> Finding:
        """Something wrong with this part."""
        return Finding(check, message, Location(self.dashboard.path), where=self.where, hint=hint)

    def inner(self, key: str) -> "Iterator[Place]":
        """The parts in a list of this part."""
        prefix = f"{self.where}." if self.where else ""
        for index, part in enumerate(self.json.get(key) or ()):
            yield Place(self.dashboard, part, f"{prefix}{key}[{index}]")


@frozen
class QueryPlace:
    """A query of a panel."""

    panel: Place
    place: Place

    @property
    def expr(self) -> str:
        """The query as it is written."""
        return str(self.place.json.get("expr", ""))

    @property
    def promql(self) -> str:
        """The query as Prometheus would get it, with about five minutes for Grafana's windows."""
        return _OTHER_WINDOW.sub("5m", _RATE_WINDOW.sub("4m59s", self.expr))

    @property
    def reads(self) -> tuple[Read, ...]:
        """What the query reads; nothing where it does not parse, which is another check's business."""
        try:
            return reads(self.promql)
        except ValueError:
            return ()


def dashboards(tree: Tree) -> Iterator[Place]:
    """Each dashboard as a whole."""
    return (Place(file, file.json) for file in tree.dashboards)


def panels(dashboard: Place) -> Iterator[Place]:
    """All panels of a dashboard but its rows, those in folded rows included."""
    for panel in dashboard.inner("panels"):
        if panel.json.get("type") == "row":
            yield from panel.inner("panels")
        else:
            yield panel


def all_panels(tree: Tree) -> Iterator[Place]:
    """All panels of all dashboards."""
    return (panel for dashboard in dashboards(tree) for panel in panels(dashboard))


def queries(panel: Place, kind: str = _DATA_SOURCE) -> Iterator[QueryPlace]:
    """The queries of a panel to data sources of one kind."""
    return (QueryPlace(panel, q) for q in panel.inner("targets") if _kind(q, panel) == kind)


def all_queries(tree: Tree, kind: str = _DATA_SOURCE) -> Iterator[QueryPlace]:
    """All queries of all dashboards to data sources of one kind."""
    return (query for panel in all_panels(tree) for query in queries(panel, kind))


def variables(dashboard: Place) -> Iterator[Place]:
    """The template variables of a dashboard."""
    templating = dashboard.json.get("templating") or {}
    return Place(dashboard.dashboard, templating, "templating").inner("list")


def source_uid(part: Mapping[str, Any]) -> str:
    """The uid of a part's data source, which older dashboards give as a string."""
    source = part.get("datasource") or ""
    return str(source.get("uid", "")) if isinstance(source, Mapping) else str(source)


def query_text(variable: Mapping[str, Any]) -> str:
    """The query of a variable, which newer dashboards give as an object."""
    query = variable.get("query") or ""
    return str(query.get("query", "")) if isinstance(query, Mapping) else str(query)


def title(panel: Place) -> str:
    """How a message names a panel."""
    return f"panel '{panel.json.get('title', '')}'"


def _kind(query: Place, panel: Place) -> str:
    source = query.json.get("datasource") or panel.json.get("datasource") or {}
    return str(source.get("type", _DATA_SOURCE)) if isinstance(source, Mapping) else _DATA_SOURCE
