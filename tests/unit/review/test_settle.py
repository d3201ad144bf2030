"""Series have the last word on what was concluded from the trees."""

import pytest

from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, Rule
from observability.proof import Case
from observability.proof import Kind as Outcome
from observability.review.change import Change, Kind, Sensitivity, together
from observability.review.changed import Changed
from observability.review.ruleset import Placed
from observability.review.settle import is_told_apart, settled
from observability.review.witness import Witness

LESS, DIFFERENTLY, UNKNOWN, MORE, EQUALLY = Sensitivity
ALERT = Alert("A", "x", Duration(0), {}, {})
CASE = Case("x", Outcome.FIRES, (), (), 60_000, 60_000)


def changed(*concluded: Sensitivity, shown: tuple[Sensitivity, ...] = (), kind: Kind = Kind.THRESHOLD) -> Changed:
    placed = Placed(ALERT, "a.yaml", "g")
    witnesses = tuple(Witness(one, (), 0, CASE, CASE, "x") for one in shown)
    changes = tuple(Change(kind, one, "x") for one in concluded)
    return Changed(placed, placed, changes, together(concluded), witnesses=witnesses)


@pytest.mark.parametrize(
    ("concluded", "shown", "said"),
    [
        ((MORE,), (MORE,), MORE),
        ((MORE,), (), MORE),
        ((MORE,), (LESS,), UNKNOWN),
        ((LESS,), (MORE,), UNKNOWN),
        ((EQUALLY,), (), EQUALLY),
        ((EQUALLY,), (MORE,), UNKNOWN),
        ((UNKNOWN,), (MORE,), UNKNOWN),
        ((UNKNOWN,), (MORE, LESS), DIFFERENTLY),
        ((MORE,), (MORE, LESS), DIFFERENTLY),
        ((DIFFERENTLY,), (), DIFFERENTLY),
        ((DIFFERENTLY,), (MORE,), DIFFERENTLY),
        ((MORE, LESS), (MORE,), UNKNOWN),
        ((MORE, LESS), (), UNKNOWN),
        ((MORE, LESS), (MORE, LESS), DIFFERENTLY),
    ],
)
def test_what_series_show_is_so(
    concluded: tuple[Sensitivity, ...], shown: tuple[Sensitivity, ...], said: Sensitivity
) -> None:
    assert settled(changed(*concluded, shown=shown)).sensitivity is said


@pytest.mark.parametrize(("kind", "told"), [(Kind.THRESHOLD, True), (Kind.FOR, True), (Kind.OWNER, False)])
def test_series_are_looked_for_where_when_it_fires_changed(kind: Kind, told: bool) -> None:
    assert is_told_apart(changed(MORE, kind=kind)) is told


@pytest.mark.parametrize(("old", "new"), [(None, ALERT), (ALERT, None), (Recording("r", "x", {}),) * 2])
def test_series_tell_two_versions_of_an_alert_apart_and_nothing_else(old: Rule | None, new: Rule | None) -> None:
    before, after = (Placed(rule, "a.yaml", "g") if rule else None for rule in (old, new))
    assert not is_told_apart(Changed(before, after, (Change(Kind.THRESHOLD, MORE, "x"),), MORE))
