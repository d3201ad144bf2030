import pytest

from observability.descriptor import Project
from observability.model.service import Runbook
from tests.unit.descriptor.samples import BASE, complaints, project, project_complaints, project_text, service, spec

PAGES = project(project_text("runbooks: {default: 'books/{service}.md', url: 'https://git.example.org/blob/{path}'}"))


def test_a_path_counts_from_the_descriptors_folder() -> None:
    assert service(spec("runbook: runbooks/a.md")).runbook == Runbook(
        "services/runbooks/a.md", "services/runbooks/a.md"
    )
    assert service(spec("runbook: ../runbooks/a.md")).runbook.path == "runbooks/a.md"


def test_a_path_becomes_a_url_where_the_project_has_one() -> None:
    found = service(spec("runbook: 'my books/{alert}.md'"), PAGES).runbook
    assert found == Runbook(
        "https://git.example.org/blob/services/my%20books/{alert}.md", "services/my books/{alert}.md"
    )


def test_a_service_without_a_runbook_gets_the_projects() -> None:
    assert service(BASE, PAGES).runbook == Runbook("https://git.example.org/blob/books/shop.md", "books/shop.md")
    assert service(BASE).runbook.path == "runbooks/shop.md"
    assert PAGES.runbook_of("watchdog").path == "books/watchdog.md"


def test_a_url_keeps_the_placeholder_of_the_alert() -> None:
    found = service(spec("runbook: https://wiki.example.org/{service}/{alert}")).runbook
    assert found == Runbook("https://wiki.example.org/shop/{alert}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("../../etc/passwd", "leads out of the repository"),
        ("/etc/passwd", "is not a relative path"),
        ("..", "leads out of the repository"),
        (r"a\b.md", "is not a relative path"),
        ("''", "is not a relative path"),
        ("javascript:alert(1)", "is not a web address"),
        ("' javascript:alert(1)'", "is not a web address"),
        ("data:text/html,x", "is not a web address"),
        ("https://user:secret@example.org/", "a URL with a user name or password"),
        ("https:///x", "is not a web address"),
        ("'https://example.org/a b'", "is not a web address"),
        ("https://example.org/{team}", "the placeholder {team} is unknown"),
        ("'a{b.md'", "the placeholder { is unknown"),
        ("'{{ x }}.md'", "the placeholder {"),
    ],
)
def test_a_runbook_that_leads_astray_is_refused(text: str, words: str) -> None:
    (found,) = complaints(spec(f"runbook: {text}"))
    assert words in found


def test_a_project_may_require_runbooks() -> None:
    strict = project(project_text("policies: {runbook: required}"))
    (found,) = complaints(BASE, strict)
    assert "runbook is missing, which the project requires" in found
    assert not complaints(spec("runbook: a.md"), strict)
    assert not complaints(BASE, project(project_text("policies: {runbook: required}\nrunbooks: {default: a.md}")))
    assert not complaints(BASE, Project())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("runbooks: {default: '../{service}.md'}", "leads out of the repository"),
        ("runbooks: {default: '{team}.md'}", "the placeholder {team} is unknown"),
        ("runbooks: {url: 'https://x.org/'}", "{path} must stand in this URL once"),
        ("runbooks: {url: 'https://x.org/{path}/{alert}'}", "the placeholder {alert} is unknown"),
        ("runbooks: {url: 'ftp://x.org/{path}'}", "is not a web address"),
    ],
)
def test_the_projects_runbooks_are_checked_as_well(text: str, words: str) -> None:
    (found,) = project_complaints(project_text(text))
    assert words in found
