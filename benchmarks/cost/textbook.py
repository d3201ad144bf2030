"""The textbook formula: multi-window, multi-burn-rate alerts over raw series (SRE Workbook, Google 2018, chapter 5)."""

from decimal import Decimal

from attrs import frozen

from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, Rule

WINDOWS = ("5m", "30m", "1h", "2h", "6h", "1d", "3d")
# Severity, and its pairs: factor, long and short window.
_TIERS = (
    ("critical", ((Decimal("14.4"), "1h", "5m"), (Decimal(6), "6h", "30m"))),
    ("warning", ((Decimal(3), "1d", "2h"), (Decimal(1), "3d", "6h"))),
)


@frozen
class Promise:
    """An objective over raw counters. Bad are the `errors` or, where there are none, all events that are not `good`."""

    name: str
    target: Decimal
    events: str
    errors: str = ""
    good: str = ""

    def ratio(self, window: str) -> str:
        """The share of bad events."""
        part = f"{rate(self.errors or self.good, window)} / {rate(self.events, window)}"
        return part if self.errors else f"1 - {part}"


def rate(selector: str, window: str) -> str:
    """Events per second over the window, read from raw series."""
    return f"sum(rate({selector}[{window}]))"


def rules(promise: Promise) -> tuple[Rule, ...]:
    """The ratio over each window once, from raw series, and the two alerts that read them."""
    ratios = (Recording(_record(w), promise.ratio(w), {"slo": promise.name}) for w in WINDOWS)
    return (*ratios, *(_alert(severity, pairs, promise) for severity, pairs in _TIERS))


def _alert(severity: str, pairs: tuple[tuple[Decimal, str, str], ...], promise: Promise) -> Alert:
    expr = " or ".join(_burns(promise, *pair) for pair in pairs)
    return Alert("ErrorBudgetBurn", expr, Duration(0), {"severity": severity}, {})


def _burns(promise: Promise, factor: Decimal, long: str, short: str) -> str:
    limit = factor * (1 - promise.target)
    return " and ".join(f'{_record(window)}{{slo="{promise.name}"}} > {limit}' for window in (long, short))


def _record(window: str) -> str:
    return f"job:slo_errors_per_request:ratio_rate{window}"
