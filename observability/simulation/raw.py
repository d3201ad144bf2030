"""All raw series of a plan: what its signals measure, then whatever else its rules and panels read."""

from collections.abc import Iterator
from contextlib import suppress

from observability.model import names
from observability.model.plan import Plan
from observability.model.selector import Selector
from observability.promql import Read, comparisons, reads
from observability.promql.families import RATES
from observability.simulation import labels
from observability.simulation.clock import RELEASE, Clock
from observability.simulation.flow import Flow, gauge
from observability.simulation.ownmetrics import own_series
from observability.simulation.queries import expressions
from observability.simulation.series import NAME, Series
from observability.simulation.signal import signal_series

_BYTES = 4e6
_LIMITS = ("size", "max", "limit", "total", "capacity", "interval", "files")
_STARTED = ("start_time_seconds", "boot_time_seconds")
# A gauge that says that all is well is mostly 1; that nothing is amiss, 0.
_ONE = ("up", "success", "successful", "status", "discovered", "info", "hash", "ready", "healthy")
_ZERO = ("failed", "failed_peers", "readonly", "errors", "offset_seconds", "down")


def raw_series(plan: Plan, clock: Clock) -> list[Series]:
    """Series such that every raw read of the plan finds some; the first of a set of labels counts."""
    found: dict[object, Series] = {}
    for signal in plan.service.signals:
        for one in signal_series(clock, plan.service.name, signal):
            found.setdefault(one.key, one)
    for one in own_series(plan, clock):
        found.setdefault(one.key, one)
    quiet = _quiet(plan)
    for read in _read(plan):
        if not any(labels.finds(Selector(read.metric, read.matchers), dict(one.labels)) for one in found.values()):
            for one in _likely(read, clock, _by(plan, read), quiet.get(read.metric)):
                found.setdefault(one.key, one)
    return list(found.values())


def _read(plan: Plan) -> Iterator[Read]:
    for expr in expressions(plan):
        with suppress(ValueError):  # a query of a panel to another kind of data source
            yield from (read for read in reads(expr) if not read.recorded and read.metric not in names.OF_ALERTS)


def _by(plan: Plan, read: Read) -> tuple[str, ...]:
    """The labels of the signal that reads it: an expression may tell by them."""
    for group, signal in zip(plan.groups[1:], plan.service.signals, strict=False):
        if any(read in reads(rule.expr) for rule in group.rules):
            return signal.by
    return ()


def _quiet(plan: Plan) -> dict[str, float]:
    """What metrics are while alerts that were written by hand stay silent: well on this side of their limits."""
    found: dict[str, float] = {}
    for alert in plan.service.alerts:
        for one in comparisons(alert.expr):
            limit = float(one.limit)
            calm = min(0.0, limit * 2) if one.upper and limit <= 0 else limit / 2 if one.upper else max(1.0, limit * 2)
            found |= dict.fromkeys(one.metrics, calm)
    return found


def _likely(read: Read, clock: Clock, by: tuple[str, ...], quiet: float | None) -> Iterator[Series]:
    """What a metric of this name probably does."""
    for one in labels.variants(Selector(read.metric, read.matchers), by):
        yield Series({**one, NAME: read.metric}, clock.times, _values(read, clock, f"{sorted(one.items())}", quiet))


def _values(read: Read, clock: Clock, name: str, quiet: float | None) -> list[float]:
    metric, count = read.metric, len(clock.times)
    if quiet is not None:
        # A counter that stands still has a rate of 0.
        return [quiet] * count
    if metric.endswith(_STARTED):
        return [(clock.end - clock.end % 604_800_000) / 1000 if at < RELEASE else RELEASE / 1000 for at in clock.times]
    if RATES & set(read.within) or metric.endswith(("_total", "_count", "_sum", "_bucket")):
        return Flow.of(clock, name).summed(0.5, 0.5)
    if metric.endswith(_ONE):
        return [1.0] * count
    if metric.endswith(_ZERO):
        return [0.0] * count
    scale = _BYTES if metric.endswith("_bytes") else 1.0
    if metric.lower().removesuffix("_bytes").removesuffix("_seconds").endswith(_LIMITS) or "_max_" in metric:
        return [100.0 * scale] * count
    return gauge(clock, name, 30 * scale, 20 * scale, 0)
