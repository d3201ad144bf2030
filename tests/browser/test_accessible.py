"""Previews for those who see badly, or not at all, or have no mouse."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.gallery import every_panel
from tests.browser.page import Opened

pytestmark = pytest.mark.xdist_group("browser")

CONTRAST = (Path(__file__).parent / "contrast.js").read_text()


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return every_panel().write(tmp_path_factory.mktemp("accessible") / "gallery.html")


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_every_text_stands_out_from_what_is_behind_it(
    shop_page: Path, gallery: Path, opened: Opened, scheme: str
) -> None:
    assert opened(shop_page, scheme=scheme).evaluate(CONTRAST) == []
    assert opened(gallery, scheme=scheme).evaluate(CONTRAST) == []


def test_headings_go_down_one_at_a_time(shop_page: Path, opened: Opened) -> None:
    page = opened(shop_page)
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "(all) => all.map((one) => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_control_has_a_name_and_every_id_is_one(shop_page: Path, gallery: Path, opened: Opened) -> None:
    for path in (shop_page, gallery):
        page = opened(path)
        nameless = """() => [...document.querySelectorAll("button, select, a[href], [role=region], [role=img]")]
            .filter((one) => !(one.getAttribute("aria-label") ?? one.innerText).trim()).map((one) => one.outerHTML)"""
        assert page.evaluate(nameless) == []
        ids = page.eval_on_selector_all("[id]", "(all) => all.map((one) => one.id)")
        assert len(ids) == len(set(ids))


def test_charts_tell_their_last_values(shop_page: Path, opened: Opened) -> None:
    page = opened(shop_page)
    told = page.get_by_role("img").first.get_attribute("aria-label")
    assert told
    assert told.startswith("1 series; last: budget left ")


def test_all_is_reached_by_keyboard_and_the_focus_is_seen(shop_page: Path, opened: Opened) -> None:
    page = opened(shop_page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.className || document.activeElement.tagName"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none' "
                             "|| document.activeElement.matches('.control select')")  # fmt: skip
    assert {"fold", "title", "info", "theme", "SELECT"} <= seen


def test_a_dialog_takes_and_gives_back_the_focus(shop_page: Path, opened: Opened) -> None:
    page = opened(shop_page)
    title = page.locator(".panel .title").first
    title.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(1)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "title"
