"""One browser for all tests of pages, and the pages, made by the program as a user makes them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.page import Opened, drawn
from tests.support.browser import browser

# For what comes at once unless the machine is busy; by default five seconds.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Where none is there, and none can be had, the test fails and says why.

    As long as it runs, Playwright has an event loop in this thread, and nobody else can: it ends with its module.
    """
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def shop_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of this repository's shop and the fleet, over generated data."""
    path = tmp_path_factory.mktemp("preview") / "shop.html"
    return drawn(path, "shop")


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """Opens pages, and afterwards sees that nothing went wrong in them and that they asked for nothing."""
    pages = Opened(chromium)
    yield pages
    pages.end()
