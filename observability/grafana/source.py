"""Data sources: the Prometheus that the dashboard's first variable chooses, and those that have a name."""

from typing import Any

from observability.model.panel import DataSource

VARIABLE = "datasource"
# One file serves every Prometheus.
PROMETHEUS = {"type": "prometheus", "uid": f"${{{VARIABLE}}}"}

_TRACES = 20


def reference(source: DataSource | None) -> dict[str, str]:
    """How a panel or a query names its data source."""
    return {"type": source.kind, "uid": source.uid} if source else PROMETHEUS


def query_of(source: DataSource | None, expr: str) -> dict[str, Any]:
    """A query as its data source's plugin writes it. Of one that is not known here: in `query`, as most have it."""
    if source is None:
        return {"editorMode": "code", "expr": expr, "range": True}
    match source.kind:
        case "loki":
            return {"expr": expr, "queryType": "range"}
        case "tempo":
            return {"limit": _TRACES, "query": expr, "queryType": "traceql", "tableType": "traces"}
        case _:
            return {"query": expr} if expr else {}
