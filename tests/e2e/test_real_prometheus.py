"""The compiled rules and dashboards in a real Prometheus, over a shop that works and then does not."""

import pytest

from observability.emit.dashboards import FLEET_VIEWS
from observability.model import names
from tests.e2e.processes import until
from tests.e2e.stage import Stage
from tests.unit.services.test_runbooks import queries

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("servers")]

_PATIENCE = 180.0  # seconds, for a busy machine; most series are there after five
_TRAFFIC = 'sum(signal:traffic:rate5m{service="shop",signal="http"})'
_RATIO = 'max(signal:error_ratio:rate5m{service="shop",signal="http"})'
_SERVICES = ("shop", "prometheus", "alertmanager")
_RUNBOOKS = ("shop", "prometheus", "alertmanager", "node", "watchdog")


def _await_value(scene: Stage, expr: str, low: float, high: float) -> None:
    def inside() -> bool:
        value = scene.prometheus.value(expr)
        return value is not None and low <= value <= high

    until(inside, _PATIENCE, lambda: f"{expr} is {scene.prometheus.value(expr)}, not {low} to {high}")


def _await_data(scene: Stage, queries: list[str]) -> None:
    """Wait until each of the queries has had an answer, not all of them in the same second."""
    waiting = list(queries)

    def all_answered() -> bool:
        waiting[:] = [query for query in waiting if not scene.prometheus.query(query)]
        return not waiting

    until(all_answered, _PATIENCE, lambda: "no data in\n" + "\n".join(waiting))


def _is_empty_by_right(expr: str, nothing: str) -> bool:
    """Nothing here is a week old, and a ranking of errors has none where there are none."""
    return "offset 7d" in expr or ("topk(" in expr and nothing == "No errors")


def test_a_shop_without_a_fault_has_no_errors(scene: Stage) -> None:
    _await_value(scene, _TRAFFIC, 0.1, 100)
    _await_value(scene, _RATIO, 0, 0)
    _await_value(scene, 'objective:budget_remaining:ratio{service="shop",signal="http",objective="availability"}', 1, 1)


def test_errors_and_slow_answers_show_in_the_recorded_series(scene: Stage) -> None:
    # The window of five minutes holds healthy seconds too, so the share climbs towards a half and need not reach it.
    scene.shop.fault(errors=0.5, latency=0.4)
    _await_value(scene, _RATIO, 0.1, 0.6)
    _await_value(scene, 'signal:error_ratio:rate5m{service="shop",signal="orders"}', 0.05, 0.6)
    slow = 'objective:error_ratio:rate5m{service="shop",signal="http",objective="latency"}'
    _await_value(scene, slow, 0.1, 1)


def test_a_leak_of_connections_shows_as_utilization_saturation_and_errors(scene: Stage) -> None:
    scene.shop.fault(connections=4)
    _await_value(scene, 'signal:utilization:ratio{service="shop",signal="db-pool"}', 1, 1)
    _await_value(scene, 'signal:saturation:value{service="shop",signal="db-pool"}', 1, 4)
    _await_value(scene, 'signal:errors:rate5m{service="shop",signal="db-pool"}', 0.1, 100)


@pytest.mark.parametrize("service", _SERVICES)
def test_every_recording_rule_yields_series(scene: Stage, service: str) -> None:
    scene.shop.fault(errors=0.5)
    scene.prometheus.fail_a_request()
    recorded = list(scene.compiled.recorded(service))
    assert len(recorded) > 30
    _await_data(scene, recorded)


@pytest.mark.parametrize("service", _SERVICES)
def test_every_panel_query_returns_data(scene: Stage, service: str) -> None:
    scene.shop.fault(errors=0.5)
    # What a panel shows of other services is theirs to record: no node_exporter runs here.
    found = list(scene.compiled.panel_queries(service))
    queries = [expr for expr, nothing in found if f'"{service}"' in expr and not _is_empty_by_right(expr, nothing)]
    assert len(queries) > 20
    _await_data(scene, queries)


@pytest.mark.parametrize("view", [*FLEET_VIEWS, "_owner"])
def test_every_panel_query_of_a_view_returns_data(scene: Stage, view: str) -> None:
    scene.shop.fault(errors=0.5)
    queries = list(scene.compiled.panel_queries(view))
    assert len(queries) > 4
    # Minutes pass before an alert fires, and rules must not miss an evaluation here.
    rare = ("ALERTS", names.RULE_MISSED)
    _await_data(scene, [expr for expr, _ in queries if not any(name in expr for name in rare)])


@pytest.mark.parametrize("name", [*_SERVICES, *FLEET_VIEWS, "_owner"])
def test_a_panel_without_data_says_what_that_means(scene: Stage, name: str) -> None:
    for expr, nothing in scene.compiled.panel_queries(name):
        assert scene.prometheus.query(expr) or nothing, expr


def test_no_rule_of_any_service_fails(scene: Stage) -> None:
    # Rules that read nothing yet cannot fail: with traffic, all series of the shop are there.
    _await_value(scene, _TRAFFIC, 0.1, 100)
    failed = [f"{r['group']}: {r['name']}: {r['lastError']}" for r in scene.prometheus.rules() if r["health"] != "ok"]
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("page", _RUNBOOKS)
def test_prometheus_accepts_every_query_of_a_runbook(scene: Stage, page: str) -> None:
    asked = queries(page)
    assert asked
    for query in asked:
        scene.prometheus.query(query)
