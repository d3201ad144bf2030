"""The pages of the documentation that are made from the code, so that they cannot say anything else.

To add one: a module with a `PATH` and a `text`, and a line in `PAGES`.
"""

from typing import Protocol

from tools.docs import checks, commands, decisions, descriptor, readme


class Page(Protocol):
    """What each of these modules offers."""

    PATH: str

    def text(self) -> str:
        """The whole page, Markdown."""


PAGES: tuple[Page, ...] = (readme, descriptor, commands, checks, decisions)
