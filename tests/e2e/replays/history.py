"""A server with a history of two days, some of it recorded, all of it backfilled."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from attrs import frozen

from benchmarks.cost.openmetrics import Series, import_file, write
from benchmarks.cost.server import Server, serving
from observability.adapters.prometheus import Prometheus, access, query_range
from observability.adapters.prometheus import Series as Asked
from observability.adapters.tools import PROMETHEUS, PROMTOOL, provide
from tests.support.progress import silent
from tests.unit.replay.expressions import EXPRESSIONS, LABELS, NAMES

END = 1_767_225_600  # 2026-01-01
STEP = 15
DAYS = 2
START = END - DAYS * 86_400
# The part in which anything can be and is recorded.
RECORDED = END - 1200
# A series is gone as soon as it has no more samples.
_LOOKBACK = f"--query.lookback-delta={STEP}s"


def recorded_name(number: int) -> str:
    return f"r{number}"


@frozen
class History:
    """The server. It has series `r<n>` of each of `EXPRESSIONS`, as a rule with these labels would record them."""

    server: Server
    labels: Sequence[Mapping[str, str]]


@contextmanager
def history(folder: Path) -> Iterator[History]:
    """The server, until the block ends."""
    prometheus, promtool = provide(PROMETHEUS, silent), provide(PROMTOOL, silent)
    data = folder / "data"
    write(folder / "raw.om", [*_queues(), *_odd()])
    import_file(promtool, folder / "raw.om", data)
    with serving(prometheus, data, "{}", _LOOKBACK) as server:
        recorded = [*_recorded(server)]
    write(folder / "recorded.om", [series for _, found in recorded for series in found])
    import_file(promtool, folder / "recorded.om", data)
    with serving(prometheus, data, "{}", _LOOKBACK) as server:
        yield History(server, [labels for labels, _ in recorded])


def _queues() -> Iterator[Series]:
    for job, every in (("a", 700), ("b", 900)):
        yield Series(f'queue_length{{job="{job}"}}', [(at, _queue(at, every)) for at in range(START, END, STEP)])
    yield Series('late{job="a"}', [(at, _queue(at, 300)) for at in range(END - 43_200, END, STEP)])
    for code, pace in (("200", 10), ("500", 1)):
        counted = ((at, float((at - START) * pace)) for at in range(START, END, STEP))
        yield Series(f'requests_total{{code="{code}",job="a"}}', list(counted))


def _queue(at: int, every: int) -> float:
    """Full for a quarter of an hour, now and then."""
    return 10.0 if (at - START) // 60 % every < 15 else 3.0


def _odd() -> Iterator[Series]:
    chance = Random(0)  # noqa: S311 - no secret
    for name in NAMES:
        yield Series(name, [(at, float(chance.randrange(7))) for at in range(RECORDED, END + 1, STEP)])


def _recorded(server: Server) -> Iterator[tuple[Mapping[str, str], list[Series]]]:
    """Of each expression the labels of its rule, and what that records."""
    client = Prometheus(access(server.url))
    calls = [query_range(expr, RECORDED * 1000, END * 1000, STEP * 1000) for expr in EXPRESSIONS]
    for number, answer in enumerate(client.ask_all(calls)):
        if isinstance(answer, Exception):
            raise answer
        # Labels of a rule may make two series one, which no server would record.
        labels = LABELS[number % len(LABELS)]
        if len(_series(number, labels, answer.value)) < len(answer.value):
            labels = {"team": "shop"}
        yield labels, _series(number, labels, answer.value)


def _series(number: int, labels: Mapping[str, str], found: Sequence[Asked]) -> list[Series]:
    named: dict[str, Series] = {}
    for one in found:
        pairs = {name: value for name, value in {**one.labels, **labels}.items() if name != "__name__"}
        text = ",".join(f'{name}="{value}"' for name, value in sorted(pairs.items()))
        name = f"{recorded_name(number)}{{{text}}}"
        named[name] = Series(name, [(at / 1000, value) for at, value in zip(one.times, one.values, strict=True)])
    return list(named.values())
