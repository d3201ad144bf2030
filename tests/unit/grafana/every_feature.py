"""A dashboard that uses all that the model offers: each kind of panel, each setting, each kind of link."""

from decimal import Decimal

from observability.model.dashboard import Annotation, Dashboard, Row, Variable
from observability.model.panel import (
    Column,
    DataSource,
    Explore,
    Link,
    Panel,
    PanelKind,
    Query,
    QueryFormat,
    Role,
    Threshold,
)

LIMITS = (Threshold(Decimal("0.8"), Role.WARNING), Threshold(Decimal("0.95"), Role.CRITICAL))
HTTP = '{service="shop",signal="http",handler=~"$handler"}'

AVAILABILITY = Panel(
    key="availability",
    title="Availability",
    description="The share of good requests.\n\nReads `objective:error_ratio:rate30d`.",
    kind=PanelKind.STAT,
    queries=(Query('1 - objective:error_ratio:rate30d{service="shop"}', "availability"),),
    unit="percentunit",
    width=6,
    height=4,
    decimals=2,
    thresholds=(Threshold(Decimal("0.999"), Role.FINE),),
    base=Role.CRITICAL,
    no_value="No requests",
)
LAST_DEPLOY = Panel(
    key="deploy",
    title="Last release",
    description="When the running version was released.",
    kind=PanelKind.STAT,
    queries=(Query('max by (service) (deploy_time_seconds{service="shop"}) * 1000', instant=True),),
    unit="dateTimeFromNow",
    width=6,
    height=4,
)
ALERTS = Panel(
    key="alerts",
    title="Firing alerts",
    description="What fires now.",
    kind=PanelKind.ALERT_LIST,
    queries=(Query('{service="shop"}'),),
    width=6,
    height=4,
)
POOL = Panel(
    key="pool",
    title="Pool",
    description="Connections in use.",
    kind=PanelKind.GAUGE,
    queries=(Query('signal:utilization:ratio{service="shop",signal="pool"}', "used"),),
    unit="percentunit",
    width=6,
    height=4,
    minimum=Decimal(0),
    maximum=Decimal(1),
    thresholds=LIMITS,
    base=Role.FINE,
)
RATE = Panel(
    key="http-traffic",
    title="http: requests",
    description="Requests per second, by `handler`. Reads `signal:traffic:rate5m`.",
    kind=PanelKind.TIMESERIES,
    queries=(Query(f"sum by (handler) (signal:traffic:rate5m{HTTP})", "{{handler}}", Role.RATE),),
    unit="reqps",
    minimum=Decimal(0),
    links=(Link("Runbook", "https://git.example.org/ops/runbooks/shop.md"), Link("Inventory", "/d/inventory-1")),
    raw='sum by (handler) (rate(http_requests_total{job="shop",handler=~"$handler"}[$__rate_interval]))',
)
ERRORS = Panel(
    key="http-errors",
    title="http: error ratio",
    description="Failed over all requests. Reads `signal:error_ratio:rate5m`.",
    kind=PanelKind.TIMESERIES,
    queries=(
        Query('max by (service) (signal:error_ratio:rate5m{service="shop"})', "errors", Role.ERRORS),
        Query('0 * max by (service) (signal:traffic:rate5m{service="shop"}) + 0.001', "allowed", Role.THRESHOLD),
        Query('max by (service) (signal:traffic:rate5m{service="shop"})', "requests", Role.NEUTRAL, unit="reqps"),
    ),
    unit="percentunit",
    no_value="No errors",
    thresholds=LIMITS,
)
DURATION = Panel(
    key="http-latency",
    title="http: duration",
    description="How long requests take. Reads `signal:latency_seconds:quantile_rate5m`.",
    kind=PanelKind.TIMESERIES,
    queries=tuple(
        Query(
            f'max by (service) (signal:latency_seconds:quantile_rate5m{{service="shop",quantile="{quantile}"}})',
            f"p{quantile[2:]}",
            Role.DURATION,
        )
        for quantile in ("0.50", "0.95", "0.99")
    ),
    unit="s",
    log_above=Decimal(1),
)
HEATMAP = Panel(
    key="http-heatmap",
    title="http: distribution",
    description="Where the durations lie. Reads `signal:latency_bucket:rate5m`.",
    kind=PanelKind.HEATMAP,
    queries=(
        Query('sum by (le) (signal:latency_bucket:rate5m{service="shop"})', "{{le}}", format=QueryFormat.HEATMAP),
    ),
    unit="s",
    width=12,
)
ENDPOINTS = Panel(
    key="http-endpoints",
    title="http: by handler",
    description="Each handler's rate and errors.",
    kind=PanelKind.TABLE,
    queries=(
        Query(
            'sum by (handler) (signal:traffic:rate5m{service="shop"})',
            instant=True,
            format=QueryFormat.TABLE,
            column="Rate",
            unit="reqps",
        ),
        Query(
            'max by (handler) (signal:error_ratio:rate5m{service="shop"})',
            instant=True,
            format=QueryFormat.TABLE,
            column="Errors",
            unit="percentunit",
            thresholds=(Threshold(Decimal("0.001"), Role.CRITICAL),),
            base=Role.FINE,
        ),
    ),
    width=12,
    columns=(
        Column("handler", "Handler", link=Link("Handler", "/d/shop-1?var-handler=${__data.fields.handler}")),
        Column("dashboard", hidden=True),
    ),
    sort=("Errors", "Rate"),
)
WAITERS = Panel(
    key="pool-waiters",
    title="pool: waiting",
    description="Who waits for a connection.",
    kind=PanelKind.BAR_GAUGE,
    queries=(Query('max by (pool) (signal:saturation:value{service="shop"})', "{{pool}}", Role.PALETTE),),
    width=16,
)
NOTES = Panel(
    key="notes",
    title="Logs and traces",
    description="Where to look further.",
    kind=PanelKind.TEXT,
    text="Logs of `shop` and its traces:",
    links=(Link("Logs [shop]", "https://logs.example.org/?q=${__from}"), Link("Traces", "/explore")),
    width=8,
)
HISTORY = Panel(
    key="history",
    title="What fired",
    description="Alerts over time.",
    kind=PanelKind.STATE_TIMELINE,
    queries=(Query('max by (alertname) (ALERTS{service="shop"})', "{{alertname}}"),),
    unit="none",
    thresholds=(Threshold(Decimal(1), Role.WARNING), Threshold(Decimal(2), Role.CRITICAL)),
    words=(("1", "ticket"), ("2", "page")),
)
LOGS = Panel(
    key="logs",
    title="Logs",
    description="Lines.",
    kind=PanelKind.LOGS,
    queries=(Query('{app="shop"}'),),
    source=DataSource("loki", "loki"),
    explore=(Explore("Logs", '{app="shop"}', DataSource("loki", "loki")),),
    no_value="No logs",
)
TRACES = Panel(
    key="traces",
    title="Traces",
    description="Traces.",
    kind=PanelKind.TABLE,
    queries=(Query("{}"),),
    source=DataSource("tempo", "tempo"),
)

DASHBOARD = Dashboard(
    uid="shop-12345678",
    title="Shop",
    description="Sells things.",
    rows=(
        Row("status", "Status", (AVAILABILITY, LAST_DEPLOY, ALERTS, POOL)),
        Row("red", "http", (RATE, ERRORS, DURATION, HEATMAP, ENDPOINTS)),
        Row("use", "Resources", (WAITERS,), collapsed=True),
        Row("links", "Logs and traces", (NOTES, LOGS, TRACES, HISTORY), collapsed=True),
    ),
    folder="payments",
    tags=("payments", "critical"),
    variables=(
        Variable("handler", "Handler", 'signal:traffic:rate5m{service="shop"}', "handler"),
        Variable("method", "Method", 'signal:traffic:rate5m{service="shop"}', "method"),
        Variable("pool", "Pool", 'signal:saturation:value{service="shop"}', "pool"),
    ),
    annotations=(
        Annotation(
            "Releases", 'changes(deploy_time_seconds{service="shop"}[5m]) > 0', Role.RATE, "Release", "{{version}}"
        ),
        Annotation("Alerts", 'ALERTS{service="shop",alertstate="firing"}', Role.ERRORS, "{{alertname}}"),
    ),
    links=(Link("Fleet", "/d/fleet-1"), Link("Runbook", "https://git.example.org/ops/runbooks/shop.md")),
)
