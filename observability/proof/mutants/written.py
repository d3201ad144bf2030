"""Alerts whose PromQL a person wrote: nobody thought of the cases that they need, so what tells their mutants is added.

The cases of what we compile are made so that they notice each mutant, which is cheaper than to look for series.
"""

from attrs import evolve

from observability.model import names
from observability.model.rule import Rule
from observability.proof.derived import Derived
from observability.proof.mutants.scoring import Fate, Judged, Score, score


def is_by_hand(rule: Rule) -> bool:
    """Whether it belongs to no signal: its expression is not one that we compiled of a signal's measurement."""
    return names.SIGNAL not in rule.labels


def sharpened(derived: Derived) -> Derived:
    """The cases as a build writes them: of an alert by hand, those as well that tell its mutants from it."""
    return score(derived)[0] if derived.cases and is_by_hand(derived.alert) else derived


def score_built(derived: Derived, counts: frozenset[str] = frozenset()) -> tuple[Derived, Score]:
    """What the tests that a build writes notice, where these cases were derived; arguments are those of `score`."""
    cases, found = score(derived, counts)
    if not is_by_hand(derived.alert):
        return cases, found
    return cases, evolve(found, judged=tuple(map(_as_built, found.judged)))


def _as_built(one: Judged) -> Judged:
    """The case that tells it is among the tests."""
    return evolve(one, fate=Fate.NOTICED) if one.fate is Fate.BEYOND else one
