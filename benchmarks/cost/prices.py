"""What the rules of one service cost beside the textbook formula for the same objectives, over ever more raw series."""

import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path

from attrs import frozen
from rich.console import Console
from rich.table import Table

from benchmarks.cost import service, textbook
from benchmarks.cost.openmetrics import Series, import_file, write
from benchmarks.cost.past import past
from benchmarks.cost.server import Answer, Server, serving
from observability.adapters.tools import PROMETHEUS, PROMTOOL, provide
from observability.model.rule import Recording, Rule
from tests.support.progress import silent

SIZES = (10, 100, 1_000)

_STEP = 30  # seconds between scrapes, and between evaluations
_END = 1_700_006_400  # when the rules are evaluated; a whole number of hours since 1970
_HOUR, _DAY = 3_600, 86_400
# Of one objective over this many raw series: how many times less than the textbook's.
_LIMITED = 100
_LIMITS = {"samples": 150, "time": 50}
_INSTANTS = (_END - _HOUR // 2, _END - _HOUR // 4, _END)
_ROUNDS = 10

_CODES = ("200", "201", "204", "404", "500")
_BOUNDS = ("0.005", "0.01", "0.025", "0.05", "0.1", "0.3", "0.5", "1.0", "2.5", "10.0", "+Inf")

_EVENTS, _BUCKET = "http_requests_total", "http_request_duration_seconds_bucket"
_AVAILABILITY = textbook.Promise(
    "availability",
    Decimal("0.999"),
    events=f'{_EVENTS}{{job="checkout"}}',
    errors=f'{_EVENTS}{{job="checkout",code=~"5.."}}',
)
_ONE, _TWO = ("availability",), ("availability", "latency")
_LATENCY = textbook.Promise(
    "latency",
    Decimal("0.99"),
    events=f'{_BUCKET}{{job="checkout",le="+Inf"}}',
    good=f'{_BUCKET}{{job="checkout",le="0.3"}}',
)


@frozen
class Price:
    """What one evaluation of all rules takes: samples read, seconds of the engine, series that are recorded."""

    samples: float
    seconds: float
    series: int


@frozen
class Scope:
    """What is compared: our rules, and the textbook's for the same objectives."""

    name: str
    objectives: tuple[str, ...]
    ours: tuple[Rule, ...]
    theirs: tuple[Rule, ...]


def main(console: Console, sizes: Sequence[int]) -> None:
    """Measure every size that is asked for."""
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="observability-bench-") as folder:
            with console.status(f"{size:,} raw series"):
                prices = list(_measured(Path(folder), size))
            _show(console, size, prices)


def _measured(folder: Path, size: int) -> Iterator[tuple[Scope, Price, Price]]:
    scopes = _scopes(folder)
    pasts = (past(read, promised, _INSTANTS[0], _END, _STEP) for promised, read in _reads(scopes).items())
    samples = folder / "samples.txt"
    write(samples, chain(_raw(size // len(_CODES)), *pasts))
    import_file(provide(PROMTOOL, silent), samples, folder / "data")
    with serving(provide(PROMETHEUS, silent), folder / "data") as server:
        yield from ((scope, *_compared(server, scope)) for scope in scopes)


def _reads(scopes: Iterable[Scope]) -> dict[tuple[str, ...], list[Rule]]:
    """All rules, by the objectives of their service; the textbook's name every label."""
    found: dict[tuple[str, ...], list[Rule]] = {}
    for scope in scopes:
        found.setdefault(scope.objectives, []).extend(scope.ours)
        found.setdefault((), []).extend(scope.theirs)
    return found


def _scopes(folder: Path) -> tuple[Scope, ...]:
    one = service.plan(folder, "one", "checkout", latency=False).groups
    whole = service.plan(folder, "two", "checkout").groups
    theirs, more = (textbook.rules(promise) for promise in (_AVAILABILITY, _LATENCY))
    return (
        Scope("one objective, its alerts and what they read", _ONE, service.alerting(one), theirs),
        Scope("one objective, with the budget of 30 days", _ONE, service.objectives(one), theirs),
        Scope("two objectives, with their budgets", _TWO, service.objectives(whole), (*theirs, *more)),
        Scope("whole service: two objectives, quantiles and all", _TWO, service.rules(whole), (*theirs, *more)),
    )


def _raw(instances: int) -> Iterator[Series]:
    chance = random.Random(instances)
    for number in range(instances):
        labels = f'job="checkout",instance="10.0.{number // 250}.{number % 250}:8080"'
        phase = chance.random() * _STEP
        yield from (Series(f'{_EVENTS}{{{labels},code="{code}"}}', _counter(chance, phase)) for code in _CODES)
        yield from (Series(f'{_BUCKET}{{{labels},le="{bound}"}}', _counter(chance, phase)) for bound in _BOUNDS)


def _counter(chance: random.Random, phase: float) -> Iterator[tuple[float, int]]:
    value, at = 0, _INSTANTS[0] - 3 * _DAY - _STEP + phase
    while at <= _END:
        yield at, value
        value, at = value + int(60 * chance.random()), at + _STEP


def _compared(server: Server, scope: Scope) -> tuple[Price, Price]:
    """In alternation, as the machine has other work too."""
    rounds = [(_answers(server, scope.ours), _answers(server, scope.theirs)) for _ in range(_ROUNDS)]
    ours, theirs = zip(*rounds, strict=True)
    return _price(scope.ours, ours), _price(scope.theirs, theirs)


def _answers(server: Server, rules: Sequence[Rule]) -> list[Answer]:
    return [server.query(rule.expr, at) for at in _INSTANTS for rule in rules]


def _price(rules: Sequence[Rule], rounds: Sequence[list[Answer]]) -> Price:
    """The least time of each rule at each instant; the samples are always the same."""
    seconds = (min(answer.seconds for answer in answers) for answers in zip(*rounds, strict=True))
    recorded = [isinstance(rule, Recording) for rule in rules] * len(_INSTANTS)
    return Price(
        sum(answer.samples for answer in rounds[0]) / len(_INSTANTS),
        sum(seconds) / len(_INSTANTS),
        sum(len(answer.result) for answer, kept in zip(rounds[0], recorded, strict=True) if kept) // len(_INSTANTS),
    )


def _show(console: Console, size: int, prices: Iterable[tuple[Scope, Price, Price]]) -> None:
    title = f"The rules of one service, {size:,} raw series of events"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column()
    for column in ("ours", "textbook", "times less", "to reach"):
        table.add_column(column, justify="right")
    for scope, ours, theirs in prices:
        table.add_row(scope.name)
        limits = _LIMITS if size == _LIMITED and scope.objectives == _ONE else {}
        for row in _rows(ours, theirs, limits):
            table.add_row(*row)
    console.print(table, end="\n\n")


def _rows(ours: Price, theirs: Price, limits: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    evaluations = _HOUR // _STEP
    read = [price.samples * evaluations / 1e6 for price in (ours, theirs)]
    yield _row("  samples read in an hour", "M", read, limits.get("samples"))
    yield _row("  time of an evaluation", "ms", [1000 * price.seconds for price in (ours, theirs)], limits.get("time"))
    yield "  series recorded", str(ours.series), str(theirs.series), "", ""


def _row(name: str, unit: str, values: Sequence[float], limit: int | None) -> tuple[str, ...]:
    ratio = values[1] / values[0]
    reached = "" if limit is None else f"{'' if ratio >= limit else '[red]missed:[/] '}≥ {limit}"
    return name, *(f"{value:.2f} {unit}" for value in values), f"{ratio:.0f}", reached
