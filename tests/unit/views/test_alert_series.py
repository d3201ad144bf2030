"""What the view of alerts asks, as the real Prometheus answers it."""

import pytest

from observability.model.service import Environment
from observability.views.alert_series import AlertSeries
from tests.support.promtool import Case, labels_of, nothing, value

RULES = "groups:\n  - name: none\n    rules: []\n"
PRODUCTION = Environment("production", {"env": "production"})
ALL, SALES = AlertSeries(PRODUCTION), AlertSeries(PRODUCTION, "sales")


def alert(metric, samples, **labels):
    own = {
        "env": "production",
        "alertname": "Burn",
        "service": "shop",
        "owner": "sales",
        "severity": "critical",
        "signal": "http",
        "objective": "availability",
        **labels,
    }
    return {f"{metric}{labels_of(own)}": samples}


SERIES = {
    'service:info{env="production",service="shop",owner="sales",dashboard="shop-1"}': "1x60",
    'service:info{env="production",service="mail",owner="post",dashboard="mail-1"}': "1x60",
    # From minute 10 to 19, and from 30 on.
    **alert("ALERTS", "_x10 1x9 stale _x9 1x30", alertstate="firing"),
    **alert("ALERTS_FOR_STATE", "_x30 1500x30"),
    **alert(
        "ALERTS", "_x5 1x55", alertstate="firing", severity="warning", alertname="Full", service="mail", owner="post"
    ),
    **alert("ALERTS", "1x60", alertstate="pending", alertname="Slow"),
    **alert("ALERTS", "1x60", alertstate="firing", severity="info", alertname="Watchdog", service="watchdog", owner=""),
    **alert("ALERTS", "1x60", alertstate="firing", env="staging"),
}
BURN = {
    "alertname": "Burn",
    "service": "shop",
    "owner": "sales",
    "severity": "critical",
    "signal": "http",
    "objective": "availability",
}
WHERE = {"alertname": "Burn", "service": "shop", "owner": "sales"}


def asked(expr, **variables):
    for name in ("service", "owner", "severity"):
        expr = expr.replace(f"${name}", variables.get(name, ".+"))
    return expr.replace("$__range", "40m")


@pytest.mark.parametrize(
    ("expr", "number", "labels"),
    [
        (asked(f"count({ALL.firing})"), 2, {}),
        (asked(f"count({ALL.of('firing', 'critical')})"), 1, {}),
        (asked(f"count({ALL.of('pending')})"), 1, {}),
        (asked(ALL.with_dashboards, service="shop"), 1, {**BURN, "dashboard": "shop-1"}),
        (asked(ALL.lasting, service="shop"), 900, BURN),
        (asked(ALL.times, service="shop"), 2, WHERE),
        (asked(ALL.seconds, service="shop"), 1260, WHERE),
        (asked(ALL.worst, service="mail"), 1, {"alertname": "Full", "service": "mail"}),
        (asked(SALES.worst), 2, {"alertname": "Burn", "service": "shop"}),
    ],
)
def test_a_number_of_alerts(promtool, expr, number, labels):
    promtool.passes(RULES, Case(SERIES, (value(expr, "40m", number, labels),)))


def test_what_nobody_owns_is_no_alert_of_ours(promtool):
    promtool.passes(RULES, Case(SERIES, (nothing(asked(ALL.firing, service="watchdog"), "40m"),)))
