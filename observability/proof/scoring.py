"""What becomes of the mutants of an alert: which its cases notice, and the cases that are added for others."""

from collections.abc import Sequence
from enum import StrEnum

from attrs import evolve, frozen

from observability.model.rule import Alert, Rule
from observability.mutation import Mutant, mutants
from observability.proof.case import Case
from observability.proof.derive import Derived
from observability.proof.evaluator import UnsupportedError
from observability.proof.noticing import notices
from observability.proof.telling import telling


class Fate(StrEnum):
    """What becomes of a mutant.

    `NOTICED`: a test fails. `BEYOND`: none does, and series were found that tell the two apart. `ALIKE`: no series were
    found for which it does anything else than the rule. `UNKNOWN`: it cannot be played in memory.
    """

    NOTICED = "noticed"
    BEYOND = "beyond"
    ALIKE = "alike"
    UNKNOWN = "unknown"


@frozen
class Judged:
    """A mutant, and what became of it."""

    mutant: Mutant
    fate: Fate


@frozen
class Score:
    """All mutants of a rule."""

    rule: Rule
    judged: tuple[Judged, ...]

    def count(self, *fates: Fate) -> int:
        """How many came to one of these."""
        return sum(one.fate in fates for one in self.judged)


def score(derived: Derived) -> tuple[Derived, Score]:
    """Judge all mutants of an alert that has cases; those cases and others that tell what is beyond them."""
    cases, judged = list(derived.cases), list[Judged]()
    for mutant in mutants(derived.alert):
        fate, case = _judge(derived.alert, cases, mutant)
        judged.append(Judged(mutant, fate))
        cases += [case] if case else []
    return evolve(derived, cases=tuple(cases)), Score(derived.alert, tuple(judged))


def _judge(alert: Alert, cases: Sequence[Case], mutant: Mutant) -> tuple[Fate, Case | None]:
    rule = mutant.rule if isinstance(mutant.rule, Alert) else None
    try:
        if any(notices(case, rule) for case in cases):
            return Fate.NOTICED, None
        found = telling(alert, cases, rule, f"fails if {mutant.change}") if rule else None
    except UnsupportedError:
        return Fate.UNKNOWN, None
    return (Fate.BEYOND if found else Fate.ALIKE), found
