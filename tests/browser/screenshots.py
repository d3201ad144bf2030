"""The pictures of the documents: `python -m tests.browser.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.page import ROOT, drawn
from tests.support.browser import browser

IMAGES = ROOT / "docs/images"
# Twice as sharp as shown, and as many colours as graphs have.
_SIZE = {"width": 1280, "height": 980}


def main() -> None:
    """The shop's dashboard, in dark and in light, and the fleet's."""
    with tempfile.TemporaryDirectory() as name, browser() as running:
        page = drawn(Path(name, "shop.html"), "shop")
        IMAGES.mkdir(exist_ok=True)
        for scheme in ("dark", "light"):
            _picture(running, page, scheme, IMAGES / f"shop-{scheme}.png")
        _picture(running, drawn(Path(name, "all.html")), "dark", IMAGES / "fleet-dark.png")


def _picture(running: Browser, page: Path, scheme: str, path: Path) -> None:
    context = running.new_context(viewport=_SIZE, color_scheme=scheme)  # type: ignore[arg-type, unused-ignore]
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.wait_for_selector(".panel [data-drawn]")
    shown.screenshot(path=path)
    context.close()
    print(path.relative_to(ROOT))  # noqa: T201 - a script


if __name__ == "__main__":
    main()
