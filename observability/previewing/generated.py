"""A Prometheus with generated series and what the rules record of them, for as long as a page is made."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

from observability import simulation, workspace
from observability.adapters.asking import Answer, Call, Prometheus, QueryError
from observability.adapters.prometheus_server import serving
from observability.adapters.remote_write import Distribution, Sent, send
from observability.model.plan import Plan
from observability.model.rule import Alert, Recording
from observability.simulation import Clock, Histogram, Series
from pathlib import Path

_STEP = 60_000
# Instant selectors look five minutes back: what is older than the quiet day is repeated at this distance.
_SPARSE = 300_000
_DAY = 86_400_000


@contextmanager
def generated(plans: Sequence[Plan], clock: Clock, program: Path) -> Iterator[Prometheus]:
    """The server, until the block ends.

    Raises:
        MissingToolError: it does not start, or takes no samples.
    """
    with workspace.temporary_folder() as folder, serving(program, folder) as url, httpx.Client(base_url=url) as http:
        server = Prometheus(url)
        send(http, (_sent(one) for plan in plans for one in simulation.raw_series(plan, clock)))
        _record(server, http, plans, clock)
        _alert(server, http, plans, clock)
        yield server


def _record(server: Prometheus, http: httpx.Client, plans: Sequence[Plan], clock: Clock) -> None:
    rules = [rule for plan in plans for rule in plan.recordings]
    reach = simulation.reach(rule.expr for plan in plans for group in plan.groups for rule in group.rules)
    for level in simulation.levels(rules):
        send(http, _recorded(server, level, reach, clock))


def _recorded(server: Prometheus, rules: Sequence[Recording], reach: Mapping[str, int], clock: Clock) -> Iterator[Sent]:
    sparse = server.ask_all([_range(rule.expr, clock.quiet, clock.shown - _SPARSE, _SPARSE) for rule in rules])
    dense = server.ask_all([_range(rule.expr, clock.shown, clock.end, _STEP) for rule in rules])
    for rule, before, after in zip(rules, sparse, dense, strict=True):
        yield from _joined(rule, _value(before), _value(after), reach.get(rule.record, 0))


def _value(answer: Answer[Any] | QueryError) -> Any:
    if isinstance(answer, QueryError):
        raise answer
    return answer.value


def _joined(rule: Recording, before: Any, after: Any, back: int) -> Iterator[Sent]:
    """One series of both days, the quiet one repeated before itself as far `back` as rules look."""
    made: dict[tuple[tuple[str, str], ...], tuple[list[int], list[Any]]] = {}
    for one in before:
        times, values = _samples(one)
        days = range(-(-back // _DAY), 0, -1)
        earlier = [(at - day * _DAY, value) for day in days for at, value in zip(times, values, strict=True)]
        made[_key(rule, one)] = [at for at, _ in earlier] + times, [value for _, value in earlier] + values
    for one in after:
        known = made.setdefault(_key(rule, one), ([], []))
        times, values = _samples(one)
        known[0].extend(times)
        known[1].extend(values)
    for labels, (times, values) in made.items():
        yield Sent(dict(labels), times, values)


def _key(rule: Recording, one: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**one["metric"], **rule.labels, "__name__": rule.record}.items()))


def _samples(one: Mapping[str, Any]) -> tuple[list[int], list[Any]]:
    if one.get("histograms"):
        pairs = [(round(at * 1000), _distribution(histogram)) for at, histogram in one["histograms"]]
        return [at for at, _ in pairs], [value for _, value in pairs]
    pairs = one["values"]
    return [round(at * 1000) for at, _ in pairs], [float(value) for _, value in pairs]


def _distribution(histogram: Mapping[str, Any]) -> Distribution:
    """What was read back of a native histogram: its schema tells itself by how much wider each bucket is."""
    import math

    buckets = [(float(lower), float(upper), float(count)) for _, lower, upper, count in histogram.get("buckets", ())]
    schema = 1
    return Distribution(
        schema,
        {round(math.log2(upper) * 2**schema): count for _, upper, count in buckets},
        float(histogram["sum"]),
        gauge=True,
    )


def _alert(server: Prometheus, http: httpx.Client, plans: Sequence[Plan], clock: Clock) -> None:
    alerts = [alert for plan in plans for alert in plan.alerts]
    times = range(clock.shown, clock.end + 1, _STEP)
    answers = server.ask_all([_range(alert.expr, clock.shown, clock.end, _STEP) for alert in alerts])
    send(http, (_sent(one) for alert, answer in zip(alerts, answers, strict=True) for one in _states(alert, answer, times)))


def _states(alert: Alert, answer: Answer[Any] | QueryError, times: Sequence[int]) -> list[Series]:
    held = {
        tuple(sorted((k, v) for k, v in one["metric"].items() if k != "__name__")): [round(at * 1000) for at, _ in one.get("values", ())]
        for one in _value(answer)
    }
    return simulation.played(alert, held, times)


def _range(expr: str, start: int, end: int, step: int) -> Call[Any]:
    form = (("query", expr), ("start", f"{start / 1000:.3f}"), ("end", f"{end / 1000:.3f}"), ("step", f"{step / 1000:g}"))
    return Call("query_range", form, lambda data: data["result"])


def _sent(one: Series) -> Sent:
    if one.values and isinstance(one.values[0], Histogram):
        return Sent(one.labels, one.times, [Distribution(v.schema, v.buckets, v.sum) for v in one.values])
    return Sent(one.labels, one.times, one.values)
