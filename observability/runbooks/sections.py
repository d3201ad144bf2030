"""Sections of a page that answer an alert: where its link leads, and the parts that must be there."""

import re
from collections.abc import Iterable
from functools import lru_cache

from observability.runbooks.pages import Heading, Page, Section

_WORD = re.compile(r"[^\W_]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Written by who meant to come back. In other letters they are words of a sentence.
_LATER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b")
_FEWEST_WORDS = 3


def answer(page: Page, anchor: str, parts: Iterable[str]) -> Section:
    """What a person reads who follows a link to an anchor that is there; without an anchor it is the whole page.

    A link that jumps to one of the `parts` means the section around it.
    """
    if not anchor:
        return page.whole
    section = page.around(page.anchors[anchor])
    if section.heading and _normal(section.heading.title) in set(map(_normal, parts)):
        above = [h for h in page.headings if h.line < section.heading.line and h.level < section.heading.level]
        return page.section(above[-1]) if above else page.whole
    return section


def part(page: Page, section: Section, title: str) -> Heading | None:
    """The heading of a part of a section; case, signs and pictures in it do not matter."""
    return next((heading for heading in page.within(section) if _normal(heading.title) == _normal(title)), None)


def is_stub(page: Page, section: Section) -> bool:
    """Whether nothing is said there, or somebody meant to say it later."""
    headings = {line for heading in page.within(section) for line in range(heading.line, heading.body)}
    lines = (page.lines[line - 1] for line in range(section.start, section.end) if line not in headings)
    text = "\n".join(lines)
    shown = _COMMENT.sub(" ", text)
    return _LATER.search(text) is not None or len(_WORD.findall(shown)) < _FEWEST_WORDS


def names(text: str, word: str) -> bool:
    """Whether a text names something, as a word of its own."""
    # Thousands of words, each for one page: no expression is worth its compilation.
    start = text.find(word)
    while start >= 0:
        around = text[max(0, start - 1) : start] + text[start + len(word) : start + len(word) + 1]
        if not any(_WORD.match(char) or char == "_" for char in around):
            return True
        start = text.find(word, start + 1)
    return False


@lru_cache(maxsize=4096)
def _normal(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))
