"""Anchors of MkDocs, beside those of the program that makes them."""

import re

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st

from observability.runbooks.pages import FLAVOURS, parse

# Without what the two read as markup in different ways: underscores beside no letter, number signs at the end.
_LETTERS = "aAbß 0-.,?!&üé½²日\U0001f680क्:/()'\"+=%Z"
TITLES = st.text(st.sampled_from(_LETTERS), min_size=1, max_size=12).map(lambda text: text.replace("Z", "a_b").strip())


@settings(max_examples=100, deadline=None)
@given(st.lists(TITLES.filter(bool), min_size=1, max_size=5))
def test_headings_get_the_anchors_that_mkdocs_gives_them(titles: list[str]) -> None:
    text = "\n\n".join(f"## {title}" for title in titles) + "\n"
    html = markdown.markdown(text, extensions=["toc", "attr_list"])
    theirs = re.findall(r'<h2 id="([^"]*)"', html)
    assert [heading.anchor for heading in parse("a.md", text, FLAVOURS["mkdocs"]).headings] == theirs
