"""Cases of an alert in one test that take turns, where they would disturb one another at the same time.

Each has the series that it reads, and then there are none until nothing of them is read any more. Between what is read
of long ago and what is read now others have their turn. What two would find the same, a day of traffic say, both read.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from observability.promql import tree_of
from observability.promql.tree import Node, Subquery, every
from observability.proof.alerting import Simulation
from observability.proof.case import Case, Check, Input
from observability.proof.derived import Derived
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, Storage
from observability.proof.evaluator.series import LOOKBACK
from observability.proof.samples.segments import Segment, series
from observability.proof.script import Script
from observability.proof.series.occurrences import occurrences
from observability.proof.series.pace import DAY, HOUR, Pace
from observability.proof.staging import Play
from observability.proof.suites.timeline import laid_out

# By this in their names tests are known whose cases take turns: a comment above the looks tells whose they are.
ONE_BY_ONE = "cases, one after the other"
# So many evaluations take promtool as long as the database of one more test, and a day's samples written down: what it
# does of a test that is longer than this.
_TEST, _DAY, _IN_MEMORY = 50, 40, 36 * HOUR

# From when to when, in milliseconds.
Span = tuple[int, int]


@frozen
class _Run:
    """From one sample to before another, the same is there: this value of each series, or `what` is nobody else's."""

    first: int
    end: int
    what: object


@frozen
class _Turn:
    """A case that begins `shift` milliseconds later than by itself.

    It has to do with these spans of its own time, and finds these runs there, empty ones as well.
    """

    case: Case
    spans: Sequence[Span]
    runs: Sequence[_Run]
    shift: int = 0

    @property
    def moved(self) -> list[_Run]:
        """What it finds, and when that is."""
        return _moved(self.runs, self.shift // self.case.sample)

    @property
    def looks(self) -> list[_Run]:
        """When it is looked at, if it finds anything: by the time it is known whose failure one is."""
        first, last = self.case.checks[0].at // self.case.sample, self.case.end // self.case.sample
        looked = [_Run(first, last + 1, object())] if any(run.what != {} for run in self.runs) else []
        return _moved(looked, self.shift // self.case.sample)

    @property
    def checks(self) -> Iterator[Check]:
        """When it is looked at."""
        return (evolve(check, at=check.at + self.shift, case=self.case.name) for check in self.case.checks)


def in_turn(derived: Derived, cases: Sequence[Case]) -> Script | None:
    """One test of all these cases; None where it would not do, or take longer than a test for each."""
    tree = tree_of(derived.alert.expr)
    if len(cases) < 2:
        return None
    spans = [_spans(derived, tree, case) for case in cases]
    made = [_Turn(case, its, _runs(case, its)) for case, its in zip(cases, spans, strict=True)]
    turns = _shared_out(made, _step(tree, cases))
    if _cost(turns) > sum(_cost([turn]) for turn in made):
        return None
    sample = cases[0].sample
    inputs = laid_out((turn.shift // sample, inputs) for turn, inputs in _kept(turns))
    looks = sorted((check for turn in turns for check in turn.checks), key=lambda check: check.at)
    try:
        play = _played(derived, tree, cases[0], inputs, [check.at for check in looks])
        if any(play.check(check.at).expected != check.expected for check in looks):
            return None
    except NotDerivableError:
        return None
    name = f"{derived.alert.alert}: {len(turns)} {ONE_BY_ONE}"
    return Script(name, inputs, sample, tuple((derived.alert.alert, check) for check in looks))


def _spans(derived: Derived, tree: Node, case: Case) -> list[Span]:
    """When it is evaluated for the case, and what is read then, with windows twice as long as well."""
    alert = derived.alert
    waits = alert.duration.milliseconds + (alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0)
    # Before time zero there is nothing, and so it must be when others were before.
    first = case.checks[0].at - waits - case.evaluation
    last = case.checks[-1].at
    found = [(first, last)]
    for one in occurrences(tree):
        near, far = one.vector.offset, one.depth
        found.append((first - far - (far - near) - LOOKBACK, last - near))
    return _united(found)


def _runs(case: Case, spans: Sequence[Span]) -> list[_Run]:
    """What it finds in these spans, as long as it stays the same."""
    placed = [(one.labels, *each) for one in case.inputs for each in _placed(_within(one.segments, spans, case.sample))]
    found = []
    for first, last in spans:
        begin, end = -(-first // case.sample), last // case.sample + 1
        edges = {edge for _, at, segment in placed for edge in (at, at + segment.count) if begin < edge < end}
        for at, until in pairwise(sorted({begin, *edges, end})):
            there = {labels: segment for labels, where, segment in placed if where <= at < where + segment.count}
            changing = any(segment.step or segment.stale for segment in there.values())
            # What climbs is another number each time.
            what = object() if changing else {labels: segment.first for labels, segment in there.items()}
            found.append(_Run(at, until, what))
    return found


def _placed(segments: Iterable[Segment]) -> Iterator[tuple[int, Segment]]:
    at = 0
    for segment in segments:
        if segment.first is not None or segment.stale:
            yield at, segment
        at += segment.count


def _united(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _step(tree: Node, cases: Sequence[Case]) -> int:
    """Turns begin at multiples of this. The steps of subqueries are those of the clock, for each case the same ones.

    So they are with steps twice as long.
    """
    steps = [2 * node.step for node in every(tree) if isinstance(node, Subquery) and node.step]
    return math.lcm(*(case.evaluation for case in cases), *steps)


def _shared_out(turns: Sequence[_Turn], step: int) -> list[_Turn]:
    """The turns, each as early as can be; there is time for others between what one reads.

    First those that go far back, or those that end last: whichever is over sooner.
    """
    orders: tuple[Callable[[_Turn], int], ...] = (_reach, lambda turn: -turn.case.end)
    return min((_in_order(sorted(turns, key=order), step) for order in orders), key=_length)


def _reach(turn: _Turn) -> int:
    return turn.spans[0][0] - turn.spans[-1][1]


def _later(spans: Sequence[Span], shift: int) -> list[Span]:
    return [(first + shift, last + shift) for first, last in spans]


def _in_order(turns: Sequence[_Turn], step: int) -> list[_Turn]:
    found: list[_Turn] = []
    for turn in turns:
        found.append(_beside(turn, found, step))
    return sorted(found, key=lambda each: each.spans[-1][1] + each.shift)


def _beside(turn: _Turn, others: Sequence[_Turn], step: int) -> _Turn:
    """The turn where it finds what it would find alone, and so do the others."""
    # What would be read before the beginning is not there.
    shift, sample = -(max(turn.spans[0][0], 0) // step) * step, turn.case.sample
    there = [run for other in others for run in other.moved]
    looked = [run for other in others for run in other.looks]
    while True:
        own = evolve(turn, shift=shift)
        ends = [*_conflicts(own.moved, there), *_conflicts(own.looks, looked)]
        if not ends:
            return own
        # So much later at least: until then they have to do with the same time.
        shift += -(-max(ends) * sample // step) * step


def _conflicts(own: Sequence[_Run], others: Sequence[_Run]) -> Iterator[int]:
    """By how many samples own runs would have to be later, for each that meets another in which something else is."""
    for one in own:
        for other in others:
            if one.first < other.end and other.first < one.end and one.what != other.what:
                yield other.end - one.first


def _moved(runs: Sequence[_Run], later: int) -> list[_Run]:
    return [_Run(one.first + later, one.end + later, one.what) for one in runs]


def _length(turns: Sequence[_Turn]) -> int:
    """When the last of them is looked at."""
    return max(check.at for turn in turns for check in turn.checks)


def _cost(turns: Sequence[_Turn]) -> int:
    """What a test of them takes, in evaluations."""
    length = _length(turns)
    return _TEST + length // turns[0].case.evaluation + _DAY * max(length - _IN_MEMORY, 0) // DAY


def _kept(turns: Sequence[_Turn]) -> Iterator[tuple[_Turn, list[Input]]]:
    """The series of all cases with the samples that they read; those that another has as well once."""
    given: list[Span] = []
    for turn in turns:
        sample, its = turn.case.sample, _without(turn.spans, _later(given, -turn.shift))
        yield turn, [evolve(one, segments=tuple(_within(one.segments, its, sample))) for one in turn.case.inputs]
        filled = [(run.first * sample, (run.end - 1) * sample) for run in turn.moved if run.what != {}]
        given = _united([*given, *filled])


def _without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What is left of the spans."""
    left = list(spans)
    for begin, end in others:
        parts = [((first, min(last, begin - 1)), (max(first, end + 1), last)) for first, last in left]
        left = [part for both in parts for part in both if part[0] <= part[1]]
    return left


def _within(segments: Sequence[Segment], spans: Sequence[Span], sample: int) -> Iterator[Segment]:
    """The samples in these spans, and gaps for those that are not."""
    index = 0
    for segment in segments:
        at = index
        for first, last in spans:
            begin, end = max(-(-first // sample), at), min(last // sample + 1, index + segment.count)
            if begin < end:
                if begin > at:
                    yield Segment(begin - at)
                yield _part(segment, begin - index, end - begin)
                at = end
        if at < index + segment.count:
            yield Segment(index + segment.count - at)
        index += segment.count


def _part(segment: Segment, skipped: int, count: int) -> Segment:
    if segment.first is None:
        return evolve(segment, count=count, stale=segment.stale and not skipped)
    *_, first = evolve(segment, count=skipped + 1).values
    return evolve(segment, count=count, first=first)


def _played(derived: Derived, tree: Node, case: Case, inputs: tuple[Input, ...], times: Sequence[int]) -> Play:
    storage = Storage([series(one.labels, one.segments, case.sample) for one in inputs])
    simulations = (Simulation(derived.alert, tree, storage, case.evaluation, semantics) for semantics in BOTH)
    return Play.seen(simulations, inputs, Pace(case.evaluation, case.sample, 0), times)
