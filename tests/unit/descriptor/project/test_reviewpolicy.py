from datetime import date

import pytest

from observability.descriptor.project.project import Linting
from observability.model.review import DEFAULT_ACTIONS, Action, Event, ReviewPolicy
from tests.unit.descriptor.samples import complaints, project, project_complaints, project_text, service, spec

OVERRIDE = "{alert: A, allow: [removed, owner], reason: gone, until: '2027-01-31'}"


def policy(text: str) -> ReviewPolicy:
    return project(project_text(text)).review


def test_what_is_not_named_is_as_by_default() -> None:
    assert policy("review: {}") == ReviewPolicy()
    found = policy("review: {policy: {owner: fail, critical-removed: note}}")
    assert found.actions == {**DEFAULT_ACTIONS, Event.OWNER: Action.FAIL, Event.CRITICAL_REMOVED: Action.NOTE}


@pytest.mark.parametrize(
    ("text", "critical"),
    [
        ("review: {}", ("critical", "page")),
        ("pages: [critical]", ("critical",)),
        ("severities: [page, ticket]", ("page",)),
        ("{severities: [p1, p2, p3], pages: [p1, p2]}", ("p1", "p2")),
        ("pages: []", ()),
    ],
)
def test_those_wake_somebody(text: str, critical: tuple[str, ...]) -> None:
    assert policy(text).critical == critical


def test_lint_goes_by_the_same_lists() -> None:
    found = project(project_text("{severities: [p1, p2, p3], pages: [p1, p2]}"))
    assert (found.linting.severities, found.linting.pages) == (found.review.severities, found.review.critical)
    assert project(project_text("lint: {}")).linting == Linting()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lint: {severities: [a]}", "write it as spec.severities, the gravest first"),
        ("lint: {pages: [a]}", "write it as spec.pages"),
        ("review: {severities: [a]}", "write it as spec.severities, the gravest first"),
        ("review: {critical: [a]}", "write it as spec.pages"),
        ("{severities: [a], pages: [b]}", "'b' is not one of the severities (spec.pages)"),
        ("severities: ['{{ x }}']", "templates"),
    ],
)
def test_who_writes_it_elsewhere_is_told_where_it_stands(text: str, words: str) -> None:
    (found,) = project_complaints(project_text(text))
    assert words in found


def test_an_exception_says_what_why_and_until_when() -> None:
    (found,) = policy(f"review: {{overrides: {{x: {OVERRIDE}}}}}").overrides
    assert (found.events, found.reason, found.until) == ((Event.REMOVED, Event.OWNER), "gone", date(2027, 1, 31))
    assert (found.alert, found.service) == ("A", "")


def test_an_exception_of_a_descriptor_is_for_its_service() -> None:
    (found,) = service(spec(f"review: {{overrides: {{x: {OVERRIDE}}}}}")).overrides
    assert (found.alert, found.service, found.origin.file) == ("A", "shop", "services/shop.yaml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{allow: [removed], reason: gone, until: soon}", "'soon' is no date"),
        ("{allow: [removed], reason: ' ', until: '2027-01-31'}", "the reason is empty"),
        ("{allow: [removed], until: '2027-01-31'}", "reason is missing"),
        ("{allow: [], reason: x, until: '2027-01-31'}", "this is empty"),
        ("{allow: [remved], reason: x, until: '2027-01-31'}", "did you mean removed?"),
        ("{allow: [removed], reason: '{{ x }}', until: '2027-01-31'}", "templates"),
    ],
)
def test_a_bad_exception_is_refused(text: str, words: str) -> None:
    (found,) = complaints(spec(f"review: {{overrides: {{x: {text}}}}}"))
    assert words in found
