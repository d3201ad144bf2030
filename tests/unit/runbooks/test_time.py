"""The text of a page is anybody's: whatever it repeats, reading takes a time in step with its length."""

import time

import pytest

from observability.runbooks.pages import FLAVOURS, parse

_LENGTH = 50_000
_LONGEST = 8.0  # seconds; the slowest takes one, what is quadratic minutes


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "![",
        "[a](",
        "<",
        "<!--",
        "<a href='",
        "<![CDATA[",
        "> ",
        "- ",
        "*a **b ",
        "`` ` ",
        "[a]: b\n\n[a]",
        "# a\n",
        "&amp;[",
        "<b a",
        "|a",
    ],
)
def test_no_page_takes_long(part: str) -> None:
    began = time.monotonic()
    parse("a.md", part * (_LENGTH // len(part)), FLAVOURS["github"])
    assert time.monotonic() - began < _LONGEST
