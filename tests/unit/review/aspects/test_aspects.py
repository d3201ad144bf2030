"""What else of a rule may change, and what that does."""

import pytest
from attrs import evolve

from observability.model.durations import Duration
from observability.model.review import Event, ReviewPolicy
from observability.model.rule import Alert
from observability.review.aspects import changes
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed

OLD = Placed(Alert("A", "x", Duration.parse("5m"), {"severity": "warning"}, {}), "a.yaml", "g", Duration.parse("1m"))
AT_ONCE = evolve(OLD, rule=Alert("A", "x", Duration(0), {}, {}))


def between(old: Placed, new: Placed) -> Change:
    (found,) = changes(old, new, ReviewPolicy())
    return found


@pytest.mark.parametrize(
    ("placed", "interval", "sensitivity"),
    [
        (AT_ONCE, "30s", Sensitivity.MORE),
        (AT_ONCE, "2m", Sensitivity.LESS),
        (OLD, "30s", Sensitivity.DIFFERENTLY),
        (OLD, "", Sensitivity.UNKNOWN),
    ],
)
def test_who_does_not_wait_sees_a_peak_more_often(placed: Placed, interval: str, sensitivity: Sensitivity) -> None:
    found = between(placed, evolve(placed, interval=Duration.parse(interval) if interval else None))
    assert (found.kind, found.sensitivity) == (Kind.INTERVAL, sensitivity)


@pytest.mark.parametrize(
    ("severity", "events", "words"),
    [
        ("page", {Event.SEVERITY_RAISED}, "is raised to page from warning: it wakes somebody"),
        ("info", {Event.SEVERITY_LOWERED}, "is lowered to info from warning"),
        ("sev2", {Event.SEVERITY_LOWERED}, "is lowered to sev2 from warning"),
        ("", {Event.SEVERITY_LOWERED}, "is lowered to no severity from warning"),
    ],
)
def test_a_severity_that_nobody_knows_is_below_all_others(severity: str, events: set[Event], words: str) -> None:
    labels = {"severity": severity} if severity else {}
    found = between(OLD, evolve(OLD, rule=evolve(OLD.rule, labels=labels)))
    assert (found.kind, found.events, found.reason) == (Kind.SEVERITY, events, words)


def test_two_severities_that_nobody_knows_are_neither_above_nor_below() -> None:
    old, new = (evolve(OLD, rule=evolve(OLD.rule, labels={"severity": name})) for name in ("sev1", "sev2"))
    found = between(old, new)
    assert (found.reason, found.events) == ("is changed to sev2 from sev1", frozenset())


@pytest.mark.parametrize(
    ("before", "after", "sensitivity"),
    [(0, 5, Sensitivity.LESS), (5, 0, Sensitivity.MORE), (5, 9, Sensitivity.MORE), (9, 5, Sensitivity.LESS)],
)
def test_a_group_with_fewer_results_fires_less(before: int, after: int, sensitivity: Sensitivity) -> None:
    found = between(evolve(OLD, limit=before), evolve(OLD, limit=after))
    assert (found.kind, found.sensitivity) == (Kind.LIMIT, sensitivity)


def test_older_series_make_it_fire_later() -> None:
    found = between(OLD, evolve(OLD, query_offset=Duration.parse("2m")))
    assert (found.kind, found.sensitivity) == (Kind.QUERY_OFFSET, Sensitivity.EQUALLY)
    assert "as they were 2m ago" in found.reason
    assert "later" in found.reason
