"""How often a test evaluates its rules, how often its series have samples, and when all windows are full."""

import math
from collections.abc import Iterator, Sequence
from itertools import product

from attrs import frozen

from observability.promql.tree import Call, Node, Number, Subquery, every
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator.functions import CALENDAR
from observability.proof.series.numbers import constants
from observability.proof.series.occurrences import Occurrence

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
_YEAR = 366 * DAY
# So many evaluations a span, the first that gives a round time: enough to see that the span is not another one.
_PARTS = ((5, 4, 6, 3), (10,), (2,), (1,))
_ROUND = (MINUTE, 15 * SECOND, 10 * SECOND, SECOND)
# Where nothing looks back, no more often than Prometheus does: promtool renders all texts of what waits each time.
_OFTEN = 30 * SECOND
# promtool takes 0.1 to 0.3 ms an evaluation.
_MOST_EVALUATIONS, _MANY_EVALUATIONS, MOST_EVALUATIONS = 80, 400, 4000
# What takes more at the pace of its `for` has two paces: this one, the shortest with fewer evaluations, and its own.
_FAR = 200
_SELDOM = (5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR, DAY)
# So many evaluations are before what is shown at its own pace, if that needs no more.
_BEFORE = 5
# Fewer samples in a window than this say little of how it is read.
_SAMPLES = 4
_COUNTED = frozenset({"changes", "resets", "count_over_time"})
# Noon of a Thursday, and of a Saturday: tests begin with the year 1970.
_NOONS = (12 * HOUR, 60 * HOUR)


@frozen
class Pace:
    """All in milliseconds: the evaluation interval, the interval of samples, and when all that is read is there."""

    evaluation: int
    sample: int
    start: int


def seldom(tree: Node, found: Sequence[Occurrence], spans: Sequence[int]) -> int | None:
    """How often to evaluate an alert that looks far back for how short it waits: no more often than it waits.

    None where its own pace will do.
    """
    waits, depth = [span for span in spans if span], max((occurrence.depth for occurrence in found), default=0)
    own = next(_evaluations(depth, waits), None)
    windows = list(_windows(tree, found, slow=own is None))
    if not waits or not windows or (own and (depth + sum(waits)) // own <= _FAR):
        return None
    fitting = [each for each in _SELDOM if max(waits) < each <= min(windows)]
    # Rather often than not at all.
    last = fitting[-1] if fitting and not own and depth // fitting[-1] <= MOST_EVALUATIONS else None
    return next((each for each in fitting if depth // each <= _FAR), last)


def _windows(tree: Node, found: Sequence[Occurrence], *, slow: bool) -> Iterator[int]:
    """How far evaluations may be apart for each window, so that all of it is seen."""
    spans = (occurrence.window or (_subquery(occurrence) if slow else 0) for occurrence in found)
    yield from (span // _SAMPLES for span in spans if span)
    if not slow:
        # The samples of a subquery lie as far apart as its steps, however seldom it is evaluated.
        yield from (part.window for part in every(tree) if isinstance(part, Subquery))


def _subquery(occurrence: Occurrence) -> int:
    return occurrence.depth - occurrence.vector.offset


def hurried(tree: Node, found: Sequence[Occurrence], spans: Sequence[int]) -> Iterator[Pace]:
    """Paces at which an alert could be shown to wait: soon, before all windows are full, or else its usual ones."""
    shortest = min(span for span in spans if span)
    yield _pace(tree, found, spans, _BEFORE * shortest)
    yield from paces(tree, found, spans)


def paces(
    tree: Node, found: Sequence[Occurrence], spans: Sequence[int], evaluation: int | None = None
) -> Iterator[Pace]:
    """Paces at which an alert could be tested, the shortest first. `spans` are its `for` and the like.

    `evaluation` is how often it is evaluated, if that is given.

    What compares a timestamp with the time may need it to be late; what asks for the hour, that it is day.

    Raises:
        NotDerivableError: it would take a test of too many evaluations.
    """
    depths = sorted({occurrence.depth for occurrence in found} or {0})
    shortest = min(filter(None, spans), default=depths[-1] or MINUTE)
    # A week at the pace of `for` takes seconds: what looks back so far may well do without.
    shallow = [depth for depth in depths[1:-1] if evaluation or depths[-1] // shortest > _MANY_EVALUATIONS]
    for depth in (*reversed(shallow), depths[-1]):
        yield _pace(tree, found, spans, depth, evaluation)
    if any(isinstance(part, Call) and part.function in CALENDAR for part in every(tree)):
        yield from (_pace(tree, found, spans, max(depths[-1], noon), evaluation) for noon in _NOONS)
    ages = [SECOND * abs(number) for number in constants(tree)]
    if any(occurrence.clocked for occurrence in found) and ages and max(ages) < _YEAR:
        yield _pace(tree, found, spans, max(depths[-1], math.ceil(1.1 * max(ages))), evaluation)


def _pace(
    tree: Node, found: Sequence[Occurrence], spans: Sequence[int], depth: int, evaluation: int | None = None
) -> Pace:
    evaluation = evaluation or next(_evaluations(depth, [span for span in spans if span]), None)
    if evaluation is None:
        raise NotDerivableError("its windows are too long for its `for`: it would take too many evaluations")
    narrowest = min(_apart(tree, found, evaluation), default=evaluation)
    sample = divisor(evaluation, max(SECOND, int(narrowest)))
    return Pace(evaluation, sample, (-(-depth // evaluation) + 1) * evaluation if depth else 0)


def _evaluations(depth: int, spans: Sequence[int]) -> Iterator[int]:
    """Intervals that divide all spans and get through the depth in time, the best first."""
    shortest = min(spans, default=max(5 * MINUTE, depth // MINUTE * MINUTE))
    for interval in sorted(_parts(shortest), key=lambda each: not depth and (each < _OFTEN or each == shortest)):
        divides = all(span % interval == 0 for span in spans)
        if divides and (depth + sum(spans)) // interval <= _MOST_EVALUATIONS:
            yield interval
    # A long window may be looked at as seldom as `for` allows.
    if all(span % shortest == 0 for span in spans) and (depth + sum(spans)) // shortest <= MOST_EVALUATIONS:
        yield shortest
    # Where nothing but a second or so divides all spans, `for` is what ends at an evaluation.
    for interval in (spans[0] // part for part in (*range(2, 60), 1) if spans and spans[0] % (part * SECOND) == 0):
        if interval <= shortest and (depth + sum(spans)) // interval <= _MOST_EVALUATIONS:
            yield interval


def _parts(span: int) -> Iterator[int]:
    """Parts of a span that are round, the best first."""
    for parts, unit in product(_PARTS, _ROUND):
        yield from (span // part for part in parts if span % part == 0 and span // part % unit == 0)


def _apart(tree: Node, found: Sequence[Occurrence], evaluation: int) -> Iterator[float]:
    """How far samples may be apart: several to a window, and more where they are counted."""
    for occurrence in found:
        if occurrence.function in _COUNTED:
            yield min(evaluation / 2, occurrence.window / _most_counted(tree))
        elif occurrence.window:
            yield occurrence.window / _SAMPLES
    yield from (part.step or evaluation for part in every(tree) if isinstance(part, Subquery))


def _most_counted(tree: Node) -> float:
    counts = [abs(part.value) for part in every(tree) if isinstance(part, Number)]
    return 4 * min(max([*counts, 5]), 100)


def divisor(interval: int, most: int) -> int:
    """The largest part of the interval that is not above `most`, in whole seconds if it can be."""
    seconds = interval // SECOND
    if interval % SECOND:
        return max(part for part in range(1, interval + 1) if interval % part == 0 and part <= most)
    return max(part for part in range(1, seconds + 1) if seconds % part == 0 and part * SECOND <= most) * SECOND
