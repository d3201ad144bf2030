"""What a metric's name tells of its type. A counter read as a gauge, or the reverse, gives numbers that mean nothing.

A suffix is proof only where no exporter is known to break the convention. Where one may, the typed form
(`{counter: x}`) is the author's word for it, and is taken.
"""

from observability.descriptor.report import RefusedError

_COUNTERS = ("_total", "_count", "_sum")
_NEVER_COUNTERS = (
    "_ratio",
    "_percent",
    "_info",
    "_size",
    "_limit",
    "_celsius",
    "_timestamp",
    "_timestamp_seconds",
    "_created",
)
_NEVER_GAUGES = ("_total", "_bucket")
_SERIES_OF_HISTOGRAM = ("_bucket", "_count", "_sum")
_NEVER_HISTOGRAMS = ("_total", "_ratio", "_info")
_NOT_SECONDS = ("_milliseconds", "_ms", "_microseconds", "_us", "_nanoseconds", "_ns", "_bytes")
_WANT_COUNTER = "name a counter, as in http_requests_total"
_WANT_GAUGE = "name a gauge, or write {counter: ...} where its rate is meant"
_CHECK = "metric-type"


def check_counter(metric: str, *, explicit: bool) -> None:
    """Refuse what is no counter; `explicit`: the author wrote the typed form.

    Raises:
        RefusedError: the name says otherwise, or (not `explicit`) says nothing.
    """
    if ":" in metric:
        hint = "give the raw counter, or {expr: ...} when its value is a rate already"
        raise RefusedError(f"{metric} is a recorded series: a rate of it would miss resets", hint, _CHECK)
    if suffix := _suffix(metric, _NEVER_COUNTERS):
        raise RefusedError(
            f"a counter is wanted, and {metric} is a gauge by its suffix {suffix}", _WANT_COUNTER, _CHECK
        )
    if not explicit and metric.endswith("_bucket"):
        raise RefusedError(f"{metric} counts each event in many buckets", "write {histogram: NAME}", _CHECK)
    if not explicit and not metric.endswith(_COUNTERS):
        hint = f"if it is one, write {{counter: {metric}}}"
        raise RefusedError(f"a counter is wanted, and the name {metric} does not say that it is one", hint, _CHECK)


def check_gauge(metric: str, *, explicit: bool) -> None:
    """Refuse what is no gauge; `explicit`: the author wrote the typed form.

    Raises:
        RefusedError: the name says otherwise.
    """
    if suffix := _suffix(metric, _NEVER_GAUGES):
        raise RefusedError(f"a gauge is wanted, and {metric} is a counter by its suffix {suffix}", _WANT_GAUGE, _CHECK)
    if not explicit and (suffix := _suffix(metric, _COUNTERS)):
        hint = f"if it is a gauge, write {{gauge: {metric}}}"
        raise RefusedError(f"a gauge is wanted, and {metric} looks like a counter by its suffix {suffix}", hint, _CHECK)


def check_histogram(metric: str) -> None:
    """Refuse what is no base name of a histogram or summary.

    Raises:
        RefusedError: the name says otherwise.
    """
    if suffix := _suffix(metric, _SERIES_OF_HISTOGRAM):
        hint = f"drop the suffix: {metric.removesuffix(suffix)}"
        raise RefusedError(f"{metric} is one of the series of a histogram or summary, not its name", hint, _CHECK)
    if suffix := _suffix(metric, _NEVER_HISTOGRAMS):
        message = f"a histogram is wanted, and {metric} is none by its suffix {suffix}"
        raise RefusedError(message, "name a histogram of seconds, as in http_request_duration_seconds", _CHECK)


def check_seconds(metric: str) -> None:
    """Refuse a latency that is not in seconds: objectives and panels would be wrong by a factor.

    Raises:
        RefusedError: the name says another unit.
    """
    if suffix := _suffix(metric, _NOT_SECONDS):
        hint = "record it in seconds, or use {expr: ...} to convert"
        raise RefusedError(f"latency is read in seconds, and {metric} is not by its suffix {suffix}", hint, _CHECK)


def _suffix(metric: str, suffixes: tuple[str, ...]) -> str:
    return max((suffix for suffix in suffixes if metric.endswith(suffix)), key=len, default="")
