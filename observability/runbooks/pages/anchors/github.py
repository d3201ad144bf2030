"""GitHub: lower case, no punctuation, a hyphen for each blank.

As html-pipeline's filter for tables of contents does it. An emoji is punctuation, `:rocket:` is the word `rocket`.
"""

from collections.abc import Sequence

from observability.runbooks.pages.anchors.numbered import numbered
from observability.runbooks.pages.anchors.words import kept

NAME = "github"


def anchors(titles: Sequence[str]) -> list[str]:
    """The anchors of all headings of a page."""
    return numbered(kept(title).replace(" ", "-") for title in titles)
