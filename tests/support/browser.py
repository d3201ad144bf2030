"""A headless Chromium: the user's (CHROMIUM), the one on PATH, or Debian's package with all that it lacks here.

`python -m tests.support.browser` has it ready.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from observability.adapters.tools import Tool, find
from tests.support.apt import DebianBundle
from tests.support.debian import is_debian
from tests.support.progress import silent

# The shell alone: no window, no GTK, half the size.
CHROMIUM = Tool(
    "chromium-headless-shell",
    "CHROMIUM",
    DebianBundle("chromium-headless-shell", "usr/lib/chromium/chromium-headless-shell"),
    "Debian, Ubuntu: apt install chromium-headless-shell; elsewhere Chromium or Chrome",
    also=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
# The sandbox refuses root, and shared memory is small in containers. The pages are our own, and may ask nobody.
_ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--font-render-hinting=none")


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser, until the block ends.

    Raises:
        MissingToolError: there is none, and none can be had; the message says why.
    """
    program = find(CHROMIUM, silent)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        try:
            yield running
        finally:
            running.close()


def _ready() -> Path:
    from observability.cli.steps import steps

    with steps() as progress:
        return find(CHROMIUM, progress)


if __name__ == "__main__" and is_debian:
    print(_ready())  # noqa: T201 - a script
