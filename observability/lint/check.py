"""What every check offers. A check is a module: no class, no registration by side effect."""

from collections.abc import Iterable
from typing import Protocol

from observability.findings import Finding
from observability.lint.tree import Tree


class Check(Protocol):
    """A module with an id, a page for users and one function.

    The module's docstring is the page: what it is for, a sample that passes, one that fails, how to mend it.
    """

    __doc__: str | None

    @property
    def ID(self) -> str:  # noqa: N802 # a module's constant
        """The stable name that findings carry and people search for: `duplicate-series`."""

    def check(self, tree: Tree) -> Iterable[Finding]:
        """Everything that is wrong, with the line of the rule file or the path inside the dashboard."""
