"""The page's formatter of numbers, case by case, against what Grafana shows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.gallery import Gallery
from tests.browser.page import Opened

pytestmark = pytest.mark.xdist_group("browser")

# Value, unit, decimals (None: as many as are needed), what Grafana shows.
CASES = [
    (0, "short", None, "0"),
    (1, "short", None, "1"),
    (0.123456, "short", None, "0.123"),
    (1.2, "short", None, "1.20"),
    (12.34, "short", None, "12.3"),
    (999, "short", None, "999"),
    (1200, "short", None, "1.20 K"),
    (1200, "short", 1, "1.2 K"),
    (1_500_000, "short", None, "1.50 Mil"),
    (-1200, "short", None, "-1.20 K"),
    (1.5, "none", None, "1.50"),
    (1234567, "none", None, "1234567"),
    (0.9995, "percentunit", None, "100.0%"),
    (0.9995, "percentunit", 2, "99.95%"),
    (0.99954, "percentunit", 3, "99.954%"),
    (0.042, "percentunit", None, "4.20%"),
    (1, "percentunit", 3, "100.000%"),
    (42.5, "percent", None, "42.5%"),
    (24.9, "reqps", None, "24.9 req/s"),
    (1234, "reqps", None, "1.23K req/s"),
    (0.02, "ops", None, "0.0200 ops/s"),
    (0.35, "s", None, "350 ms"),
    (0.0005, "s", None, "500 µs"),
    (2.5, "s", None, "2.50 s"),
    (90, "s", None, "1.50 mins"),
    (3600, "s", None, "1 hour"),
    (7200, "s", None, "2 hours"),
    (172800, "s", None, "2 days"),
    (0, "s", None, "0 s"),
    (-0.35, "s", None, "-350 ms"),
    (1500, "ms", None, "1.50 s"),
    (512, "bytes", None, "512 B"),
    (1536, "bytes", None, "1.50 KiB"),
    (1_610_612_736, "bytes", None, "1.50 GiB"),
    (1500, "decbytes", None, "1.50 kB"),
    (1500, "Bps", None, "1.50 kB/s"),
    (14.4, "suffix:x", 1, "14.4x"),
    (3, "prefix:v", None, "v3"),
    (1, "bool_yes_no", None, "Yes"),
    (5, "furlongs", None, "5 furlongs"),
    (None, "s", None, ""),
    (-0.0001, "short", 1, "0.0"),
    (1_742_396_400_000 - 105 * 60_000, "dateTimeFromNow", None, "2 hours ago"),
    (1_742_396_400_000 - 30_000, "dateTimeFromNow", None, "a few seconds ago"),
    (1_742_396_400_000 - 86_400_000, "dateTimeFromNow", None, "a day ago"),
    (1_742_396_400_000, "dateTimeAsIso", None, "2025-03-19 15:00:00"),
]


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    pages = Opened(chromium)
    made = Gallery()
    made.add("text", "Nothing", [], options={"content": "."})
    opened = pages(made.write(tmp_path_factory.mktemp("units") / "units.html"))
    opened.evaluate("preview.units.setNow(1742396400000)")
    yield opened
    pages.end()


@pytest.mark.parametrize(("value", "unit", "decimals", "shown"), CASES)
def test_a_number_is_shown_as_grafana_shows_it(
    page: Page, value: float | None, unit: str, decimals: int | None, shown: str
) -> None:
    assert page.evaluate("(given) => preview.units.format(...given)", [value, unit, decimals]) == shown
