import pytest

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.runbooks.kind import Kind
from observability.runbooks.links import link
from observability.runbooks.targets import InRepository, InWeb, Nowhere, Unfilled, target

PAGES = "https://git.example.org/shop/ops/blob/main/{path}"


@pytest.mark.parametrize(
    ("url", "path", "anchor"),
    [
        ("https://git.example.org/shop/ops/blob/main/runbooks/shop.md#full", "runbooks/shop.md", "full"),
        ("http://GIT.example.org:443/shop/ops/blob/main/a%20b.md?plain=1#%C3%BC", "a b.md", "ü"),
        ("https://git.example.org/shop/ops/raw/main/a.md", "a.md", ""),
        ("https://git.example.org/shop/ops/blob/main/x/../a.md", "a.md", ""),
        ("runbooks/shop.md#full", "runbooks/shop.md", "full"),
        ("./a.md", "a.md", ""),
    ],
)
def test_a_url_of_the_repositorys_pages_is_a_path(url: str, path: str, anchor: str) -> None:
    assert target(url, PAGES) == InRepository(path, anchor)


@pytest.mark.parametrize(
    "url",
    [
        "https://wiki.example.org/x",
        "https://git.example.org/shop/other/blob/main/a.md",
        "https://git.example.org.evil.org/shop/ops/blob/main/a.md",
        "https://git.example.org:8443/shop/ops/blob/main/a.md",
    ],
)
def test_all_other_urls_lead_into_the_web(url: str) -> None:
    assert target(url, PAGES) == InWeb(url)


def test_a_path_in_a_query_is_not_looked_up() -> None:
    url = "https://dev.example.org/shop/_git/ops?path=/a.md"
    assert target(url, "https://dev.example.org/shop/_git/ops?path=/{path}") == InWeb(url)


def test_another_branch_cannot_be_looked_up() -> None:
    found = target("https://git.example.org/shop/ops/blob/v1/a.md", PAGES)
    assert isinstance(found, Nowhere)
    assert found.kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("mailto:a@example.org", "mailto: leads to no page"),
        ("ftp://example.org/x", "ftp: leads to no page"),
        ("JavaScript:alert(1)", "javascript: leads to no page"),
        ("https:///x", "names no host"),
        ("https://[::1", "is no URL"),
        ("https://example.org/a b", "blanks"),
        ("https://example.org/\x1b", "control characters"),
        ("//example.org/x", "leaves out how"),
        ("/d/abc", "a path without a host"),
        ("../a.md", "out of the repository"),
        ("a/../../a.md", "out of the repository"),
        ("https://git.example.org/shop/ops/blob/main/..%2f..%2fetc/passwd", "out of the repository"),
        (r"runbooks\a.md", "backslashes"),
    ],
)
def test_what_is_no_page_leads_nowhere(url: str, words: str) -> None:
    found = target(url, PAGES)
    assert isinstance(found, Nowhere)
    assert found.kind is Kind.BROKEN
    assert words in found.reason


def test_a_link_of_a_page_counts_from_its_folder() -> None:
    assert target("../b.md#x", "", "a/c", root=True) == InRepository("a/b.md", "x")
    assert target("/b.md", "", "a/c", root=True) == InRepository("b.md")


def alert(url: str, **labels: str) -> Alert:
    return Alert("QueueFull", "up == 0", Duration(0), labels, {"runbook_url": url})


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("runbooks/{{ $labels.service }}.md", InRepository("runbooks/shop.md")),
        ("runbooks/{{$labels.service}}.md#{{- .Labels.alertname -}}", InRepository("runbooks/shop.md", "QueueFull")),
        ("runbooks/{{ $labels.pod }}.md", Unfilled("runbooks/{{ $labels.pod }}.md", "runbooks/\ue000.md")),
        ("a.md#{{ $labels.pod }}", Unfilled("a.md#{{ $labels.pod }}", "a.md")),
        ("{{ $labels.url }}", Unfilled("{{ $labels.url }}")),
        ("https://x.org/{{ $labels.pod }}", Unfilled("https://x.org/{{ $labels.pod }}")),
        (
            "runbooks/{{ $labels.service | title }}.md",
            Unfilled("runbooks/{{ $labels.service | title }}.md", "runbooks/\ue000.md"),
        ),
    ],
)
def test_templates_are_filled_in_as_far_as_the_labels_tell(url: str, expected: object) -> None:
    assert link(alert(url, service="shop"), "").target == expected


def test_a_label_that_is_a_template_itself_is_not_known() -> None:
    assert isinstance(link(alert("{{ $labels.service }}.md", service="{{ $value }}"), "").target, Unfilled)


def test_a_link_longer_than_any_browsers_is_not_even_looked_at() -> None:
    found = link(alert("{{ " * 100_000), "").target
    assert isinstance(found, Nowhere)
    assert "longer than 4096" in found.reason
