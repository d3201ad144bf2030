"""Alerts written by hand: the author's expression and words, in the shape that all alerts have."""

from collections.abc import Iterator

from observability.model.rule import Alert
from observability.model.service import Service
from observability.promql import laid_out
from observability.signals import blindness
from observability.signals.alerting import build

# The panel that lists what fires: an expression that we did not make has no panel of its own.
PANEL = "status/alerts"


def alerts(service: Service) -> Iterator[Alert]:
    """The alerts of the descriptor's `alerts`, in its order."""
    for written in service.alerts:
        yield build(
            service,
            written.name,
            written.severity,
            laid_out(written.expr),
            written.duration,
            summary=written.summary,
            description=written.description or written.summary,
            panel=PANEL,
            origin=written.origin,
            labels={**written.labels, **blindness.of_expression(service, written.expr)},
            keep_firing_for=written.keep_firing_for,
            runbook=written.runbook,
        )
