"""The anchors that a heading gets, by who shows the page: GitHub, GitLab or MkDocs, one a file.

To add one: a module with a `NAME` and an `anchors`, and a line in `FLAVOURS`.
"""

from collections.abc import Sequence
from typing import Protocol

from observability.runbooks.pages.anchors import github, gitlab, mkdocs


class Flavour(Protocol):
    """How one host names headings."""

    @property
    def NAME(self) -> str:  # noqa: N802 # a module's constant
        """As the project file writes it."""

    def anchors(self, titles: Sequence[str]) -> list[str]:
        """The anchors of all headings of a page, by the text that a reader sees, in the order of the page."""


FLAVOURS: dict[str, Flavour] = {flavour.NAME: flavour for flavour in (github, gitlab, mkdocs)}
