"""GitLab: as GitHub, with one hyphen for a row of them, and no anchor of digits alone, which would be an issue."""

import re
from collections.abc import Sequence

from observability.runbooks.pages.anchors.numbered import numbered
from observability.runbooks.pages.anchors.words import kept

NAME = "gitlab"
_HYPHENS = re.compile("--+")


def anchors(titles: Sequence[str]) -> list[str]:
    """The anchors of all headings of a page."""
    return numbered(_anchor(title) for title in titles)


def _anchor(title: str) -> str:
    anchor = _HYPHENS.sub("-", kept(title.strip()).replace(" ", "-"))
    return f"anchor-{anchor}" if anchor.isdecimal() else anchor
