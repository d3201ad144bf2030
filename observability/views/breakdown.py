"""Where it happens: the largest and the smallest by a signal's `by` labels, and a table with a line for each."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from observability.model import names
from observability.model.panel import Column, Panel, PanelKind, Query, QueryFormat, Role
from observability.model.signal import Histogram, Kind
from observability.promql import aggregate, chosen, offset, render, with_matchers
from observability.signals.events import suffixed
from observability.signals.guidance import about
from observability.signals.narrowing import OF_LINE, OF_ROW, narrowing
from observability.signals.panels import WEEK, filtered, legend, rate_unit
from observability.signals.scope import Scope
from observability.views.line import in_line

# More bars than this are no ranking any more; the table has all.
_BARS = 8
_RATE = "Rate"


def panels(scope: Scope) -> Iterator[Panel]:
    """Rankings and a table by the `by` labels, for a signal that has some."""
    if not scope.signal.by:
        return
    yield from in_line(_rankings(scope))
    if queries := tuple(_queries(scope)):
        yield _table(scope, queries)


def _rankings(scope: Scope) -> Iterator[Panel]:
    if not scope.signal.measurement(Kind.TRAFFIC):
        return
    traffic = filtered(scope, "sum", names.TRAFFIC)
    if scope.signal.measurement(Kind.ERRORS):
        errors = filtered(scope, "max", names.ERROR_RATIO)
        yield _ranking(scope, "Most errors", f"sort_desc(topk({_BARS}, {errors} > 0))", names.ERROR_RATIO, Role.ERRORS)
    yield _ranking(scope, "Busiest", f"sort_desc(topk({_BARS}, {traffic}))", names.TRAFFIC, Role.RATE)
    yield _ranking(scope, "Quietest", f"sort(bottomk({_BARS}, {traffic}))", names.TRAFFIC, Role.RATE)


def _ranking(scope: Scope, title: str, expr: str, name: str, role: Role) -> Panel:
    shares = role is Role.ERRORS
    return Panel(
        key=scope.panel_key(title.lower().replace(" ", "-")),
        origin=scope.signal.origin,
        title=f"{scope.title}: {title.lower()}",
        description=about(
            scope.service,
            f"{title} by {_labels(scope)}, over the last 5 minutes; at most {_BARS}.",
            name,
            do="a click on a bar shows this one alone, on the whole dashboard.",
        ),
        kind=PanelKind.BAR_GAUGE,
        queries=(Query(expr, legend(scope, ""), role, instant=True),),
        unit="percentunit" if shares else rate_unit(scope),
        height=7,
        minimum=Decimal(0),
        maximum=Decimal(1) if shares else None,
        no_value="No errors" if shares else "No traffic",
        data_links=narrowing(scope, OF_LINE),
    )


def _table(scope: Scope, queries: tuple[Query, ...]) -> Panel:
    down = next(iter(narrowing(scope, OF_ROW)))
    return Panel(
        key=scope.panel_key("breakdown"),
        origin=scope.signal.origin,
        title=f"{scope.title}: by {_labels(scope)}",
        description=about(
            scope.service,
            "The last five minutes of each, the busiest first. 100 % of last week is as many as at the same hour "
            "a week ago. The p99 is computed from raw series when somebody looks: too dear to be recorded for each.",
            *_reads(scope),
            do="a click on a name shows this one alone, on the whole dashboard.",
        ),
        kind=PanelKind.TABLE,
        queries=queries,
        width=24,
        columns=tuple(Column(label, label, link=down) for label in scope.signal.by),
        sort=(queries[0].column,),
        no_value="No events",
    )


def _reads(scope: Scope) -> Iterator[str]:
    if scope.signal.measurement(Kind.TRAFFIC):
        yield names.TRAFFIC
        if scope.signal.measurement(Kind.ERRORS):
            yield names.ERROR_RATIO


def _labels(scope: Scope) -> str:
    return " and ".join(scope.signal.by)


def _queries(scope: Scope) -> Iterator[Query]:
    if scope.signal.measurement(Kind.TRAFFIC):
        traffic = filtered(scope, "sum", names.TRAFFIC)
        yield _cell(traffic, _RATE, rate_unit(scope), Role.RATE)
        yield _cell(f"{traffic} / ({_last_week(scope)} > 0)", "Of last week", "percentunit", Role.RATE, decimals=0)
        if scope.signal.measurement(Kind.ERRORS):
            yield _cell(filtered(scope, "max", names.ERROR_RATIO), "Errors", "percentunit", Role.ERRORS)
    measured = scope.signal.measurement(Kind.LATENCY)
    if measured and isinstance(measured.measure, Histogram):
        # Grafana's rate interval is made of it: five minutes, as of all else in the table.
        yield evolve(_cell(_p99(scope, measured.measure), "p99", "s", Role.DURATION), step="5m")


def _last_week(scope: Scope) -> str:
    variables = (chosen(label, label) for label in scope.signal.by)
    return scope.by("sum", offset(scope.series(names.TRAFFIC, *variables), WEEK))


def _cell(expr: str, column: str, unit: str, role: Role, decimals: int | None = None) -> Query:
    table = QueryFormat.TABLE
    return Query(expr, column=column, unit=unit, role=role, instant=True, format=table, decimals=decimals)


def _p99(scope: Scope, measure: Histogram) -> str:
    selector = measure.selector if measure.native else suffixed(measure.selector, "_bucket")
    narrowed = with_matchers(selector, *(chosen(label, label) for label in scope.signal.by))
    by = scope.signal.by if measure.native else (*scope.signal.by, "le")
    return f"histogram_quantile(0.99, {aggregate('sum', f'rate({render(narrowed)}[$__rate_interval])', by)})"
