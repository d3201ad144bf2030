"""The text of a page is anybody's: whatever it repeats, reading takes time and memory in step with its length."""

import gc
import time
import tracemalloc
from collections.abc import Callable

import pytest

from observability.runbooks.pages import FLAVOURS, parse
from observability.runbooks.scaffold.blocks import renew
from observability.runbooks.webpage import asks_for_login, found_anchors, says_not_found, sends_on

_LONGEST = 8.0  # seconds; the slowest takes a part of one, what is quadratic minutes


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
def test_four_times_the_page_takes_about_four_times_as_long(part: str) -> None:
    short, long = (
        taken(parse, "a.md", part * (length // len(part)), FLAVOURS["github"]) for length in (10_000, 40_000)
    )
    # What is quadratic takes sixteen times as long.
    assert long < max(0.5, 9 * short)


def taken(work: Callable[..., object], *arguments: object) -> float:
    """Seconds of this process' own: others on this machine do not count, nor the garbage of earlier tests."""
    gc.disable()
    try:
        began = time.process_time()
        work(*arguments)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize("part", ["<a id=x>", "<b>", "<h1>", "<!---->", "&lt;", "<a id='\u00e9'>"])
def test_no_page_of_the_web_fills_the_memory(part: str) -> None:
    html = part * ((1 << 18) // len(part))
    tracemalloc.start()
    found_anchors(html, True, ["y"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6_500_000


N = 200_000


@pytest.mark.parametrize(
    "html",
    [
        "<" + "a" * N,
        "<a " + "a" * N,
        "<a a=" + "a=" * N,
        "<a a='" + "a='" * N,
        "<a " + "a " * N + ">",
        "<a" + " " * N,
        "<meta " + "http-equiv=refresh " * (N // 20),
        "<meta " + "http-equiv=refresh " * (N // 20) + ">",
        "<title>" + "404 " * N + "<",
        "<title>" + "| " * N + "<",
        "<input " + "type=" * N,
        "<input type" + " " * N,
        "<!--" * N,
    ],
    ids=range(13),
)
def test_no_page_of_the_web_takes_long(html: str) -> None:
    def read() -> None:
        found_anchors(html, True, ["y"])
        says_not_found(html)
        asks_for_login(html, "http://a/", "http://a/")
        sends_on(html)

    assert taken(read) < _LONGEST


@pytest.mark.parametrize("title", ["{" + "#" * 5_000, "{" * 5_000, "{a " * 5_000, "{#" * 5_000])
def test_no_heading_takes_long(title: str) -> None:
    assert taken(FLAVOURS["mkdocs"].anchors, [title]) < _LONGEST


def test_marks_without_end_do_not_take_long() -> None:
    text = "<!-- made: a/meaning 00000000 -->\nx\n" * 20_000
    assert taken(renew, text, lambda _: "new\n") < _LONGEST
    assert renew(text, lambda _: "new\n") == text
