"""The fleet's overview: recorded series only, filtered by environment and variables, with a link to each service."""

import json
import re

import pytest

from observability.grafana import render
from observability.model import names
from observability.model.identity import dashboard_uid, fleet_uid
from observability.model.panel import Role
from observability.model.service import Environment
from observability.promql import check, metric_names
from observability.views import fleet, overview

PRODUCTION = Environment("production", {"env": "production"})


def dashboard(environment, services=3):
    return fleet.dashboard(environment, services)


def expressions(environment):
    made = dashboard(environment)
    queries = [q.expr for p in made.panels for q in p.queries if p.key != "alerts"]
    return [*queries, *(a.expr for a in made.annotations), *(v.selector for v in made.variables)]


@pytest.mark.parametrize("expr", expressions(PRODUCTION))
def test_every_query_reads_recorded_series_of_the_environment_alone(expr):
    check(expr)
    assert all(":" in name or name == "ALERTS" for name in metric_names(expr))
    selectors = re.findall(r"[\w:]+\{[^}]*\}", expr)
    assert selectors
    assert all('env="production"' in selector for selector in selectors)


def test_without_environment_labels_nothing_filters_by_them():
    assert "env=" not in "".join(expressions(Environment("default")))


def test_a_service_s_name_leads_to_its_dashboard():
    (table,) = (p for p in json.loads(render(dashboard(PRODUCTION)))["panels"] if p["type"] == "table")
    properties = {o["matcher"]["options"]: o["properties"] for o in table["fieldConfig"]["overrides"]}
    (link,) = properties["Service"][0]["value"]
    assert link["url"].startswith("/d/${__data.fields.dashboard}?")
    assert names.DASHBOARD == "dashboard"
    assert properties["dashboard"] == [{"id": "custom.hidden", "value": True}]


def test_an_owner_s_name_leaves_this_owner_s_services():
    (table,) = (p for p in json.loads(render(dashboard(PRODUCTION)))["panels"] if p["type"] == "table")
    (properties,) = (o["properties"] for o in table["fieldConfig"]["overrides"] if o["matcher"]["options"] == "Owner")
    (link,) = properties[0]["value"]
    assert link["url"].startswith(f"/d/{fleet_uid('production')}?var-owner=${{__data.fields.owner:percentencode}}&")


def test_the_table_shows_the_columns_in_order_and_hides_the_value_of_the_info_metric():
    (table,) = (p for p in json.loads(render(dashboard(PRODUCTION)))["panels"] if p["type"] == "table")
    organized = table["transformations"][1]["options"]
    shown = sorted(organized["indexByName"], key=organized["indexByName"].get)
    titles = [organized["renameByName"].get(name) for name in shown if name not in organized["excludeByName"]]
    columns = ["Service", "Owner", "Tier", None, "Rate", "Error ratio", "p99", "Budget left", "Burn rate 1h"]
    assert titles == [*columns, "Pages", "Tickets"]


def test_those_in_trouble_come_first():
    (table,) = (p for p in json.loads(render(dashboard(PRODUCTION)))["panels"] if p["type"] == "table")
    assert [s["displayName"] for s in table["options"]["sortBy"]] == ["Pages", "Tickets", "Burn rate 1h"]


def test_a_service_called_fleet_has_another_uid():
    taken = {dashboard_uid(name, "production") for name in ("fleet", "fleet-overview")}
    assert fleet_uid("production") not in taken


def test_every_number_is_of_the_services_that_owner_and_tier_choose():
    made = dashboard(PRODUCTION)
    queries = [q.expr for p in made.panels for q in p.queries if p.key != "alerts"]
    assert all('owner=~"$owner",tier=~"$tier"' in expr for expr in queries)


def test_only_pages_are_marked_over_the_graphs():
    (pages,) = dashboard(PRODUCTION).annotations
    assert 'severity="critical"' in pages.expr


def test_the_watchdog_is_no_news():
    (alerts,) = (p for p in dashboard(PRODUCTION).panels if p.key == "alerts")
    assert alerts.queries[0].expr == '{env="production",service=~"$service",severity!="info"}'


def test_the_table_is_as_high_as_it_has_rows_until_it_scrolls():
    def heights(services):
        return {panel.key: panel.height for panel in dashboard(PRODUCTION, services).panels}

    assert [heights(n)["overview"] for n in (1, 3, 4, 21, 1000)] == [6, 6, 7, 24, 24]
    few, many = heights(1), heights(1000)
    assert {key for key in few if few[key] != many[key]} == {"overview"}


def test_a_service_without_a_value_has_a_dash_in_its_cell_and_only_an_empty_fleet_has_no_services():
    (table,) = (p for p in json.loads(render(dashboard(PRODUCTION)))["panels"] if p["type"] == "table")
    config = table["fieldConfig"]
    own = {o["matcher"]["options"]: {p["id"]: p["value"] for p in o["properties"]} for o in config["overrides"]}
    values = ("Rate", "Error ratio", "p99", "Budget left", "Burn rate 1h", "Pages", "Tickets")
    assert {own[title]["noValue"] for title in values} == {overview.NOTHING}
    assert config["defaults"]["noValue"] == "No services"


def test_pages_are_red_and_tickets_yellow():
    (table,) = (p for p in dashboard(PRODUCTION).panels if p.key == "overview")
    steps = {query.column: [(step.value, step.role) for step in query.thresholds] for query in table.queries}
    assert steps["Pages"] == [(1, Role.CRITICAL)]
    assert steps["Tickets"] == [(1, Role.WARNING)]
