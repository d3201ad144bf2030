"""What many incidents share."""

from collections.abc import Callable

from benchmarks.incidents.load import DAY, HOUR, MINUTE, Load, Stretch, Stretches
from benchmarks.incidents.metrics import Metric
from benchmarks.incidents.outcome import Key
from benchmarks.incidents.targets import Target, fleet
from observability.model import names

# Events per minute of each of four instances: ten a second in all.
RATE, INSTANCES = 150, 4

# A day, and the hour before it with which `TrafficGone` compares.
YESTERDAY = DAY + HOUR + 30 * MINUTE

PAGE = Key(names.AVAILABILITY_BURN, "critical", "availability")
TICKET = Key(names.AVAILABILITY_BURN, "warning", "availability")
SLOW_PAGE = Key(names.LATENCY_BURN, "critical", "latency")
SLOW_TICKET = Key(names.LATENCY_BURN, "warning", "latency")
TRAFFIC_GONE = Key(names.TRAFFIC_GONE, "critical")
NOTHING_UP = Key(names.TELEMETRY_ABSENT, "critical")
SOME_DOWN = Key(names.TELEMETRY_ABSENT, "warning")
BLIND = Key(names.TELEMETRY_ABSENT, "warning", "latency")
EXHAUSTION = Key(names.EXHAUSTION_PREDICTED, "warning")

Targets = Callable[[int], tuple[Target, ...]]


def troubled(lead: int, *stretches: Stretch, rate: float = RATE, failing: float = 0) -> Load:
    """Health for `lead` seconds, then these, then health; in health the share that is `failing` fails."""
    return Stretches((Stretch(lead, rate, failing), *stretches, Stretch(1, rate, failing)))


def service(*stretches: Stretch, metrics: tuple[Metric, ...] = (), rate: float = RATE) -> Targets:
    """Four instances that have this trouble; `rate` is that of their health."""
    return lambda lead: fleet(INSTANCES, troubled(lead, *stretches, rate=rate), *metrics)
