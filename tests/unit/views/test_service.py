"""The dashboard of a service: the answer first, the past beside the present, the way down from everything."""

import json
from decimal import Decimal

import pytest
from attrs import evolve

from observability.emit.catalog import declared_metrics
from observability.grafana import render
from observability.lowering import lower
from observability.model.durations import Duration
from observability.model.panel import DataSource, PanelKind, Role
from observability.model.service import Links, Runbook, Store
from observability.model.signal import Kind
from observability.promql import metric_names
from observability.views.runtimes import RUNTIMES
from tests.support.promtool import Case, nothing, value
from tests.unit.lint.dashboards.built import SHOP

LOKI = Store(source=DataSource("loki", "loki-1"), query='{app="shop"}')
FULL = evolve(SHOP, links=evolve(SHOP.links, logs=LOKI))


def dashboard(service=FULL):
    return lower(service).dashboard


def rows(service=FULL):
    return {row.key: row for row in dashboard(service).rows}


def panel(key, service=FULL):
    return next(panel for panel in dashboard(service).panels if panel.key == key)


def test_the_first_row_answers_in_this_order():
    assert [(one.key, one.width) for one in rows()["status"].panels] == [
        ("status/attained", 6),
        ("status/budget", 6),
        ("status/burn-1h", 6),
        ("status/burn-6h", 6),
        ("status/firing", 4),
        ("status/targets", 4),
        ("status/deploy", 4),
        ("status/alerts", 12),
    ]


def test_without_promises_the_first_row_is_what_is_so_now():
    bare = evolve(FULL, signals=tuple(evolve(signal, objectives=()) for signal in FULL.signals), deploys="")
    assert [one.key for one in rows(bare)["status"].panels] == ["status/firing", "status/targets", "status/alerts"]
    assert sum(one.width for one in rows(bare)["status"].panels) == 24


def test_what_was_attained_is_judged_by_the_target_of_each_objective():
    made = json.loads(render(dashboard()))
    (stat,) = (one for one in made["panels"] if one["title"] == "Objective attained")
    usual = stat["fieldConfig"]["defaults"]["thresholds"]["steps"][1]["value"]
    own = {
        one["matcher"]["options"]: value["value"]["steps"][1]["value"]
        for one in stat["fieldConfig"]["overrides"]
        for value in one["properties"]
        if value["id"] == "thresholds"
    }
    targets = {target["legendFormat"]: own.get(target["refId"], usual) for target in stat["targets"]}
    assert targets == {"http availability": 0.999, "http latency": 0.99}


def test_a_burn_rate_is_red_where_its_own_objective_pages():
    first, *others = FULL.signals[0].objectives
    weekly = evolve(first, window=Duration.parse("7d"))
    service = evolve(FULL, signals=(evolve(FULL.signals[0], objectives=(weekly, *others)), *FULL.signals[1:]))
    reds = [query.thresholds[-1].value for query in panel("status/burn-1h", service).queries]
    assert reds[0] < reds[1] == Decimal("14.4")


def test_dependencies_are_shown_by_their_slowest_events():
    (query,) = panel("dependencies/latency", evolve(FULL, depends_on=("mail",))).queries
    assert 'quantile="0.99"' in query.expr
    assert 'service=~"mail"' in query.expr


def test_a_burn_rate_has_the_lines_of_its_alerts_on_an_axis_that_shows_all_of_them():
    burn = panel("http/availability/burn-rate")
    assert burn.log_above == 1
    assert [step.value for step in burn.thresholds] == [Decimal(n) for n in ("1", "3", "6", "14.4")]


def test_the_budget_has_the_colour_of_what_is_left():
    assert [query.role for query in panel("http/availability/budget").queries] == [Role.VALUE]


@pytest.mark.parametrize("key", ["http/traffic", "http/latency", "orders/latency"])
def test_last_week_stands_beside_today(key):
    *_, past = panel(key).queries
    assert (past.role, "offset 7d" in past.expr) == (Role.PAST, True)


def test_rate_errors_and_duration_stand_side_by_side_and_what_explains_them_below():
    shown = [(one.key, one.width) for one in rows()["signal/http"].panels]
    assert shown == [
        ("http/traffic", 8),
        ("http/errors", 8),
        ("http/latency", 8),
        ("http/latency/heatmap", 24),
        ("http/most-errors", 8),
        ("http/busiest", 8),
        ("http/quietest", 8),
        ("http/breakdown", 24),
    ]


def test_a_resource_is_read_as_utilization_saturation_errors():
    keys = [one.key for one in rows()["resources"].panels]
    assert keys == ["db-pool/utilization", "db-pool/saturation", "db-pool/errors"]


def widths(*kinds):
    """Keys and widths of resources with so many panels each."""
    (pool,) = (signal for signal in SHOP.signals if signal.name == "db-pool")
    signals = [
        evolve(pool, name=f"r{index}", measurements=pool.measurements[:count]) for index, count in enumerate(kinds)
    ]
    made = rows(evolve(SHOP, signals=tuple(signals)))["resources"].panels
    return [one.width for one in made]


def test_resources_of_one_panel_share_lines_of_three_at_most():
    assert widths(1) == [24]
    assert widths(1, 1, 1) == [8, 8, 8]
    assert widths(1, 1, 1, 1) == [12, 12, 12, 12]
    assert widths(1, 1, 1, 1, 1) == [12, 12, 8, 8, 8]
    assert widths(1, 1, 2, 1) == [12, 12, 12, 12, 24]


def undivided():
    return evolve(FULL, signals=tuple(evolve(signal, by=()) for signal in FULL.signals))


def test_beside_the_parts_stands_the_whole_and_the_whole_of_last_week():
    whole, parts, past = panel("http/traffic").queries
    assert [whole.legend, parts.legend, past.legend] == ["all", "{{handler}}", "all, a week ago"]
    assert whole.expr == parts.expr.replace("sum by (handler) ", "sum")
    assert [query.legend for query in panel("http/traffic", undivided()).queries] == ["rate", "a week ago"]


def test_the_share_of_errors_of_the_whole_is_of_sums():
    whole, parts = panel("http/errors").queries
    assert [whole.legend, parts.legend] == ["all", "{{handler}}"]
    assert "ratio" not in whole.expr
    assert whole.expr.startswith("clamp_max(")
    assert [query.legend for query in panel("http/errors", undivided()).queries] == ["errors"]


def test_the_raw_query_of_a_share_is_a_share():
    raw = panel("http/errors").raw
    assert raw.startswith("sum by (handler) (rate(")
    assert raw.count("$__rate_interval") == 2
    assert ") / (sum by (handler) (rate(" in raw


@pytest.mark.parametrize(("key", "unit"), [("http", "reqps"), ("orders", "eps")])
def test_requests_are_called_so_and_of_golden_signals_events_are_counted(key, unit):
    made = {one.key: one for one in dashboard().panels}
    ranked = [made[f"{key}/{name}"].unit for name in ("traffic", "busiest", "quietest")]
    (rate,) = (query.unit for query in made[f"{key}/breakdown"].queries if query.column == "Rate")
    (cells,) = (query.unit for query in made[f"{key}/latency/heatmap"].queries)
    assert {*ranked, rate, cells} == {unit}


def test_the_unit_that_the_descriptor_says_is_that_of_all_that_counts_the_signal():
    http, *others = FULL.signals
    measured = tuple(evolve(one, unit="binBps") if one.kind is Kind.TRAFFIC else one for one in http.measurements)
    service = evolve(FULL, signals=(evolve(http, measurements=measured), *others))
    units = {one.key: one.unit for one in dashboard(service).panels}
    assert {units["http/traffic"], units["http/busiest"], units["http/quietest"]} == {"binBps"}


def test_rankings_are_told_in_their_order():
    exprs = {key: panel(f"http/{key}").queries[0].expr for key in ("most-errors", "busiest", "quietest")}
    assert {key: expr.split("(")[0] for key, expr in exprs.items()} == {
        "most-errors": "sort_desc",
        "busiest": "sort_desc",
        "quietest": "sort",
    }


def test_all_of_the_table_is_of_five_minutes():
    queries = panel("http/breakdown").queries
    raw = [query for query in queries if "$__rate_interval" in query.expr]
    assert [(query.column, query.step) for query in raw] == [("p99", "5m")]


def test_pages_and_tickets_are_counted_apart():
    pages, tickets = panel("status/firing").queries
    assert 'severity="critical"' in pages.expr
    assert 'severity="warning"' in tickets.expr
    assert [query.thresholds[0].role for query in (pages, tickets)] == [Role.CRITICAL, Role.WARNING]


@pytest.mark.parametrize("key", ["http/latency", "http/latency/heatmap"])
def test_what_the_variables_do_not_narrow_says_so(key):
    said = "Of every handler together, whichever are chosen above."
    assert said in panel(key).description
    assert "whichever" not in panel(key, undivided()).description


def test_what_is_asked_for_seldom_is_folded():
    assert [(row.key, row.collapsed) for row in dashboard().rows[-3:]] == [
        ("dependencies", True),
        ("runtime", True),
        ("evidence", True),
    ]
    plain = evolve(SHOP, depends_on=(), runtime=(), links=Links())
    assert not any(row.collapsed for row in dashboard(plain).rows)


def test_open_graphs_read_recorded_series_alone():
    for row in (row for row in dashboard().rows if not row.collapsed):
        for one in (one for one in row.panels if one.kind in (PanelKind.TIMESERIES, PanelKind.HEATMAP)):
            assert all(":" in name for query in one.queries for name in metric_names(query.expr)), one.key


def test_a_click_leads_to_the_raw_query_to_logs_to_traces_and_to_what_was_clicked():
    made = {p["id"]: p for p in json.loads(render(dashboard()))["panels"]}
    errors = next(p for p in made.values() if p["title"] == "http: errors")
    titles = [link["title"] for link in errors["fieldConfig"]["defaults"]["links"]]
    assert titles == ["Show this handler only", "Open raw query in Explore", "Logs", "Traces"]
    narrowing = errors["fieldConfig"]["defaults"]["links"][0]["url"]
    assert "var-handler=${__field.labels.handler:percentencode}&" in narrowing
    assert "${__all_variables}" not in narrowing


def test_a_line_of_a_dependency_leads_to_its_dashboard():
    titles = [link.title for link in panel("dependencies/errors").links]
    assert titles == ["Open inventory", "Open mail"]


def test_logs_traces_and_exemplars_are_shown_where_they_are_known():
    shown = [one.key for one in rows()["evidence"].panels]
    assert shown == ["http/latency/exemplars", "orders/latency/exemplars", "evidence/traces", "evidence/logs"]
    assert all(query.exemplars for query in panel("http/latency/exemplars").queries)
    assert panel("evidence/logs").source == LOKI.source


def test_of_a_data_source_that_we_cannot_ask_there_are_links_alone():
    elastic = evolve(SHOP, links=Links(logs=Store(source=DataSource("elasticsearch", "es"))))
    assert "evidence" not in rows(elastic)
    assert [explore.title for explore in panel("http/errors", elastic).explore] == ["Logs"]


@pytest.mark.parametrize("name", RUNTIMES)
def test_what_a_runtime_shows_is_declared_and_of_this_service(name):
    service = evolve(SHOP, runtime=(name,))
    panels = rows(service)["runtime"].panels
    queries = [query.expr.replace("$__rate_interval", "5m") for one in panels for query in one.queries]
    assert {metric for expr in queries for metric in metric_names(expr)} <= declared_metrics(lower(service))
    assert all('job="shop",env="production"' in expr for expr in queries)


def test_a_runbook_of_a_page_an_alert_is_named_where_an_alert_is_meant():
    service = evolve(SHOP, runbook=Runbook("https://wiki.example.org/{alert}"))
    assert "Runbook: https://wiki.example.org/TrafficGone" in panel("http/traffic", service).description
    assert "Runbook:" not in panel("http/breakdown", service).description


def test_marks_are_deploys_and_pages_and_on_demand_tickets():
    marks = [(one.name, one.shown) for one in dashboard().annotations]
    assert marks == [("Deploys", True), ("Pages", True), ("Tickets", False)]


DEPLOYS = next(mark for mark in dashboard().annotations if mark.name == "Deploys").expr
START = 'shop_build_info{job="shop",instance="%s"}'


@pytest.mark.parametrize(
    ("series", "at", "marked"),
    [
        ({START % "a": "100x20 400x20"}, "22m", True),
        ({START % "a": "100x20 400x20"}, "19m", False),
        ({START % "a": "100x20 400x20"}, "30m", False),
        # Pods come with names of their own, and those before them go.
        ({START % "a": "100x20 stale", START % "b": "_x20 400x20"}, "22m", True),
        ({START % "a": "400x20 100x20", START % "b": "500x40"}, "22m", True),
        # One that goes is no deploy, nor is the first that is seen.
        ({START % "a": "100x40", START % "b": "400x20 stale"}, "23m", False),
        ({START % "a": "_x20 100x20"}, "22m", False),
    ],
)
def test_a_deploy_is_marked_where_something_started_anew(promtool, series, at, marked):
    marks = f"group({DEPLOYS})"
    expected = value(marks, at, 1) if marked else nothing(marks, at)
    promtool.passes("groups:\n  - name: none\n    rules: []\n", Case(series, (expected,)))
