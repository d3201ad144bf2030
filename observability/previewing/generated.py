"""A Prometheus with generated series and what the rules record of them, for as long as a page is made."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from observability import simulation, workspace
from observability.adapters.prometheus import Prometheus, access
from observability.adapters.prometheus_server import serving
from observability.adapters.remote_write import Distribution, Sent, send
from observability.model.plan import Plan
from observability.model.rule import Alert, Recording
from observability.previewing.evaluated import evaluated
from observability.previewing.recorded import STEP, recorded
from observability.simulation import Clock, Series


@contextmanager
def generated(plans: Sequence[Plan], clock: Clock, program: Path) -> Iterator[Prometheus]:
    """The server, until the block ends.

    Raises:
        MissingToolError: it does not start, or takes no samples.
    """
    with workspace.temporary_folder() as folder, serving(program, folder) as url:
        server = Prometheus(access(url))
        send(url, map(_sent, _raw(plans, clock)))
        rules = _once([rule for plan in plans for rule in plan.recordings])
        reach = simulation.reach(expr for plan in plans for expr in simulation.expressions(plan))
        # A rule reads what those of the levels before it have recorded.
        for level in simulation.levels(rules):
            send(url, recorded(server, level, reach, clock))
        send(url, map(_sent, _told(server, _alerts(plans), clock)))
        yield server


def _raw(plans: Sequence[Plan], clock: Clock) -> list[Series]:
    """Of two plans that measure the same, two versions of a service, the first counts."""
    found: dict[object, Series] = {}
    for plan in plans:
        for one in simulation.raw_series(plan, clock):
            found.setdefault(one.key, one)
    return list(found.values())


def _once(rules: Sequence[Recording]) -> list[Recording]:
    """Of two versions of a rule the first."""
    return list({(rule.record, *sorted(rule.labels.items())): rule for rule in reversed(rules)}.values())[::-1]


def _alerts(plans: Sequence[Plan]) -> list[Alert]:
    """The alerts of each service once."""
    first = {plan.service.name: plan for plan in reversed(plans)}
    return [alert for plan in reversed(first.values()) for alert in plan.alerts]


def _told(server: Prometheus, alerts: Sequence[Alert], clock: Clock) -> Iterator[Series]:
    times = range(clock.shown, clock.end + 1, STEP)
    for alert, found in zip(alerts, evaluated(server, alerts, times), strict=True):
        yield from simulation.played(alert, {one.key: one.times for one in found}, times)


def _sent(one: Series) -> Sent:
    distributions = [Distribution(native.schema, native.buckets, native.sum) for native in one.histograms]
    return Sent(one.labels, one.times, one.values, distributions)
