"""The parts of dashboards that checks ask for."""

from collections.abc import Iterator, Mapping
from typing import Any

from observability.lint.dashboardfile import Place, QueryPlace
from observability.lint.tree import Tree

_PROMETHEUS = "prometheus"


def dashboards(tree: Tree) -> Iterator[Place]:
    """Each dashboard as a whole."""
    return (Place(file, file.json) for file in tree.dashboards)


def all_panels(tree: Tree) -> Iterator[Place]:
    """All panels of all dashboards but their rows, those in folded rows included."""
    return (panel for file in tree.dashboards for panel in file.panels)


def queries(panel: Place, kind: str = _PROMETHEUS) -> Iterator[QueryPlace]:
    """The queries of a panel to data sources of one kind."""
    return (query for query in (QueryPlace(panel, q) for q in panel.inner("targets")) if query.kind == kind)


def all_queries(tree: Tree, kind: str = _PROMETHEUS) -> Iterator[QueryPlace]:
    """All queries of all dashboards to data sources of one kind."""
    return (query for file in tree.dashboards for query in file.queries if query.kind == kind)


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
