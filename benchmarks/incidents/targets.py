"""Instances as Prometheus scrapes them, one sample after the other, as promtool's input series."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from attrs import frozen

from benchmarks.incidents.load import Counts, Load
from benchmarks.incidents.metrics import Metric, Sample, requests

JOB = "checkout"
_NOTHING, _STALE = "_", "stale"

# From, until: seconds of the simulation.
Span = tuple[int, int]


@frozen
class Clock:
    """Evaluations every `step` seconds and scrapes every `scrape`, until `end`, except while Prometheus is `down`.

    Evaluations are at multiples of both, scrapes a third or two thirds of their interval later: no sample lies on the
    edge of a window.
    """

    step: int
    scrape: int
    end: int
    down: tuple[Span, ...] = ()

    @property
    def grid(self) -> int:
        """Seconds between the points of an input series."""
        return self.scrape // 3

    @property
    def evaluations(self) -> int:
        """How many there are."""
        return self.end // self.step + 1

    @property
    def points(self) -> range:
        """Every point of an input series, in seconds."""
        return range(0, self.end + 1, self.grid)


@frozen
class Target:
    """An instance. It is known from `born` to `died`, and counts from 0 again at each of its `starts`.

    While it is `unreachable` its scrapes fail. `phase`: it is scraped so many thirds of the interval later.
    """

    name: str
    load: Load
    metrics: tuple[Metric, ...] = (requests,)
    phase: int = 1
    born: int = 0
    died: int | None = None
    starts: tuple[int, ...] = (0,)
    unreachable: tuple[Span, ...] = ()

    def known(self, second: int) -> bool:
        """Whether service discovery has it."""
        return self.born <= second and (self.died is None or second < self.died)


def fleet(count: int, load: Load, *metrics: Metric) -> tuple[Target, ...]:
    """So many instances, each under this load."""
    return tuple(
        Target(f"{JOB}-{number}", load, metrics or (requests,), phase=1 + number % 2) for number in range(count)
    )


def series(targets: Iterable[Target], clock: Clock) -> Mapping[str, str]:
    """Every series of the targets, in promtool's notation, a point each `clock.grid`."""
    return {name: values for target in targets for name, values in _series(target, clock)}


def _series(target: Target, clock: Clock) -> Iterator[tuple[str, str]]:
    values: dict[str, list[str]] = {}
    for index, second in enumerate(clock.points):
        scraped = index % 3 == target.phase and not within(second, clock.down)
        exposed = dict(_scrape(target, second)) if scraped else {}
        for name in exposed:
            values.setdefault(name, [_NOTHING] * index)
        for name, seen in values.items():
            seen.append(exposed.get(name) or (_STALE if scraped and _was_there(seen) else _NOTHING))
    yield from ((name, _compressed(seen)) for name, seen in values.items())


def _was_there(seen: list[str]) -> bool:
    """Whether the scrape before, three points ago, had the series: Prometheus marks once that it is gone."""
    return len(seen) >= 3 and seen[-3] not in (_NOTHING, _STALE)


def _scrape(target: Target, second: int) -> Iterator[tuple[str, str]]:
    """What a scrape leaves: nothing of a target that is not known, `up` alone of one that does not answer."""
    if not target.known(second):
        return
    down = within(second, target.unreachable)
    yield _name(target, Sample("up", "", "")), "0" if down else "1"
    if not down:
        counts = _since_start(target, second)
        for metric in target.metrics:
            yield from ((_name(target, sample), sample.value) for sample in metric(second, counts))


def _since_start(target: Target, second: int) -> Counts:
    started = max(start for start in (target.born, *target.starts) if start <= second)
    return target.load.counts(second).since(target.load.counts(started))


def _name(target: Target, sample: Sample) -> str:
    labels = f"{sample.labels}," if sample.labels else ""
    return f'{sample.name}{{{labels}instance="{target.name}",job="{JOB}"}}'


def within(second: int, spans: Iterable[Span]) -> bool:
    """Whether the second lies in one of the spans."""
    return any(start <= second < end for start, end in spans)


def _compressed(values: Iterable[str]) -> str:
    """Points without a sample are counted, which spares half of the text."""
    runs = ((value, len(list(run))) for value, run in groupby(values))
    return " ".join(f"_x{count}" if value == _NOTHING else " ".join([value] * count) for value, count in runs)
