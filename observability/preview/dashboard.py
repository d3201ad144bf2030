"""A dashboard's JSON, walked: its panels, queries, variables and annotations that a Prometheus can answer."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_PROMETHEUS = "prometheus"
_ALERT_LIST = "alertlist"


def panels(dashboard: Json) -> Iterator[Json]:
    """All panels but rows, those in folded rows included."""
    for panel in dashboard.get("panels") or ():
        if panel.get("type") == "row":
            yield from panel.get("panels") or ()
        else:
            yield panel


def targets(panel: Json) -> Iterator[Json]:
    """The panel's queries to a Prometheus; an alert list's stands in its options."""
    if panel.get("type") == _ALERT_LIST:
        selector = (panel.get("options") or {}).get("alertInstanceLabelFilter") or ""
        yield {"refId": "alerts", "expr": f"ALERTS{selector}", "legendFormat": "__auto"}
    for target in panel.get("targets") or ():
        if target.get("expr") and not target.get("hide") and _is_prometheus(target, panel):
            yield target


def query_variables(dashboard: Json) -> Iterator[Json]:
    """The variables that list values of a label."""
    for variable in (dashboard.get("templating") or {}).get("list") or ():
        if variable.get("type") == "query":
            yield variable


def annotations(dashboard: Json) -> Iterator[Json]:
    """What marks times in graphs, with its query as `expr`."""
    for annotation in (dashboard.get("annotations") or {}).get("list") or ():
        expr = (annotation.get("target") or {}).get("expr") or annotation.get("expr")
        if expr and annotation.get("enable"):
            yield {**annotation, "expr": expr}


def _is_prometheus(target: Json, panel: Json) -> bool:
    source = target.get("datasource") or panel.get("datasource") or {}
    return not isinstance(source, Mapping) or source.get("type", _PROMETHEUS) == _PROMETHEUS
