"""Every recorded series, label and alert name that we make, in one place: `level:metric:operations`."""

from observability.model.durations import Duration

# Labels that identify a recorded series. What may change (owner, tier) never stands beside them.
SERVICE = "service"
SIGNAL = "signal"
OBJECTIVE = "objective"
# Which events of an objective a series counts.
EVENTS = "events"
ALL_EVENTS = "all"
BAD_EVENTS = "bad"
QUANTILE = "quantile"

# What else alerts carry.
SEVERITY = "severity"
OWNER = "owner"
TIER = "tier"
ENVIRONMENT = "environment"

# On alerts that read other series than those of the service's own targets: they see on when those are gone.
TELEMETRY = "telemetry"
ELSEWHERE = "elsewhere"

# On the info metric alone: the uid of the service's dashboard, for a link that no template could build.
DASHBOARD = "dashboard"

RESERVED_LABELS = frozenset(
    {
        SERVICE,
        SIGNAL,
        OBJECTIVE,
        EVENTS,
        QUANTILE,
        SEVERITY,
        OWNER,
        TIER,
        ENVIRONMENT,
        TELEMETRY,
        DASHBOARD,
        "alertname",
        "alertstate",
        "le",
        "__name__",
    }
)

# One sample a service: who owns it and how much it matters.
SERVICE_INFO = "service:info"

# A signal's series, with its `by` labels.
TRAFFIC = "signal:traffic:rate5m"
ERRORS = "signal:errors:rate5m"
ERROR_RATIO = "signal:error_ratio:rate5m"
LATENCY_BUCKET = "signal:latency_bucket:rate5m"
LATENCY_HISTOGRAM = "signal:latency_histogram:rate5m"
LATENCY_QUANTILE = "signal:latency_seconds:quantile_rate5m"
LATENCY_MEAN = "signal:latency_seconds:mean_rate5m"
LATENCY_VALUE = "signal:latency_seconds:value"
SATURATION = "signal:saturation:value"
UTILIZATION = "signal:utilization:ratio"

# An objective's series, one a rule.
TARGET = "objective:target:ratio"
BUDGET_REMAINING = "objective:budget_remaining:ratio"

# What Prometheus tells of each group of rules, where it scrapes itself.
RULE_SECONDS = "prometheus_rule_group_last_duration_seconds"
RULE_INTERVAL = "prometheus_rule_group_interval_seconds"
RULE_MISSED = "prometheus_rule_group_iterations_missed_total"
RULE_FAILURES = "prometheus_rule_evaluation_failures_total"
RULE_COUNT = "prometheus_rule_group_rules"
RULE_SAMPLES = "prometheus_rule_group_last_evaluation_samples"
OF_PROMETHEUS = frozenset({RULE_SECONDS, RULE_INTERVAL, RULE_MISSED, RULE_FAILURES, RULE_COUNT, RULE_SAMPLES})


# What Prometheus tells of alerts.
ALERTS, ALERTS_SINCE = "ALERTS", "ALERTS_FOR_STATE"
OF_ALERTS = frozenset({ALERTS, ALERTS_SINCE})
# What it makes of each scrape, of whatever target.
OF_SCRAPES = frozenset(
    {
        "up",
        "scrape_duration_seconds",
        "scrape_samples_scraped",
        "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
        "scrape_timeout_seconds",
        "scrape_sample_limit",
        "scrape_body_size_bytes",
    }
)


def objective_events(window: Duration) -> str:
    """Events per second over the window: two series, all events and the bad ones."""
    return f"objective:events:rate{window}"


def objective_error_ratio(window: Duration) -> str:
    """Bad over all events of the window, 0 to 1; no sample without events."""
    return f"objective:error_ratio:rate{window}"


def objective_burn_rate(window: Duration) -> str:
    """How many times faster than allowed the budget is spent."""
    return f"objective:burn_rate:rate{window}"


AVAILABILITY_BURN = "AvailabilityBudgetBurn"
LATENCY_BURN = "LatencyBudgetBurn"
TRAFFIC_GONE = "TrafficGone"
SATURATION_HIGH = "SaturationHigh"
UTILIZATION_HIGH = "UtilizationHigh"
EXHAUSTION_PREDICTED = "ExhaustionPredicted"
RESOURCE_ERRORS = "ResourceErrors"
TELEMETRY_ABSENT = "TelemetryAbsent"
WATCHDOG = "Watchdog"
# Whose alert it is: no descriptor can have this name.
WATCHDOG_SERVICE = "watchdog"
GENERATED_ALERTS = frozenset(
    {
        AVAILABILITY_BURN,
        LATENCY_BURN,
        TRAFFIC_GONE,
        SATURATION_HIGH,
        UTILIZATION_HIGH,
        EXHAUSTION_PREDICTED,
        RESOURCE_ERRORS,
        TELEMETRY_ABSENT,
        WATCHDOG,
    }
)
