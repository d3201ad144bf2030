"""MkDocs: as Python-Markdown's extension `toc` does it, letters without their accents and no other than ASCII.

An anchor may be written at the heading itself: `## Title {#anchor}`, which is its extension `attr_list`.
"""

import re
import unicodedata
from collections.abc import Sequence

NAME = "mkdocs"
# Bounded, as a heading of nothing but signs could be read in very many ways.
_OWN = re.compile(r"\{:?[^{}#]{0,100}#(?P<anchor>[^\s{}]{1,100})[^{}]{0,100}\}$")
_STRANGE = re.compile(r"[^\w\s-]", re.ASCII)
_GAP = re.compile(r"[-\s]+", re.ASCII)
_COUNTED = re.compile(r"(?P<name>.*)_(?P<number>\d+)")


def anchors(titles: Sequence[str]) -> list[str]:
    """The anchors of all headings of a page."""
    own = [found["anchor"] if (found := _OWN.search(title)) else "" for title in titles]
    # What is written by hand is there first, wherever it stands.
    taken = set(filter(None, own))
    return [written or _free(_anchor(title), taken) for title, written in zip(titles, own, strict=True)]


def _anchor(title: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return _GAP.sub("-", _STRANGE.sub("", ascii_only).strip().lower())


def _free(anchor: str, taken: set[str]) -> str:
    while not anchor or anchor in taken:
        counted = _COUNTED.fullmatch(anchor)
        anchor = f"{counted['name']}_{int(counted['number']) + 1}" if counted else f"{anchor}_1"
    taken.add(anchor)
    return anchor
