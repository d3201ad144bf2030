"""Queries as Grafana's targets. Raw dicts: grafanalib's `Target` carries settings that Grafana has long dropped."""

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

from observability.grafana.source import PROMETHEUS, query_of, reference
from observability.grafana.text import plain
from observability.model.panel import Panel, Query


def targets(panel: Panel) -> list[dict[str, Any]]:
    """One target for each query, in order."""
    return [_target(ref_id, query, panel) for ref_id, query in referenced(panel)]


def referenced(panel: Panel) -> Iterator[tuple[str, Query]]:
    """Each query with its letter: A to Z, then AA."""
    return ((_letters(index), query) for index, query in enumerate(panel.queries))


def draws_several(panel: Panel) -> bool:
    """Whether more than one series is to be expected."""
    return len(panel.queries) > 1 or any("{{" in query.legend for query in panel.queries)


def _letters(index: int) -> str:
    more, last = divmod(index, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]


def _target(ref_id: str, query: Query, panel: Panel) -> dict[str, Any]:
    if panel.source:
        return {"datasource": reference(panel.source), "refId": ref_id, **query_of(panel.source, query.expr)}
    optional = {"exemplar": query.exemplars or None, "interval": query.step or None}
    return {
        "datasource": PROMETHEUS,
        "editorMode": "code",
        "expr": query.expr,
        "format": query.format.value,
        "instant": query.instant,
        "legendFormat": plain(query.legend) or "__auto",
        "range": not query.instant,
        "refId": ref_id,
        **{key: value for key, value in optional.items() if value},
    }
