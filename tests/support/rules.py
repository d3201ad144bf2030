"""Rules for tests, made without a file."""

from observability.model.durations import Duration
from observability.model.rule import Alert


def alert_of(expr: str, duration: str = "5m", **labels: str) -> Alert:
    """An alert `A` of this expression."""
    return Alert("A", expr, Duration.parse(duration), labels, {"summary": "{{ $value }} of {{ $labels.job }}"})
