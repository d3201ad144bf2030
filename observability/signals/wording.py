"""How alerts speak: of whom, and of values in the units in which people read them.

A title may be a plural, one thing or a short name, so no sentence is built around it: it stands before a colon.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from observability.model.durations import Duration
from observability.model.numbers import percent, plain, prefixed
from observability.signals.alerting import plain_text
from observability.signals.scope import Scope

_NUMBER = "{{ $value | humanize }}"
# Of one in five minutes Prometheus' humanize would make 3.333m.
_SMALL_NUMBER = "{{ if lt $value 1.0 }}{{ $value | printf `%.2g` }}{{ else }}{{ $value | humanize }}{{ end }}"


@frozen
class Reading:
    """A unit: `value` is the Go template of an alert's value in it, `limit` writes a number in the same way."""

    value: str
    limit: Callable[[Decimal], str]

    def from_0(self) -> "Reading":
        """The same, for values that may lie between 0 and 1."""
        return evolve(self, value=self.value.replace(_NUMBER, _SMALL_NUMBER))


def subject(scope: Scope, by: Sequence[str] = ()) -> str:
    """Whose alert it is, as a Go template: `Shop, Orders (queue {{ $labels.queue }})`."""
    where = ", ".join(f"{label} {{{{ $labels.{label} }}}}" for label in by)
    title = f"{plain_text(scope.service.title)}, {plain_text(scope.title)}"
    return f"{title} ({where})" if where else title


def events(scope: Scope) -> str:
    """Whose events an alert counts: `Shop, HTTP requests`, or `Shop, http events` of a signal without a title."""
    return subject(scope) if scope.signal.title else f"{subject(scope)} events"


def reading(unit: str) -> Reading:
    """How values of one of Grafana's units are read; of a unit that is not known here, the number."""
    return _READINGS.get(unit) or _suffixed(_SUFFIXES.get(unit, ""))


def _suffixed(suffix: str) -> Reading:
    return Reading(_NUMBER + suffix, lambda limit: prefixed(limit) + suffix)


def _time(seconds: Decimal) -> str:
    span = Duration.of_seconds(abs(seconds))
    return span.brief if span.seconds == seconds else f"{plain(seconds)}s"


_PER_SECOND = " per second"
_SUFFIXES = {"percent": "%", "ms": " ms", "decbytes": "B"} | dict.fromkeys(("eps", "reqps", "ops", "cps"), _PER_SECOND)
_READINGS = {
    "percentunit": Reading("{{ $value | humanizePercentage }}", percent),
    "s": Reading("{{ $value | humanizeDuration }}", _time),
    "bytes": Reading("{{ $value | humanize1024 }}B", lambda limit: f"{prefixed(limit, 1024)}B"),
}
EVENT_RATE = reading("eps").from_0()
