"""The numbers of the fleet, as the real Prometheus computes them: two services, of two owners and two signals."""

from fractions import Fraction

import pytest

from observability.model.service import Environment
from observability.views.fleet_series import FleetSeries
from tests.support.promtool import Case, nothing, value

RULES = "groups:\n  - name: none\n    rules: []\n"
FLEET = FleetSeries(Environment("production", {"env": "production"}))


def info(service, owner, env="production"):
    return f'service:info{{env="{env}",service="{service}",owner="{owner}",tier="critical",dashboard="{service}-1"}}'


def recorded(name, service, value, **labels):
    text = ",".join(f'{k}="{v}"' for k, v in {"env": "production", "service": service, **labels}.items())
    return {f"{name}{{{text}}}": f"{value}x10"}


SERIES = {
    info("shop", "sales"): "1x10",
    info("mail", "post"): "1x10",
    info("shop", "sales", "staging"): "1x10",
    **recorded("signal:traffic:rate5m", "shop", 90, signal="http", handler="/a"),
    **recorded("signal:traffic:rate5m", "shop", 10, signal="http", handler="/b"),
    **recorded("signal:traffic:rate5m", "shop", 10, signal="orders"),
    **recorded("signal:errors:rate5m", "shop", 1, signal="http", handler="/b"),
    **recorded("signal:errors:rate5m", "shop", 2, signal="orders"),
    **recorded("signal:errors:rate5m", "shop", 7, signal="pool"),
    **recorded("signal:traffic:rate5m", "mail", 5, signal="http"),
    **recorded("signal:latency_seconds:quantile_rate5m", "shop", 3, signal="http", quantile="0.99"),
    **recorded("signal:latency_seconds:quantile_rate5m", "shop", 9, signal="http", quantile="0.5"),
    **recorded("objective:budget_remaining:ratio", "shop", -1, signal="http", objective="latency"),
    **recorded("objective:budget_remaining:ratio", "shop", 1, signal="http", objective="availability"),
    **recorded("objective:burn_rate:rate1h", "shop", 4, signal="http", objective="latency"),
    **recorded("ALERTS", "shop", 1, alertname="A", alertstate="firing", severity="warning"),
    **recorded("ALERTS", "shop", 1, alertname="B", alertstate="pending", severity="critical"),
}
MAIL = {"service": "mail"}


def chosen(expr, **variables):
    """The expression as Grafana sends it: All, or the one value."""
    for name in ("service", "owner", "tier"):
        expr = expr.replace(f"${name}", variables.get(name, ".+"))
    return expr


def only(expr, service, **variables):
    """The number of one service; the others are looked at elsewhere."""
    return f'{chosen(expr, **variables)} and on (service) service:info{{service="{service}",env="production"}}'


@pytest.mark.parametrize(
    ("expr", "service", "number"),
    [
        (FLEET.traffic, "shop", 110),
        (FLEET.error_ratio, "shop", Fraction(2, 10)),
        (FLEET.error_ratio, "mail", 0),
        (FLEET.p99, "shop", 3),
        (FLEET.budget, "shop", -1),
        (FLEET.burn_rate, "shop", 4),
        (FLEET.firing("warning"), "shop", 1),
        (FLEET.firing("critical"), "shop", 0),
        (FLEET.firing("warning"), "mail", 0),
    ],
)
def test_the_number_of_a_service(promtool, expr, service, number):
    promtool.passes(RULES, Case(SERIES, (value(only(expr, service), "5m", number, {"service": service}),)))


def test_an_owner_s_services_are_left_when_the_owner_is_chosen(promtool):
    expected = (
        value(chosen(FLEET.traffic, owner="post"), "5m", 5, MAIL),
        value(chosen(FLEET.firing("warning"), owner="post"), "5m", 0, MAIL),
        nothing(chosen(FLEET.budget, owner="post"), "5m"),
        value(f"count({chosen(FLEET.info)})", "5m", 2),
    )
    promtool.passes(RULES, Case(SERIES, expected))


def test_pages_are_counted_by_severity(promtool):
    expr = chosen(FLEET.firing_by("service", severity="critical"))
    promtool.passes(RULES, Case(SERIES, (nothing(expr, "5m"),)))
