"""Which metrics of alerts written by hand are declared, and where the others stand."""

import pytest

from observability.descriptor import Project, load_service, resolve
from observability.emit.catalog import declared_metrics
from observability.lowering import lower
from observability.model.artifact import Source
from observability.undeclared import families, undeclared, unmet

DESCRIPTOR = """\
apiVersion: observability/v1
kind: Service
metadata: {name: cart, owner: team}
spec:
  selector: {job: cart}
  use: {pool: {saturation: {gauge: pool_waiters, warning: 5}}}
  golden: {orders: {latency: order_seconds}}
  runtime: [go]
  deploys: process_start_time_seconds
"""


def found_in(more: str):
    source = Source("cart.yaml", (DESCRIPTOR + more).encode())
    project = Project()
    service = resolve(load_service(source, project), project, "default")
    return undeclared(service, declared_metrics(lower(service)), source.text)


def alerts(*exprs: str, more: str = "") -> str:
    written = (f"    A{n}:\n      severity: info\n      expr: {expr}\n{more}" for n, expr in enumerate(exprs))
    return "  alerts:\n" + "".join(written)


def names(more: str) -> list[str]:
    return [one.metric for one in found_in(more)]


@pytest.mark.parametrize(
    "expr",
    [
        "pool_waiters > 1",
        "order_seconds_count > 1",
        "rate(order_seconds_sum[5m]) > 1",
        "go_goroutines > 1",
        "process_start_time_seconds > 1",
        "up == 0",
        "scrape_samples_scraped > 1000",
        "ALERTS > 0",
        "some:recording:sum > 1",
        "absent(watched)",
        "absent_over_time(watched[5m]) and on () vector(1)",
        "vector(1)",
        "count({job='cart'}) > 5",
    ],
)
def test_what_is_declared_or_made_by_prometheus_is_left_alone(expr):
    assert names(alerts(expr)) == []


def test_a_metric_that_the_alert_alone_names_is_found_once():
    assert names(alerts("queue_length > 100", "queue_length > 500 and backlog > 1")) == ["queue_length", "backlog"]


def test_of_a_histogram_the_first_series_stands_for_all():
    assert names(alerts("rate(h_bucket[5m]) / rate(h_count[5m]) < 1")) == ["h_bucket"]


def test_a_list_a_test_and_an_absence_declare():
    assert names(alerts("queue_length > 1") + "  metrics: [queue_length]\n") == []
    assert names(alerts("rate(h_bucket[5m]) > 1") + "  metrics: [h]\n") == []
    tested = "      tests: {a: {series: {queue_length: 1x5}, expect: {1m: [{}]}}}\n"
    assert names(alerts("queue_length > 1", more=tested)) == []
    assert names(alerts("queue_length > 1", "absent(queue_length{job='cart'})")) == []


@pytest.mark.parametrize("slip", ["pool_waitrs", "pool_wiaters", "pool_watiers"])
def test_what_is_called_nearly_so_is_asked_for(slip):
    (one,) = found_in(alerts(f"{slip} > 1"))
    assert (one.near, one.finding.hint) == (
        "pool_waiters",
        "did you mean 'pool_waiters'? If not, list it in spec.metrics",
    )


@pytest.mark.parametrize("other", ["pool_writers", "pool_workers", "pool_wait"])
def test_what_is_called_otherwise_is_another_metric(other):
    (one,) = found_in(alerts(f"{other} > 1"))
    assert one.near == ""


@pytest.mark.parametrize(
    ("expr", "place"),
    [
        ("lone > 1", (13, 13)),
        ("'lone > 1'", (13, 14)),
        ('''"{__name__=\\"lone\\"} > 1"''', (13, 26)),
        ("pool_waiters{a='lone'} > lone", (13, 38)),
        (">- # lone\n        pool_waiters > 1\n        and lone > 1", (15, 13)),
        ("|\n        lones{a='b'}\n        > lone", (15, 11)),
        ("sum(my_lone) > lone_total + lone", (13, 41)),
    ],
)
def test_it_is_told_where_it_stands(expr, place):
    (at,) = [one.location for one in found_in(alerts(expr) + "  metrics: [lones, my_lone, lone_total]\n")]
    assert (at.file, at.line, at.column) == ("cart.yaml", *place)


def test_what_is_not_spelled_out_is_told_at_its_value():
    (at,) = [one.location for one in found_in(alerts('"l\\x6fne > 1"'))]
    assert (at.line, at.column) == (13, 13)
    aliased = alerts("&it lone > 1", "*it").replace("lone", "pool_waiters", 1).replace("&it pool_waiters", "&it lone")
    assert [one.alert for one in found_in(aliased)] == ["A0"]


def test_another_descriptor_may_declare_it():
    asked = found_in(alerts("queue_length > 1"))
    assert [finding.check for finding in unmet(asked, families(["queue"]))] == ["undeclared-metric"]
    assert list(unmet(asked, families(["queue_length"]))) == []
