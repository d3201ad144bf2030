"""What the rules cost, as the real Prometheus computes it from what a Prometheus tells of itself."""

from fractions import Fraction

import pytest

from observability.model.service import Environment
from observability.views.rule_series import RuleSeries
from tests.support.promtool import Case, nothing, value

RULES = "groups:\n  - name: none\n    rules: []\n"
COST = RuleSeries(Environment("production", {"env": "production"}))


def group(metric, name, samples, instance="a"):
    labels = f'instance="{instance}",rule_group="/etc/prometheus/rules/x.yaml;{name}"'
    return {f"prometheus_rule_group_{metric}{{{labels}}}": samples}


SERIES = {
    'service:info{env="production",service="shop",owner="sales"}': "1x10",
    'service:info{env="production",service="mail",owner="post"}': "1x10",
    'service:info{env="staging",service="cart",owner="sales"}': "1x10",
    **group("last_duration_seconds", "shop:http", "3x10"),
    **group("last_duration_seconds", "shop:pool", "6x10"),
    # The other of two servers that evaluate the same rules; it is slower.
    **group("last_duration_seconds", "shop:pool", "12x10", "b"),
    **group("last_duration_seconds", "mail:http", "1x10"),
    **group("last_duration_seconds", "cart:http", "9x10"),
    **group("last_duration_seconds", "node.rules", "9x10"),
    **group("last_duration_seconds", "other:http", "9x10"),
    **group("interval_seconds", "shop:http", "30x10"),
    **group("interval_seconds", "shop:pool", "30x10"),
    **group("interval_seconds", "shop:pool", "30x10", "b"),
    **group("interval_seconds", "mail:http", "30x10"),
    **group("iterations_missed_total", "shop:http", "0+2x10"),
}
SECONDS = "prometheus_rule_group_last_duration_seconds"


def asked(expr, **variables):
    for name in ("service", "owner"):
        expr = expr.replace(f"${name}", variables.get(name, ".+"))
    return expr


@pytest.mark.parametrize(
    ("expr", "number", "labels"),
    [
        (asked(f"sum({COST.level(SECONDS)})"), 16, {}),
        (asked(f"max({COST.share})"), Fraction(2, 5), {}),
        (asked(COST.by_service("sum", COST.level(SECONDS)), service="mail"), 1, {"service": "mail"}),
        (asked(f"sum({COST.level(SECONDS)})", service="(shop|mail)", owner="post"), 1, {}),
        (asked(f"sum({COST.increase('prometheus_rule_group_iterations_missed_total', '5m')})"), 10, {}),
    ],
)
def test_a_number_is_of_our_groups_in_this_environment_alone(promtool, expr, number, labels):
    promtool.passes(RULES, Case(SERIES, (value(expr, "5m", number, labels),)))


def test_who_owns_nothing_costs_nothing(promtool):
    promtool.passes(RULES, Case(SERIES, (nothing(asked(COST.share, owner="nobody"), "5m"),)))
