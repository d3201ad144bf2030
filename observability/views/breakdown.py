"""Where it happens: a table with a line for each value of a signal's `by` labels."""

from collections.abc import Iterator

from observability.model import names
from observability.model.panel import Column, Panel, PanelKind, Query, QueryFormat, Role
from observability.model.signal import Histogram, Kind
from observability.promql import aggregate, chosen, render, with_matchers
from observability.signals.events import suffixed
from observability.signals.panels import filtered
from observability.signals.scope import Scope


def panels(scope: Scope) -> Iterator[Panel]:
    """A table of rate, error ratio and p99 by the `by` labels, for a signal that has some."""
    queries = tuple(_queries(scope))
    if scope.signal.by and queries:
        yield Panel(
            key=scope.panel_key("breakdown"),
            origin=scope.signal.origin,
            title=f"{scope.title}: by {' and '.join(scope.signal.by)}",
            description="The last five minutes of each, the busiest first. The p99 is computed from raw series when "
            "somebody looks: it is too dear to be recorded for each.",
            kind=PanelKind.TABLE,
            queries=queries,
            width=24,
            columns=tuple(Column(label, label) for label in scope.signal.by),
            sort=(queries[0].column,),
        )


def _queries(scope: Scope) -> Iterator[Query]:
    if scope.signal.measurement(Kind.TRAFFIC):
        yield _cell(filtered(scope, "sum", names.TRAFFIC), "Rate", "reqps", Role.RATE)
        if scope.signal.measurement(Kind.ERRORS):
            yield _cell(filtered(scope, "max", names.ERROR_RATIO), "Errors", "percentunit", Role.ERRORS)
    measured = scope.signal.measurement(Kind.LATENCY)
    if measured and isinstance(measured.measure, Histogram):
        yield _cell(_p99(scope, measured.measure), "p99", "s", Role.DURATION)


def _cell(expr: str, column: str, unit: str, role: Role) -> Query:
    return Query(expr, column=column, unit=unit, role=role, instant=True, format=QueryFormat.TABLE)


def _p99(scope: Scope, measure: Histogram) -> str:
    selector = measure.selector if measure.native else suffixed(measure.selector, "_bucket")
    narrowed = with_matchers(selector, *(chosen(label, label) for label in scope.signal.by))
    by = scope.signal.by if measure.native else (*scope.signal.by, "le")
    return f"histogram_quantile(0.99, {aggregate('sum', f'rate({render(narrowed)}[$__rate_interval])', by)})"
