"""What a metric is: as Prometheus was told, else as its name says; of most names nobody can tell."""

import re

from observability.lint.settings import Settings

# Conventions of the exposition format; `_count` is left out, for plain gauges end so as well.
_COUNTER = re.compile(r"_total$|_seconds_(?:sum|count|bucket)$|_bytes_(?:sum|count|bucket)$")
# Words that count nothing. Only those that no well-known exporter ends the name of a counter with.
_GAUGE = re.compile(
    r"^up$|(?:_info|_ratio|_percent|_percentage|_celsius|_timestamp_seconds|_timestamp|_utilization|_temperature"
    r"|_current|_queue|_queue_length|_queue_size|_length|_depth|_size|_limit|_capacity|_available|_in_use|_in_flight"
    r"|_inflight|_active_connections|_open_connections|_goroutines|_load1|_load5|_load15|_up|_inprogress|_in_progress|_pending"
    r"|_waiting|_waiters|_lag|_replicas|_avail_bytes|_free_bytes|_size_bytes|_used_bytes|_usage_bytes|_limit_bytes"
    r"|_max_bytes|_resident_memory_bytes|_MemAvailable_bytes|_MemFree_bytes|_working_set_bytes)$"
)
_RECORDED_GAUGE = re.compile(r":(?:rate|irate|ratio|avg|mean|max|min|quantile|deriv|increase)[\w]*$")


def is_counter(name: str, settings: Settings) -> bool:
    """Whether it is one that only rises, as far as anybody can tell."""
    if kind := _told(name, settings):
        return kind == "counter"
    return ":" not in name and _COUNTER.search(name) is not None


def is_gauge(name: str, settings: Settings) -> bool:
    """Whether it is one that rises and falls, as far as anybody can tell."""
    if kind := _told(name, settings):
        return kind == "gauge"
    return (_RECORDED_GAUGE if ":" in name else _GAUGE).search(name) is not None


def _told(name: str, settings: Settings) -> str:
    """Its type as exporters declare it. What histograms and summaries are made of counts."""
    base = re.sub(r"_(?:bucket|sum|count)$", "", name)
    if base != name and settings.types.get(base) in {"histogram", "summary"}:
        return "counter"
    kind = settings.types.get(name) or settings.types.get(name.removesuffix("_total"), "")
    return kind if kind in {"counter", "gauge"} else ""
