"""A page of two versions, in a real browser."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.page import ROOT, Opened, drawn, empty_panels, text_faults
from tests.support import git

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose newest revision has another threshold, no errors of the pool, and a new resource."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "services", folder / "services")
    shutil.copy(ROOT / "observability.yaml", folder)
    git.start(folder)
    git.commit(folder, "before")
    shop = folder / "services/shop.yaml"
    text = shop.read_text()
    changes = {
        "warning: 100, critical: 1000": "warning: 50, critical: 1000",
        "      errors: db_pool_timeouts_total\n": "",
        "  alerts:\n": "    workers:\n      saturation: {gauge: workers_waiting, warning: 5}\n  alerts:\n",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    shop.write_text(text)
    return drawn(folder / "page.html", "shop", "--compare", "HEAD", folder=folder)


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_what_changed_is_shown_before_and_after(compared: Path, opened: Opened, width: int) -> None:
    page = opened(compared, width)
    found = {
        pair.locator("h3").first.inner_text().split("\n")[0].removesuffix(f" {change}"): change
        for pair in page.locator(".pair").all()
        if (change := pair.get_attribute("data-change"))
    }
    assert found == {
        "Orders: saturation": "changed",
        "workers: saturation": "added",
        "Database connections: errors": "removed",
    }
    changed = page.locator(".pair.changed")
    assert changed.locator(".panel").count() == 2
    assert "50" in changed.locator(".what").inner_text()
    expect(page.locator(".compared")).to_contain_text("Compared with HEAD: ")
    assert (empty_panels(page), text_faults(page, may_shorten=True)) == ([], [])


def test_the_whole_dashboard_has_its_changed_panels_marked(compared: Path, opened: Opened) -> None:
    page = opened(compared)
    page.get_by_label("View", exact=True).select_option("whole")
    marked = {
        panel.locator("h3").inner_text(): panel.get_attribute("data-change")
        for panel in page.locator(".panel[data-change]").all()
    }
    assert marked["Orders: saturation"] == "changed"
    assert marked["workers: saturation"] == "added"
    assert "HTTP requests: rate" not in marked
    assert (empty_panels(page), text_faults(page)) == ([], [])


def test_a_dashboard_that_is_as_it_was_says_so(compared: Path, opened: Opened) -> None:
    page = opened(compared)
    fleet = page.get_by_label("Dashboard", exact=True)
    fleet.select_option(label="Fleet (production) (unchanged)")
    expect(page.locator(".compared")).to_contain_text("This dashboard is unchanged.")
    assert page.locator(".panel[data-change]").count() == 0
