"""Each type of panel, in a real browser, over texts of strangers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gallery import COUNT, NASTY, Gallery, every_panel, series, wave
from tests.browser.page import Opened, empty_panels, text_faults

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return every_panel().write(tmp_path_factory.mktemp("gallery") / "gallery.html")


def panel(page: Page, title: str) -> object:
    return page.locator(".panel", has=page.get_by_role("heading", name=title, exact=True))


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_each_type_is_drawn(gallery: Path, opened: Opened, width: int, scheme: str) -> None:
    page = opened(gallery, width, scheme)
    assert (empty_panels(page), text_faults(page, may_shorten=True)) == ([], [])


def test_texts_of_strangers_are_shown_as_they_are_and_never_run(gallery: Path, opened: Opened) -> None:
    page = opened(gallery)
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script").count() == 0
    shown = page.locator("main").inner_text()
    assert shown.count("<script>window.hit = 1</script>") >= 5
    assert "${__from} [[x]] $job" in shown
    assert page.get_by_role("navigation").get_by_role("link").all_inner_texts() == ["Web"]


def test_numbers_have_their_units(gallery: Path, opened: Opened) -> None:
    page = opened(gallery)
    body = page.locator
    assert body(".panel.kind-bargauge .value").first.inner_text().endswith(" B")
    assert body(".panel.kind-table tbody tr").first.inner_text().split() == ["row", "2", "60", "ms"]
    assert body(".panel.kind-gauge .value").first.inner_text().endswith("%")
    assert body(".panel.kind-state-timeline .piece").all_inner_texts()[:3] == ["up", "down", "up"]


def test_a_table_is_sorted_by_its_heads(gallery: Path, opened: Opened) -> None:
    page = opened(gallery)
    table = page.locator(".panel.kind-table")
    table.get_by_role("button", name="Value", exact=True).click()
    expect(table.locator("thead th").last).to_have_attribute("aria-sort", "ascending")
    assert table.locator("tbody tr").first.inner_text().endswith("0 ms")


def test_a_legend_hides_and_shows_its_series(gallery: Path, opened: Opened) -> None:
    page = opened(gallery)
    lines = page.locator(".panel.kind-timeseries").first
    drawn = "(box) => box.querySelector('canvas').toDataURL()"
    same = "([box, before]) => (box.querySelector('canvas').toDataURL() === before)"
    before, box = lines.evaluate(drawn), lines.element_handle()
    entry = lines.get_by_role("button", name="one", exact=True)
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    page.wait_for_function(f"(given) => !({same})(given)", arg=[box, before])
    entry.press("Enter")
    page.wait_for_function(same, arg=[box, before])


def test_dragging_over_a_graph_zooms_all_of_them(gallery: Path, opened: Opened) -> None:
    page = opened(gallery)
    box = page.locator(".panel.kind-timeseries .u-over").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 40, steps=4)
    page.mouse.up()
    expect(page.get_by_label("Time", exact=True)).to_have_value("zoomed")
    page.get_by_label("Time", exact=True).select_option("all")
    expect(page.get_by_label("Time", exact=True)).to_have_value("all")


def test_a_cross_hair_tells_the_values_under_it(gallery: Path, opened: Opened) -> None:
    page = opened(gallery)
    page.locator(".panel.kind-timeseries .u-over").first.hover()
    tip = page.locator(".chart-tooltip:visible")
    expect(tip).to_contain_text("one")
    expect(tip).to_contain_text("UTC")


def test_what_is_missing_is_told_and_not_drawn(tmp_path: Path, opened: Opened) -> None:
    made = Gallery()
    for kind in ("timeseries", "stat", "heatmap", "table", "bargauge", "state-timeline"):
        made.add(kind, f"No {kind}", [], defaults={"noValue": "No errors"})
    made.add("gauge", "No gauge", [series([None] * COUNT, name="x")], defaults={"noValue": "No errors"})
    made.add("alertlist", "No alerts", [])
    made.add("piechart", "Pie", [series(wave(1, 0), name="x")])
    page = opened(made.write(tmp_path / "empty.html"))
    assert text_faults(page) == []
    bodies = page.locator(".panel .body").all_inner_texts()
    assert bodies[:7] == ["No errors"] * 7
    assert bodies[7:] == ["Nothing fires", "A panel of type piechart is drawn by Grafana only."]


def test_a_query_that_the_server_refused_is_told(tmp_path: Path, opened: Opened) -> None:
    made = Gallery()
    made.add("timeseries", "Refused", [])
    made.results[0]["error"] = f"{NASTY}: parse error"
    page = opened(made.write(tmp_path / "refused.html"))
    assert page.get_by_role("alert").inner_text() == f"The server refused a query: {NASTY}: parse error"
