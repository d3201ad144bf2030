"""The same incidents again and again, long past, with what rules recorded of them at another moment of the interval."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from benchmarks.cost.openmetrics import Series, import_file, write
from benchmarks.cost.server import Server, serving
from observability.adapters.prometheus import Prometheus, access, query_range
from observability.adapters.tools import PROMETHEUS, PROMTOOL, provide
from tests.e2e.replays.past import LENGTH, LOOKBACK, samples
from tests.e2e.replays.rules import INTERVAL, NEW, OLD
from tests.support.progress import silent

# In milliseconds after a multiple of the interval. Raw samples are at some of these, and others just beside them.
PHASES = (0, 1, 49, 50, 51, 99, 100, 101, 125, 149, 150, 151, 200, 249)
_FIRST = 1_767_225_600  # 2026-01-01
_APART = 300
# What is recorded before the incidents, in seconds.
_BEFORE = 4


@frozen
class Phases:
    """The server, and when the incidents begin that have each phase's recordings (seconds since 1970)."""

    server: Server
    begins: Mapping[int, int]


@contextmanager
def phases(folder: Path) -> Iterator[Phases]:
    """The server, until the block ends."""
    prometheus, promtool = provide(PROMETHEUS, silent), provide(PROMTOOL, silent)
    data, begins = folder / "data", {phase: _FIRST + n * _APART for n, phase in enumerate(PHASES)}
    write(folder / "raw.om", _by_name(Series(one.name, one.samples) for at in begins.values() for one in samples(at)))
    import_file(promtool, folder / "raw.om", data)
    with serving(prometheus, data, "{}", LOOKBACK) as server:
        recorded = [series for phase, begin in begins.items() for series in _recorded(server, phase, begin)]
    write(folder / "recorded.om", _by_name(recorded))
    import_file(promtool, folder / "recorded.om", data)
    with serving(prometheus, data, "{}", LOOKBACK) as server:
        yield Phases(server, begins)


def _by_name(series: Iterator[Series] | Sequence[Series]) -> list[Series]:
    found: dict[str, list[tuple[float, float]]] = {}
    for one in series:
        found.setdefault(one.name, []).extend(one.samples)
    return [Series(name, pairs) for name, pairs in sorted(found.items())]


def _recorded(server: Server, phase: int, begin: int) -> Iterator[Series]:
    """What both sides record in the same way. Each rule is read of raw series, and has no labels of its own."""
    start, end = ((begin - _BEFORE) * 1000 + phase, round((begin + LENGTH) * 1000))
    for rule in OLD:
        if "record" in rule and rule in NEW:
            found = Prometheus(access(server.url)).ask(query_range(rule["expr"], start, end, INTERVAL)).value
            for one in found:
                text = ",".join(f'{name}="{value}"' for name, value in sorted(one.labels.items()))
                pairs = [(at / 1000, value) for at, value in zip(one.times, one.values, strict=True)]
                yield Series(f"{rule['record']}{{{text}}}", pairs)
