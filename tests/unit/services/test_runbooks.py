"""The runbooks of `services/` answer every alert, and what they tell a person to ask can be asked."""

import re
from collections.abc import Iterator

import pytest

from observability.promql import Read, reads
from tests.unit.services.conftest import ROOT, SERVICES, Repository

_FOLDER = ROOT / "services/runbooks"
_PAGES = (*SERVICES, "watchdog")
_HEADINGS = ["Meaning", "Impact", "Diagnosis", "Mitigation"]
_SHORTEST = 40  # characters; less is no answer


def _text(page: str) -> str:
    return (_FOLDER / f"{page}.md").read_text(encoding="utf-8")


def _sections(page: str) -> dict[str, dict[str, str]]:
    """Alert name to heading to text."""
    _, *parts = re.split(r"^## (.+)$", _text(page), flags=re.MULTILINE)
    return {name: _headed(text) for name, text in zip(parts[::2], parts[1::2], strict=True)}


def _headed(text: str) -> dict[str, str]:
    _, *parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def queries(page: str) -> list[str]:
    """The PromQL of a page."""
    return [query.strip() for query in re.findall(r"^ *```promql\n(.*?)^ *```", _text(page), re.DOTALL | re.MULTILINE)]


def _reads(page: str) -> Iterator[Read]:
    for query in queries(page):
        yield from reads(query)


@pytest.mark.parametrize("page", _PAGES)
def test_a_page_has_a_section_for_each_alert_and_no_other(repository: Repository, page: str) -> None:
    assert sorted(_sections(page)) == sorted({alert["alert"] for alert in repository.alerts(page)})


@pytest.mark.parametrize("page", _PAGES)
def test_the_links_of_alerts_lead_to_their_sections(repository: Repository, page: str) -> None:
    for alert in repository.alerts(page):
        path, _, anchor = alert["annotations"]["runbook_url"].partition("/blob/main/")[2].partition("#")
        assert path == f"services/runbooks/{page}.md"
        assert anchor in {name.lower() for name in _sections(page)}


@pytest.mark.parametrize("page", _PAGES)
def test_each_section_has_all_four_parts(page: str) -> None:
    for alert, parts in _sections(page).items():
        assert list(parts) == _HEADINGS, alert
        assert [name for name, text in parts.items() if len(text) < _SHORTEST] == [], alert


@pytest.mark.parametrize("page", _PAGES)
def test_queries_read_what_is_exposed_or_recorded(repository: Repository, page: str) -> None:
    recorded = repository.recorded
    known = set(repository.exposed) | {name for name, _, _ in recorded}
    assert sorted({read.metric for read in _reads(page)} - known) == []
    for read in (read for read in _reads(page) if read.recorded):
        labels = {matcher.label: matcher.value for matcher in read.matchers}
        signals = {signal for name, service, signal in recorded if (name, service) == (read.metric, labels["service"])}
        assert signals, f"{page}: {read.metric} of {labels['service']} is not recorded"
        assert labels.get("signal", next(iter(signals))) in signals


@pytest.mark.parametrize("page", _PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target, anchor in re.findall(r"\]\(([\w./-]*)#([\w-]+)\)", _text(page)):
        there = target.removesuffix(".md") or page
        assert anchor in {name.lower() for name in _sections(there)}, f"{page}: {target}#{anchor}"
