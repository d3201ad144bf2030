"""A service with every kind of signal, built to the end: rules, dashboards, catalog. All checks pass on it."""

import json
from decimal import Decimal

from observability.emit import catalog, dashboards
from observability.lint import DashboardFile, Tree
from observability.lowering import lower
from observability.model.durations import Duration
from observability.model.panel import DataSource
from observability.model.selector import Matcher, MatchOp, Selector
from observability.model.service import Environment, Links, Owner, Runbook, Service, Store
from observability.model.signal import (
    Counter,
    Exhaustion,
    Gauge,
    Histogram,
    Kind,
    Measurement,
    Objective,
    Ratio,
    Signal,
    View,
)
from observability.rulefiles import RuleFile

JOB = (Matcher("job", MatchOp.EQUAL, "shop"),)
PRODUCTION = Environment("production", {"env": "production"}, grafana_url="https://grafana.example.org")
DAYS = Duration.parse("30d")


def series(name: str, *more: Matcher) -> Selector:
    return Selector(name, (*JOB, *more))


HTTP = Signal(
    "http",
    View.RED,
    (
        Measurement(Kind.TRAFFIC, Counter(series("http_requests_total"))),
        Measurement(Kind.ERRORS, Counter(series("http_requests_total", Matcher("code", MatchOp.REGEX, "5..")))),
        Measurement(Kind.LATENCY, Histogram(series("http_request_duration_seconds"))),
    ),
    by=("handler",),
    objectives=(
        Objective("availability", Decimal("0.999"), DAYS),
        Objective("latency", Decimal("0.99"), DAYS, threshold=Decimal("0.3")),
    ),
)
POOL = Signal(
    "db-pool",
    View.USE,
    (
        Measurement(
            Kind.UTILIZATION,
            Ratio(series("db_pool_in_use"), series("db_pool_size")),
            warning=Decimal("0.8"),
            critical=Decimal("0.95"),
        ),
        Measurement(
            Kind.SATURATION,
            Gauge(series("db_pool_waiters"), capacity=Decimal(100)),
            warning=Decimal(1),
            exhaustion=Exhaustion(Duration.parse("4h")),
        ),
        Measurement(Kind.ERRORS, Counter(series("db_pool_timeouts_total"))),
    ),
)
ORDERS = Signal(
    "orders",
    View.GOLDEN,
    (
        Measurement(Kind.TRAFFIC, Counter(series("orders_processed_total"))),
        Measurement(Kind.ERRORS, Counter(series("orders_failed_total"))),
        Measurement(Kind.LATENCY, Histogram(series("order_duration_seconds"), native=True)),
        Measurement(Kind.SATURATION, Gauge(series("orders_queue_depth")), warning=Decimal(1000)),
    ),
    by=("handler", "kind"),
)
TEMPO = Store(source=DataSource("tempo", "tempo"), query='{ resource.service.name = "shop" }')
SHOP = Service(
    name="shop",
    title="Shop",
    description="Turns carts into paid orders.",
    owner=Owner("payments", "Payments"),
    tier="critical",
    environment=PRODUCTION,
    runbook=Runbook("https://git.example.org/runbooks/{service}.md", "runbooks/shop.md"),
    telemetry=series("up"),
    selector=JOB,
    signals=(HTTP, POOL, ORDERS),
    depends_on=("inventory", "mail"),
    links=Links(
        repository="https://git.example.org/shop", logs=Store(url="https://logs.example.org/shop"), traces=TEMPO
    ),
    runtime=("process", "jvm"),
    deploys='shop_build_info{job="shop"}',
)


def build() -> Tree:
    """The tree, fresh: its documents may be changed."""
    plan = lower(SHOP)
    made = (dashboards.emit(plan), *dashboards.emit_views(PRODUCTION, {SHOP.owner: 1}))
    services = {SHOP.name: catalog.entry(plan)}
    return Tree(
        rules=(RuleFile("prometheus/rules/shop.yaml", plan.groups),),
        dashboards=tuple(DashboardFile(artifact.path, json.loads(artifact.text)) for artifact in made),
        catalog={"services": services},
    )
