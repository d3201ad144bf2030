"""How far the windows and the budget are from the textbook's and from the truth, which is known of generated events."""

import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from attrs import frozen
from rich.console import Console
from rich.table import Table

from benchmarks.cost import service, textbook
from benchmarks.cost.backfill import backfill
from benchmarks.cost.events import Traffic, Trouble
from benchmarks.cost.openmetrics import import_file, write
from benchmarks.cost.server import Server, serving
from benchmarks.tables import Figure, show
from observability.adapters.tools import PROMETHEUS, PROMTOOL, provide
from observability.model.durations import Duration
from observability.model.rule import Recording
from tests.support.progress import silent

_HOUR, _DAY = 3_600, 86_400
_END = 1_700_006_400
_INSTANCES = 8
_INSTANTS = 48
_KINDS = ("errors", "events", "ratio")

# At half past noon of the last day, off every scrape and evaluation.
_WHEN = _END - _DAY // 2 + 437
_STEADY = Trouble("changing traffic, a steady share of errors")
_TROUBLES = (
    Trouble("changing traffic, errors in bursts"),
    Trouble("all instances reset", _WHEN, reset=_INSTANCES),
    Trouble("one instance reset", _WHEN, reset=1),
    Trouble("no scrape for a minute", _WHEN, lost=60),
    Trouble("no scrape for 10 minutes", _WHEN, lost=600),
)


@frozen
class Setting:
    """How long, and how finely: all in seconds."""

    days: int
    step: int
    share: float
    even: bool = False

    @property
    def since(self) -> int:
        """When the first event may happen."""
        return _END - self.days * _DAY - _HOUR

    def traffic(self, chance: random.Random) -> Traffic:
        """The events of one program."""
        span = (self.since, _END, self.step // 3, self.share)
        return Traffic.even(*span) if self.even else Traffic.generate(chance, *span)


_EVEN = Setting(days=4, step=30, share=0.01, even=True)
_FINE = Setting(days=4, step=30, share=0.002)
_COARSE = Setting(days=31, step=60, share=0.0003)


def main(console: Console, *, budget: bool = True) -> None:
    """The windows over four days, then the budget over a month of coarser data."""
    for setting, troubles in ((_EVEN, (_STEADY,)), (_FINE, _TROUBLES)):
        with console.status("four days"), _recorded(setting, troubles) as (server, programs):
            for trouble in troubles:
                _show(console, trouble, list(_windows(server, programs, trouble)))
    if budget:
        with console.status("31 days"), _recorded(_COARSE, _TROUBLES[:1]) as (server, programs):
            show(console, "The budget over 30 days", [_budget(server, programs)])


@contextmanager
def _recorded(setting: Setting, troubles: Sequence[Trouble]) -> Iterator[tuple[Server, list[Traffic]]]:
    chance = random.Random(7)
    programs = [setting.traffic(chance) for _ in range(_INSTANCES)]
    phases = [chance.random() * setting.step for _ in programs]
    prometheus, promtool = provide(PROMETHEUS, silent), provide(PROMTOOL, silent)
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as name:
        folder = Path(name)
        scraped = (
            trouble.scraped(_job(trouble), number, traffic, setting.step, phases[number])
            for trouble in troubles
            for number, traffic in enumerate(programs)
        )
        write(folder / "samples.txt", chain.from_iterable(scraped))
        import_file(promtool, folder / "samples.txt", folder / "data")
        rules = [rule for trouble in troubles for rule in _rules(folder, _job(trouble), setting)]
        step = Duration(1_000 * setting.step)
        backfill(prometheus, promtool, folder / "data", rules, setting.since, _END, step)
        with serving(prometheus, folder / "data") as server:
            yield server, programs


def _job(trouble: Trouble) -> str:
    return trouble.name.replace(",", "").replace(" ", "-")


def _rules(folder: Path, job: str, setting: Setting) -> list[Recording]:
    interval = str(Duration(1_000 * setting.step))
    rules = service.objectives(service.plan(folder, job, job, interval, latency=False).groups)
    return [rule for rule in rules if isinstance(rule, Recording)]


@frozen
class Off:
    """How far a window is off, in percent: the median and the worst of all instants, the worst of the three kinds."""

    median: float
    worst: float

    @classmethod
    def of(cls, ours: "Values", other: "Values") -> "Off":
        """Ours beside another."""
        errors = [[100 * abs(a / b - 1) for a, b in zip(ours[kind], other[kind], strict=True)] for kind in _KINDS]
        return cls(max(map(statistics.median, errors)), max(map(max, errors)))


Values = dict[str, list[float]]


@frozen
class Row:
    """One window: ours beside the textbook, beside the same a scrape longer, and both beside the truth."""

    window: str
    textbook: Off
    longer: Off
    ours: Off
    theirs: Off


def _windows(server: Server, programs: Sequence[Traffic], trouble: Trouble) -> Iterator[Row]:
    for window in textbook.WINDOWS:
        length = float(Duration.parse(window).seconds)
        instants = _instants(server, trouble, length)
        ours = _values(server, instants, *_recorded_names(trouble, window))
        theirs = _values(server, instants, *_raw(trouble, window))
        longer = _values(server, instants, *_raw(trouble, f"{window}{_FINE.step}s"))
        truth = _truth(programs, instants, length)
        yield Row(window, Off.of(ours, theirs), Off.of(ours, longer), Off.of(ours, truth), Off.of(theirs, truth))


def _instants(server: Server, trouble: Trouble, length: float) -> list[float]:
    """Evaluations, evenly spread over the last day or over the time during which the window holds the trouble."""
    last = server.timestamp(f'objective:error_ratio:rate30m{{service="{_job(trouble)}"}}', _END)
    # A rate needs two samples: the first can be had when all instances have been scraped twice.
    since = trouble.at + trouble.lost + 3 * _FINE.step if trouble.at else _END - _DAY
    until = trouble.at + trouble.lost + length if trouble.at else _END
    every = [last - number * _FINE.step for number in range(_DAY // _FINE.step)]
    found = [at for at in every if since < at <= until]
    return found[:: len(found) // _INSTANTS + 1]


def _recorded_names(trouble: Trouble, window: str) -> tuple[str, str]:
    series = f'objective:events:rate{window}{{service="{_job(trouble)}",events='
    return f'{series}"bad"}}', f'{series}"all"}}'


def _raw(trouble: Trouble, window: str) -> tuple[str, str]:
    selector = f'http_requests_total{{job="{_job(trouble)}"'
    return textbook.rate(f'{selector},code="500"}}', window), textbook.rate(f"{selector}}}", window)


def _values(server: Server, instants: Sequence[float], errors: str, events: str) -> Values:
    return _with_ratio([server.value(errors, at) for at in instants], [server.value(events, at) for at in instants])


def _truth(programs: Sequence[Traffic], instants: Sequence[float], length: float) -> Values:
    bad = [sum(t.counted(t.bad, at) - t.counted(t.bad, at - length) for t in programs) for at in instants]
    good = [sum(t.counted(t.good, at) - t.counted(t.good, at - length) for t in programs) for at in instants]
    return _with_ratio([b / length for b in bad], [(b + g) / length for b, g in zip(bad, good, strict=True)])


def _with_ratio(errors: list[float], events: list[float]) -> Values:
    return {"errors": errors, "events": events, "ratio": [a / b for a, b in zip(errors, events, strict=True)]}


def _show(console: Console, trouble: Trouble, rows: Sequence[Row]) -> None:
    title = f"{trouble.name.capitalize()}: % off (median / worst instant)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in ("window", "textbook", "it + 1 scrape", "truth", "textbook, truth", "to reach"):
        table.add_column(column, justify="left" if column == "window" else "right")
    for row in rows:
        judged, limit = (row.ours, 2) if trouble.at else (row.textbook, 0.1)
        reached = f"{'' if judged.median <= limit else '[red]missed:[/] '}≤ {limit}"
        table.add_row(row.window, *(f"{off.median:.3f} / {off.worst:.2f}" for off in _offs(row)), reached)
    console.print(table, end="\n\n")


def _offs(row: Row) -> tuple[Off, ...]:
    return row.textbook, row.longer, row.ours, row.theirs


def _budget(server: Server, programs: Sequence[Traffic]) -> Figure:
    """The budget that is left, at every hour of the last day, beside the truth."""
    series = f'objective:budget_remaining:ratio{{service="{_job(_TROUBLES[0])}"}}'
    last = server.timestamp(series, _END)
    instants = [last - number * _HOUR for number in range(24)]
    left = [1 - ratio / 0.001 for ratio in _truth(programs, instants, 30 * _DAY)["ratio"]]
    off = (100 * abs(server.value(series, at) - true) for at, true in zip(instants, left, strict=True))
    return Figure(f"off the truth, of {100 * left[0]:.0f} % left, at worst", max(off), "points", 0.1)
