"""What a policy makes of a change, and what an exception takes back."""

from datetime import date
from pathlib import Path

import pytest

from observability.descriptor import schema
from observability.model.durations import Duration
from observability.model.review import DEFAULT_ACTIONS, EVENTS, Action, Event, Override, ReviewPolicy
from observability.model.rule import Alert
from observability.review.change import Change, Kind, Sensitivity
from observability.review.changed import Changed
from observability.review.policy import stricter, verdict
from observability.review.ruleset import Placed

TODAY = date(2026, 12, 31)


def changed(
    sensitivity: Sensitivity, severity: str = "critical", kind: Kind = Kind.THRESHOLD, *events: Event
) -> Changed:
    placed = Placed(Alert("A", "x", Duration(0), {"severity": severity}, {}), "a.yaml", "g", service="shop")
    change = Change(kind, sensitivity, "x", events=frozenset(events))
    return Changed(placed, None if kind is Kind.REMOVED else placed, (change,), sensitivity)


@pytest.mark.parametrize(
    ("one", "action", "events"),
    [
        (changed(Sensitivity.LESS), Action.FAIL, [Event.CRITICAL_LESS_SENSITIVE]),
        (changed(Sensitivity.LESS, "warning"), Action.NOTE, [Event.LESS_SENSITIVE]),
        (changed(Sensitivity.MORE), Action.INFORM, [Event.MORE_SENSITIVE]),
        (changed(Sensitivity.UNKNOWN), Action.NOTE, [Event.CRITICAL_UNKNOWN]),
        (changed(Sensitivity.EQUALLY), Action.INFORM, []),
        (changed(Sensitivity.LESS, "page", Kind.REMOVED), Action.FAIL, [Event.CRITICAL_REMOVED]),
        (changed(Sensitivity.LESS, "info", Kind.REMOVED), Action.NOTE, [Event.REMOVED]),
        (changed(Sensitivity.EQUALLY, "info", Kind.RUNBOOK, Event.RUNBOOK_LOST), Action.FAIL, [Event.RUNBOOK_LOST]),
    ],
)
def test_the_policy_by_default(one: Changed, action: Action, events: list[Event]) -> None:
    found = verdict(one, ReviewPolicy(), (), TODAY)
    assert (found.action, list(found.events)) == (action, events)


def override(*events: Event, until: date = TODAY, **rest: str) -> Override:
    return Override(events or (Event.CRITICAL_LESS_SENSITIVE,), "because", until, **rest)


@pytest.mark.parametrize(
    "one",
    [
        override(),
        override(alert="A"),
        override(service="shop"),
        override(file="a.yaml"),
        override(alert="A", service="shop"),
    ],
)
def test_an_exception_allows_until_its_day_is_over(one: Override) -> None:
    found = verdict(changed(Sensitivity.LESS), ReviewPolicy(), (one,), TODAY)
    assert (found.action, found.overrides, found.expired) == (Action.INFORM, (one,), ())
    found = verdict(changed(Sensitivity.LESS), ReviewPolicy(), (one,), date(2027, 1, 1))
    assert (found.action, found.overrides, found.expired) == (Action.FAIL, (), (one,))


@pytest.mark.parametrize(
    "one", [override(alert="B"), override(service="mail"), override(file="b.yaml"), override(Event.LESS_SENSITIVE)]
)
def test_an_exception_for_something_else_allows_nothing(one: Override) -> None:
    found = verdict(changed(Sensitivity.LESS), ReviewPolicy(), (one,), TODAY)
    assert (found.action, found.overrides) == (Action.FAIL, ())


def test_what_is_not_allowed_still_counts() -> None:
    both = changed(Sensitivity.LESS, "critical", Kind.RUNBOOK, Event.RUNBOOK_LOST)
    assert verdict(both, ReviewPolicy(), (override(),), TODAY).action is Action.FAIL


def test_who_loosens_the_policy_is_held_to_the_one_before() -> None:
    strict = ReviewPolicy({**DEFAULT_ACTIONS, Event.OWNER: Action.FAIL}, critical=("page",))
    loose = ReviewPolicy({**DEFAULT_ACTIONS, Event.CRITICAL_LESS_SENSITIVE: Action.INFORM}, overrides=(override(),))
    found = stricter(strict, loose)
    assert found.actions == {**DEFAULT_ACTIONS, Event.OWNER: Action.FAIL}
    assert set(found.critical) == {"page", "critical"}
    assert found.overrides == loose.overrides


def test_every_event_has_a_description() -> None:
    assert set(EVENTS) == set(Event)


def test_the_page_has_what_comes_of_every_event() -> None:
    page = (Path(__file__).parents[3] / "docs/review.md").read_text()
    assert all(f"| `{event}` | {DEFAULT_ACTIONS[event]} | {words} |" in page for event, words in EVENTS.items())


def test_the_schema_has_every_event() -> None:
    assert schema()["$defs"]["ReviewEvent"]["enum"] == list(Event)
