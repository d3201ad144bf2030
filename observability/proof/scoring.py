"""How much the cases of an alert would notice: what becomes of each mutant of it."""

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from observability.model.rule import Alert
from observability.mutation import Mutant, mutants
from observability.proof.case import Case
from observability.proof.derive import Derived
from observability.proof.evaluator import UnsupportedError
from observability.proof.noticing import notices
from observability.proof.telling import telling


class Fate(StrEnum):
    """What becomes of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    ALIKE = "alike"
    UNKNOWN = "unknown"


@frozen
class Judged:
    """A mutant, and what became of it.

    Of a survivor `told_apart` is a case that it passes and the alert does not: what the tests lack. There is none that
    we could find for those that are alike.
    """

    mutant: Mutant
    fate: Fate
    told_apart: Case | None = None


@frozen
class Score:
    """All mutants of an alert."""

    alert: Alert
    judged: tuple[Judged, ...]

    def count(self, fate: Fate) -> int:
        """How many came to this."""
        return sum(one.fate is fate for one in self.judged)

    @property
    def survivors(self) -> Iterator[Judged]:
        """What the tests do not notice, and should."""
        return (one for one in self.judged if one.fate is Fate.SURVIVED)


def score(derived: Derived) -> Score:
    """What the cases of an alert notice of the mutants of it."""
    return Score(derived.alert, tuple(_judged(derived, mutant) for mutant in mutants(derived.alert)))


def _judged(derived: Derived, mutant: Mutant) -> Judged:
    rule = mutant.rule if isinstance(mutant.rule, Alert) else None
    try:
        if any(notices(case, rule) for case in derived.cases):
            return Judged(mutant, Fate.KILLED)
        found = telling(derived.alert, derived.cases, rule, f"fails if {mutant.change}") if rule else None
    except UnsupportedError:
        return Judged(mutant, Fate.UNKNOWN)
    return Judged(mutant, Fate.SURVIVED if found else Fate.ALIKE, found)
