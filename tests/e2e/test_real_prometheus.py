"""The compiled rules and dashboards in a real Prometheus, over a shop that works and then does not."""

import pytest

from tests.e2e.conftest import Scene
from tests.e2e.processes import until
from tests.unit.services.test_runbooks import queries

pytestmark = pytest.mark.e2e

_PATIENCE = 60.0  # seconds; most series are there after five
_TRAFFIC = 'sum(signal:traffic:rate5m{service="shop",signal="http"})'
_RATIO = 'max(signal:error_ratio:rate5m{service="shop",signal="http"})'
_SERVICES = ("shop", "prometheus")
_RUNBOOKS = ("shop", "prometheus", "alertmanager", "node", "watchdog")


def _await_value(scene: Scene, expr: str, low: float, high: float) -> None:
    def inside() -> bool:
        value = scene.prometheus.value(expr)
        return value is not None and low <= value <= high

    until(inside, _PATIENCE, lambda: f"{expr} is {scene.prometheus.value(expr)}, not {low} to {high}")


def _missing(scene: Scene, queries: list[str]) -> list[str]:
    return [query for query in queries if not scene.prometheus.query(query)]


def test_a_shop_without_a_fault_has_no_errors(scene: Scene) -> None:
    _await_value(scene, _TRAFFIC, 0.1, 100)
    _await_value(scene, _RATIO, 0, 0)
    _await_value(scene, 'objective:budget_remaining:ratio{service="shop",signal="http",objective="availability"}', 1, 1)


def test_errors_and_slow_answers_show_in_the_recorded_series(scene: Scene) -> None:
    # The window of five minutes holds healthy seconds too, so the share climbs towards a half and need not reach it.
    scene.fault(errors=0.5, latency=0.4)
    _await_value(scene, _RATIO, 0.1, 0.6)
    _await_value(scene, 'signal:error_ratio:rate5m{service="shop",signal="orders"}', 0.05, 0.6)
    slow = 'objective:error_ratio:rate5m{service="shop",signal="http",objective="latency"}'
    _await_value(scene, slow, 0.1, 1)


def test_a_leak_of_connections_shows_as_utilization_saturation_and_errors(scene: Scene) -> None:
    scene.fault(connections=4)
    _await_value(scene, 'signal:utilization:ratio{service="shop",signal="db-pool"}', 1, 1)
    _await_value(scene, 'signal:saturation:value{service="shop",signal="db-pool"}', 1, 4)
    _await_value(scene, 'signal:errors:rate5m{service="shop",signal="db-pool"}', 0.1, 100)


def test_errors_raise_the_page_of_the_budget(scene: Scene) -> None:
    # Pending or firing: it must hold for a minute before it wakes somebody.
    raised = 'ALERTS{alertname="AvailabilityBudgetBurn",service="shop",severity="critical"}'
    scene.fault(errors=1)
    until(lambda: not _missing(scene, [raised]), _PATIENCE, lambda: f"there is no {raised}")


def test_the_watchdog_arrives(scene: Scene) -> None:
    until(lambda: "Watchdog" in scene.receiver.names, _PATIENCE, lambda: f"only {scene.receiver.names} arrived")


@pytest.mark.parametrize("service", _SERVICES)
def test_every_recording_rule_yields_series(scene: Scene, service: str) -> None:
    scene.fault(errors=0.5)
    scene.prometheus.fail_a_request()
    recorded = list(scene.compiled.recorded(service))
    assert len(recorded) > 30
    until(
        lambda: not _missing(scene, recorded),
        _PATIENCE,
        lambda: "no series for the rules\n" + "\n".join(_missing(scene, recorded)),
    )


@pytest.mark.parametrize("service", _SERVICES)
def test_every_panel_query_returns_data(scene: Scene, service: str) -> None:
    scene.fault(errors=0.5)
    # What a panel shows of other services is theirs to record: no Alertmanager runs here.
    queries = [(title, expr) for title, expr in scene.compiled.panel_queries(service) if f'"{service}"' in expr]
    assert len(queries) > 20

    def empty() -> list[tuple[str, str]]:
        return [(title, expr) for title, expr in queries if not scene.prometheus.query(expr)]

    until(lambda: not empty(), _PATIENCE, lambda: "no data in\n" + "\n".join(f"{t}: {e}" for t, e in empty()))


def test_no_rule_of_any_service_fails(scene: Scene) -> None:
    # Rules that read nothing yet cannot fail: with traffic, all series of the shop are there.
    _await_value(scene, _TRAFFIC, 0.1, 100)
    failed = [f"{r['group']}: {r['name']}: {r['lastError']}" for r in scene.prometheus.rules() if r["health"] != "ok"]
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("page", _RUNBOOKS)
def test_prometheus_accepts_every_query_of_a_runbook(scene: Scene, page: str) -> None:
    asked = queries(page)
    assert asked
    for query in asked:
        scene.prometheus.query(query)
