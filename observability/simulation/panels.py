"""What the panels of a service ask of Prometheus."""

from collections.abc import Iterator

from observability.model.plan import Plan

_WINDOW = "$__rate_interval"


def asked(plan: Plan) -> Iterator[str]:
    """The queries as PromQL: windows of five minutes; variables stand in strings, as they are."""
    for panel in plan.dashboard.panels:
        for query in panel.queries if panel.source is None else ():
            if not query.expr.startswith("{"):  # the selector of an alert list
                yield query.expr.replace(_WINDOW, "5m")
