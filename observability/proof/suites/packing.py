"""Cases of an alert in one test, each under a label of its own, where they do not disturb one another.

Why: promtool creates a database for each test, which takes as long as two hundred evaluations. Cases that take less
time than others begin later, so that all of them are looked at within a few evaluations.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from observability.promql import tree_of
from observability.promql.tree import Node, Subquery, every
from observability.proof.alerting import Simulation
from observability.proof.case import Case, Check, Expected, Input
from observability.proof.derived import Derived
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, Storage, labels_of
from observability.proof.evaluator.functions import tells_the_time
from observability.proof.samples.segments import series
from observability.proof.script import Script
from observability.proof.series.pace import Pace
from observability.proof.staging import Play
from observability.proof.suites.timeline import laid_out
from observability.proof.suites.turns import in_turn
from observability.proof.testfile import RuleTest

# The label by which cases are told apart.
CASE = "case"
# So many evaluations lie between the first look of a pack and its last: at each, all that fires is written down.
_NEAR = 2


def packed(derived: Derived) -> Iterator[Script]:
    """Tests of all cases of an alert: as few as there can be, and the other cases each by itself."""
    packs = list(_packs(derived))
    found = {case.name for pack in packs for case in pack.cases}
    for number, pack in enumerate(packs, 1):
        yield pack.script if number == 1 else evolve(pack.script, name=f"{pack.script.name} ({number})")
    # Without series there is no label; that no series wake nobody is seen of all alerts over the whole file.
    left = [case for case in derived.cases if case.name not in found and (case.inputs or not found)]
    turns = [case for case in left if case.sample == derived.cases[0].sample]
    if together := in_turn(derived, turns):
        yield together
        left = [case for case in left if case not in turns]
    yield from (RuleTest(derived.alert.alert, case).script for case in left)


@frozen
class _Pack:
    cases: Sequence[Case]
    script: Script


def _packs(derived: Derived) -> Iterator[_Pack]:
    """Of cases that have samples as often one for all of them, or else those of cases that are near anyway."""
    for sample in dict.fromkeys(case.sample for case in derived.cases):
        cases = [case for case in derived.cases if case.sample == sample and case.inputs and _whole(case)]
        together = _pack(derived, _at_one_time(cases)) if _is_movable(tree_of(derived.alert.expr)) else None
        yield from [together] if together else filter(None, (_pack(derived, near) for near in _near(cases)))


def _is_movable(tree: Node) -> bool:
    """Whether it does the same at any time; the steps of subqueries are those of the clock."""
    return not tells_the_time(tree) and not any(isinstance(node, Subquery) for node in every(tree))


def _at_one_time(cases: Sequence[Case]) -> list[Case]:
    """Those that are looked at for a short time, each so much later that it is over when the last of them is."""
    short = [case for case in cases if case.end - case.checks[0].at <= _NEAR * case.evaluation]
    end = max(map(_over, short), default=0)
    return [_later(case, end - _over(case)) for case in short]


def _over(case: Case) -> int:
    """Where something fires at first it is silent before others fire, so that there is a time at which nothing does."""
    return case.end + (case.evaluation if case.checks[0].expected else 0)


def _later(case: Case, shift: int) -> Case:
    checks = tuple(evolve(check, at=check.at + shift) for check in case.checks)
    return evolve(case, inputs=laid_out([(shift // case.sample, case.inputs)]), checks=checks)


def _near(left: list[Case]) -> Iterator[list[Case]]:
    while left:
        first = min(check.at for case in left for check in case.checks)
        last = first + _NEAR * left[0].evaluation
        taken = [case for case in left if all(first <= check.at <= last for check in case.checks)]
        # What is looked at over a longer time has a test of its own.
        left = [case for case in left if case not in taken and min(check.at for check in case.checks) > first]
        yield taken


def _whole(case: Case) -> bool:
    return all(one.annotations is not None for check in case.checks for one in check.expected)


def _pack(derived: Derived, cases: Sequence[Case]) -> _Pack | None:
    tree = tree_of(derived.alert.expr)
    if len(cases) < 2 or _is_taken(derived):
        return None
    times = sorted({check.at for case in cases for check in case.checks})
    try:
        play = _played(derived, tree, cases, times)
        checks = [play.check(at) for at in times]
    except NotDerivableError:
        # When others are looked at, versions may disagree about one.
        clear = [case for case in cases if _is_clear(derived, tree, case, times)]
        return _pack(derived, clear) if len(clear) < len(cases) else None
    if not all(_is_alone(check, cases) for check in checks):
        return None
    name = f"{derived.alert.alert}: {len(cases)} cases, told apart by the label {CASE}"
    looks = tuple((derived.alert.alert, check) for check in checks)
    return _Pack(cases, Script(name, play.inputs, play.pace.sample, looks))


def _is_clear(derived: Derived, tree: Node, case: Case, times: Sequence[int]) -> bool:
    """Whether all versions do the same over a case at these times."""
    try:
        play = _played(derived, tree, [case], times)
        return all(play.check(at) for at in times)
    except NotDerivableError:
        return False


def _is_taken(derived: Derived) -> bool:
    """Whether the label means something already."""
    given = any(name == CASE for case in derived.cases for one in case.inputs for name, _ in one.labels)
    return given or CASE in derived.alert.labels


def _played(derived: Derived, tree: Node, cases: Sequence[Case], times: Sequence[int]) -> Play:
    inputs = tuple(_labelled(one, case.name) for case in cases for one in case.inputs)
    pace = Pace(cases[0].evaluation, cases[0].sample, 0)
    storage = Storage([series(one.labels, one.segments, pace.sample) for one in inputs])
    simulations = (Simulation(derived.alert, tree, storage, pace.evaluation, semantics) for semantics in BOTH)
    return Play.seen(simulations, inputs, pace, times)


def _labelled(one: Input, case: str) -> Input:
    return evolve(one, labels=labels_of({**dict(one.labels), CASE: case}))


def _is_alone(check: Check, cases: Sequence[Case]) -> bool:
    """Whether each case that looks at this time sees just what it sees by itself, and nothing is no case's."""
    names = {case.name for case in cases}
    if not all(one.labels.get(CASE) in names and one.annotations is not None for one in check.expected):
        return False
    looks = ((case, own) for case in cases for own in case.checks if own.at == check.at)
    return all(_of(check, case) == list(own.expected) for case, own in looks)


def _of(check: Check, case: Case) -> list[Expected]:
    own = (one for one in check.expected if one.labels[CASE] == case.name)
    return [evolve(one, labels={name: value for name, value in one.labels.items() if name != CASE}) for one in own]
