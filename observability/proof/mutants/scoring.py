"""What becomes of the mutants of an alert: which its cases notice, and the cases that are added for others."""

from enum import StrEnum

from attrs import evolve, frozen

from observability.model.rule import Alert, Rule
from observability.mutation import Mutant, mutants
from observability.promql import tree_of
from observability.promql.tree import Node
from observability.proof.case import Case
from observability.proof.derived import Derived
from observability.proof.evaluator import UnsupportedError
from observability.proof.mutants.noticing import Bench
from observability.proof.mutants.telling import Telling
from observability.proof.mutants.witness import Witness


class Fate(StrEnum):
    """What becomes of a mutant.

    `NOTICED`: a test fails. `BEYOND`: none does, and series were found that tell the two apart. `ALIKE`: it is proved
    to do what the rule does. `UNDECIDED`: no series were found for which it does anything else, and no proof that there
    are none. `UNKNOWN`: it cannot be played in memory.
    """

    NOTICED = "noticed"
    BEYOND = "beyond"
    ALIKE = "alike"
    UNDECIDED = "undecided"
    UNKNOWN = "unknown"


@frozen
class Judged:
    """A mutant, and what became of it.

    Where the tests do not tell it from the rule: `case`, the test of an alert that does, and `witness`, that in words.
    """

    mutant: Mutant
    fate: Fate
    case: Case | None = None
    witness: Witness | None = None


@frozen
class Score:
    """All mutants of a rule."""

    rule: Rule
    judged: tuple[Judged, ...]

    @property
    def bare(self) -> "Score":
        """The same without syntax trees, which nobody looks at any more."""
        judged = (evolve(one, mutant=evolve(one.mutant, tree=None)) for one in self.judged)
        return evolve(self, judged=tuple(judged))

    def count(self, *fates: Fate) -> int:
        """How many came to one of these."""
        return sum(one.fate in fates for one in self.judged)


def score(derived: Derived, counts: frozenset[str] = frozenset()) -> tuple[Derived, Score]:
    """Judge all mutants of an alert that has cases; those cases and others that tell what is beyond them.

    `counts` are metrics that are known never to be below zero.
    """
    tree = tree_of(derived.alert.expr)
    benches = [Bench.of(case, derived.alert, tree) for case in derived.cases]
    telling, added, judged = Telling(derived.alert, tree, derived.by_pace[0].cases), list[Case](), list[Judged]()
    for mutant in mutants(derived.alert, tree, counts):
        one = _judge(benches, telling, mutant)
        judged.append(one)
        if one.case:
            added.append(one.case)
            benches.insert(0, Bench.of(one.case, derived.alert, tree))
    return evolve(derived, cases=(*derived.cases, *added)), Score(derived.alert, tuple(judged))


def _judge(benches: list[Bench], telling: Telling, mutant: Mutant) -> Judged:
    if mutant.alike:
        return Judged(mutant, Fate.ALIKE)
    rule = mutant.rule if isinstance(mutant.rule, Alert) else None
    tree = telling.tree if mutant.tree is None else mutant.tree
    try:
        if _noticed(benches, rule, tree):
            return Judged(mutant, Fate.NOTICED)
        found = telling.case(rule, tree, f"fails if {mutant.change}") if rule else None
    except UnsupportedError:
        return Judged(mutant, Fate.UNKNOWN)
    if rule is None or found is None:
        return Judged(mutant, Fate.UNDECIDED)
    return Judged(mutant, Fate.BEYOND, found, telling.witness(found, rule, tree))


def _noticed(benches: list[Bench], rule: Alert | None, tree: Node) -> bool:
    """Whether a case notices. What notices one often notices the next: it is asked first then."""
    for place, bench in enumerate(benches):
        if bench.notices(rule, tree):
            benches.insert(0, benches.pop(place))
            return True
    return rule is not None and any(bench.fails_before(rule, tree) for bench in benches)
