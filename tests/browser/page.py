"""A page in the browser, and what must hold in each: no error, and no request but for the file itself."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

_FOLDER = Path(__file__).parent
ROOT = _FOLDER.parents[1]


def drawn(path: Path, *arguments: str | Path, folder: Path = ROOT) -> Path:
    """The page at `path`, made as a user makes it: by a process of its own."""
    program = Path(sys.executable).with_name("observability")
    subprocess.run([program, "preview", *arguments, "--output", path], cwd=folder, check=True)
    return path


class Opened:
    """The pages of one test."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[Any] = []
        self.said: list[str] = []
        self.asked: list[str] = []

    def __call__(self, path: Path, width: int = 1280, scheme: Any = "dark", address: str = "") -> Page:
        context = self._browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self._contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(path.as_uri() + address)
        page.wait_for_selector(".panel [data-drawn]")
        return page

    def end(self) -> None:
        """Nothing may have gone wrong, and nothing may have been asked for."""
        for context in self._contexts:
            context.close()
        assert self.said == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:"))] == []
        assert len(set(self.asked) - {"data:,"}) <= len(self._contexts)


def text_faults(page: Page, *, may_shorten: bool = False) -> list[str]:
    """What is wrong with the texts that are seen; whether names may end in dots."""
    found: list[str] = page.evaluate((_FOLDER / "text_faults.js").read_text(), may_shorten)
    return found


def empty_panels(page: Page) -> list[str]:
    """The titles of open panels in which nothing is drawn."""
    found: list[str] = page.evaluate((_FOLDER / "empty_panels.js").read_text())
    return found
