"""Cases of an alert in one test that take turns, where they would disturb one another at the same time.

Each has the series that it reads, and then there are none until nothing of them is read any more. Between what is read
of long ago and what is read now others have their turn. What two would find the same, a day of traffic say, both read.
"""

import math
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from observability.promql import tree_of
from observability.promql.tree import Node, Subquery, every
from observability.proof.alerting import Simulation
from observability.proof.case import Case, Input
from observability.proof.derived import Derived
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, Storage
from observability.proof.samples.segments import series
from observability.proof.samples.spans import Span, later, united, within, without
from observability.proof.script import Script
from observability.proof.series.pace import DAY, HOUR, Pace
from observability.proof.staging import Play
from observability.proof.suites.timeline import laid_out
from observability.proof.suites.turn import Run, Turn, turn_of

# By this in their names tests are known whose cases take turns: a comment above the looks tells whose they are.
ONE_BY_ONE = "cases, one after the other"
# So many evaluations take promtool as long as the database of one more test, and a day's samples written down: what it
# does of a test that is longer than this.
_TEST, _DAY, _IN_MEMORY = 50, 40, 36 * HOUR


def in_turn(derived: Derived, cases: Sequence[Case]) -> Script | None:
    """One test of all these cases of one pace; None where it would not do, or take longer than a test for each."""
    tree = tree_of(derived.alert.expr)
    if len(cases) < 2:
        return None
    made = [turn_of(derived, tree, case) for case in cases]
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


def _step(tree: Node, cases: Sequence[Case]) -> int:
    """Turns begin at multiples of this. The steps of subqueries are those of the clock, for each case the same ones.

    So they are with steps twice as long.
    """
    steps = [2 * node.step for node in every(tree) if isinstance(node, Subquery) and node.step]
    return math.lcm(*(case.evaluation for case in cases), *steps)


def _shared_out(turns: Sequence[Turn], step: int) -> list[Turn]:
    """The turns, each as early as can be; there is time for others between what one reads.

    First those that go far back, or those that end last: whichever is over sooner.
    """
    orders: tuple[Callable[[Turn], int], ...] = (_reach, lambda turn: -turn.case.end)
    return min((_in_order(sorted(turns, key=order), step) for order in orders), key=_length)


def _reach(turn: Turn) -> int:
    return turn.spans[0][0] - turn.spans[-1][1]


def _in_order(turns: Sequence[Turn], step: int) -> list[Turn]:
    found: list[Turn] = []
    for turn in turns:
        found.append(_beside(turn, found, step))
    return sorted(found, key=lambda each: each.spans[-1][1] + each.shift)


def _beside(turn: Turn, others: Sequence[Turn], step: int) -> Turn:
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


def _conflicts(own: Sequence[Run], others: Sequence[Run]) -> Iterator[int]:
    """By how many samples own runs would have to be later, for each that meets another in which something else is."""
    for one in own:
        for other in others:
            if one.first < other.end and other.first < one.end and one.what != other.what:
                yield other.end - one.first


def _length(turns: Sequence[Turn]) -> int:
    """When the last of them is looked at."""
    return max(check.at for turn in turns for check in turn.checks)


def _cost(turns: Sequence[Turn]) -> int:
    """What a test of them takes, in evaluations."""
    length = _length(turns)
    return _TEST + length // turns[0].case.evaluation + _DAY * max(length - _IN_MEMORY, 0) // DAY


def _kept(turns: Sequence[Turn]) -> Iterator[tuple[Turn, list[Input]]]:
    """The series of all cases with the samples that they read; those that another has as well once."""
    given: list[Span] = []
    for turn in turns:
        sample, its = turn.case.sample, without(turn.spans, later(given, -turn.shift))
        yield turn, [evolve(one, segments=tuple(within(one.segments, its, sample))) for one in turn.case.inputs]
        filled = [(run.first * sample, (run.end - 1) * sample) for run in turn.moved if run.what != {}]
        given = united([*given, *filled])


def _played(derived: Derived, tree: Node, case: Case, inputs: tuple[Input, ...], times: Sequence[int]) -> Play:
    storage = Storage([series(one.labels, one.segments, case.sample) for one in inputs])
    simulations = (Simulation(derived.alert, tree, storage, case.evaluation, semantics) for semantics in BOTH)
    return Play.seen(simulations, inputs, Pace(case.evaluation, case.sample, 0), times)
