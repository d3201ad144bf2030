"""Trap 14: quotes, backslashes, line breaks and `$` in a label's value are text, wherever the value goes."""

import pytest

from observability.compiler import compile_source
from observability.descriptor import load_project
from observability.emit.target import Target
from observability.model.artifact import Source
from tests.support.promtool import Case, Expectation, labels_of, without

PROJECT = r"""
apiVersion: observability/v1
kind: Project
metadata: {name: odd}
spec:
  owners: {shop: {}}
  environments:
    production: {matchers: {site: "s\"t\\u\nv$w'x"}}
"""
DESCRIPTOR = r"""
apiVersion: observability/v1
kind: Service
metadata: {name: shop, owner: shop, tier: critical}
spec:
  selector: {job: "a\"b", zone: "c\\d", rack: "e\nf", host: "$g"}
  red:
    http:
      rate: 'http_requests_total{path="/a\\b\"$1"}'
      errors: 'http_requests_total{path="/a\\b\"$1",code=~"5.."}'
      objectives: {availability: 99.9}
  use:
    queue: {saturation: {gauge: queue_length, warning: 10, for: 1m}, by: [queue]}
"""
SITE, QUEUE = "s\"t\\u\nv$w'x", 'q"r\\s\n$t {{ $value }}'
RAW = {"job": 'a"b', "zone": "c\\d", "rack": "e\nf", "host": "$g", "site": SITE}
REQUESTS = {**RAW, "path": '/a\\b"$1'}


@pytest.fixture(scope="module")
def rules():
    project = load_project(Source("observability.yaml", PROJECT.encode()))
    made = compile_source(
        Source("services/shop.yaml", DESCRIPTOR.encode()), project, ["production"], frozenset({Target.RULES})
    )
    (artifact,) = made.artifacts["production"]
    return artifact.text.decode()


def fires(alert, at, **labels):
    """The alert fires with these labels, the service's and none besides."""
    name = {"__name__": "ALERTS", "alertname": alert, "alertstate": "firing"}
    whose = {"site": SITE, "service": "shop", "owner": "shop", "tier": "critical"}
    asked = f'ALERTS{{alertname="{alert}",severity="{labels["severity"]}",alertstate="firing"}}'
    return Expectation(asked, at, ((name | whose | labels, 1),))


def series(name, values, **labels):
    return {f"{name}{labels_of(labels)}": values}


OUTAGE = {
    **series("http_requests_total", "0+600x60 36000x20", **REQUESTS, code="200"),
    **series("http_requests_total", "0x60 600+600x19", **REQUESTS, code="500"),
    **series("queue_length", "20x80", **RAW, queue=QUEUE),
    **series("up", "1x80", **RAW),
}
SEEN = (
    fires("AvailabilityBudgetBurn", "70m", severity="critical", signal="http", objective="availability"),
    fires("SaturationHigh", "70m", severity="warning", signal="queue", queue=QUEUE),
)
# The same but for a letter of each value.
OTHERS = {name.replace("$g", "$h"): values for name, values in OUTAGE.items()}


def test_the_rules_are_sound(promtool, rules):
    checked = promtool.check(rules)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_alerts_fire_with_just_these_values(promtool, rules):
    promtool.passes(rules, Case(OUTAGE, SEEN))


def test_series_of_other_values_are_not_read(promtool, rules):
    gone = fires("TelemetryAbsent", "70m", severity="critical")
    promtool.passes(rules, Case(OTHERS, (gone,)))
    promtool.fails(rules, Case(OTHERS, SEEN))


@pytest.mark.parametrize(
    ("escaped", "plain"), [('a\\"b', "ab"), ("c\\\\d", "c\\\\\\\\d"), ("e\\nf", "enf"), ("x24g", "x25g")]
)
def test_a_value_written_otherwise_finds_nothing(promtool, rules, escaped, plain):
    promtool.fails(without(rules, escaped, plain), Case(OUTAGE, SEEN))
