"""The textbook: multi-window, multi-burn-rate alerts of the SRE Workbook (Google, 2018), chapter 5, over raw series.

Nothing of ours is in it: no chain, no floor, no `for`. Windows and factors are those of its table for 30 days.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

ALERT = "Textbook"

WINDOWS = ("5m", "30m", "1h", "2h", "6h", "1d", "3d")
_TIERS = {
    "critical": (("1h", "5m", 14.4), ("6h", "30m", 6.0)),
    "warning": (("1d", "2h", 3.0), ("3d", "6h", 1.0)),
}


@frozen
class Objective:
    """A promise: its name, the share of events that may be bad, bad and all events per second over `$window`."""

    name: str
    budget: float
    errors: str
    events: str

    def ratio(self, window: str) -> str:
        """The share of bad events over a window, as the Workbook writes it."""
        return f"{self.errors} / {self.events}".replace("$window", window)


def ratio_name(window: str) -> str:
    """The series that the ratio over a window is recorded as."""
    return f"textbook:error_ratio:rate{window}"


def group(objective: Objective) -> Mapping[str, Any]:
    """The rules of one objective: a ratio a window, an alert a severity."""
    return {"name": f"textbook-{objective.name}", "rules": [*_ratios(objective), *_alerts(objective)]}


def _ratios(objective: Objective) -> Iterator[Mapping[str, Any]]:
    for window in WINDOWS:
        labels = {"objective": objective.name}
        yield {"record": ratio_name(window), "expr": objective.ratio(window), "labels": labels}


def _alerts(objective: Objective) -> Iterator[Mapping[str, Any]]:
    for severity, tiers in _TIERS.items():
        conditions = (
            " and ".join(f"{_read(objective, window)} > {factor * objective.budget:g}" for window in (long, short))
            for long, short, factor in tiers
        )
        labels = {"severity": severity, "objective": objective.name}
        yield {"alert": ALERT, "expr": " or ".join(f"({condition})" for condition in conditions), "labels": labels}


def _read(objective: Objective, window: str) -> str:
    return f'{ratio_name(window)}{{objective="{objective.name}"}}'


AVAILABILITY = Objective(
    "availability",
    0.001,
    'sum(rate(http_requests_total{code=~"5..",job="checkout"}[$window]))',
    'sum(rate(http_requests_total{job="checkout"}[$window]))',
)
CLASSIC = Objective(
    "latency",
    0.01,
    '(sum(rate(http_request_duration_seconds_count{job="checkout"}[$window]))'
    ' - sum(rate(http_request_duration_seconds_bucket{job="checkout",le="0.5"}[$window])))',
    'sum(rate(http_request_duration_seconds_count{job="checkout"}[$window]))',
)
_NATIVE = 'sum(rate(http_request_duration_seconds{job="checkout"}[$window]))'
NATIVE = Objective(
    "latency",
    0.01,
    f"(1 - histogram_fraction(0, 0.5, {_NATIVE})) * histogram_count({_NATIVE})",
    f"histogram_count({_NATIVE})",
)
