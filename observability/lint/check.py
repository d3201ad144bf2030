"""What every check offers. A check is a module: no class, no registration by side effect."""

from collections.abc import Collection, Hashable, Iterable
from typing import Any, Protocol

from observability.findings import Finding
from observability.lint.tree import Tree


class Check(Protocol):
    """A module with an id, a page for users and one function, which judges each service, or each file, by itself.

    The module's docstring is the page: what it is for, a sample that passes, one that fails, how to mend it.
    """

    __doc__: str | None

    @property
    def ID(self) -> str:  # noqa: N802 # a module's constant
        """The stable name that findings carry and people search for: `alert-severity`."""

    def check(self, tree: Tree) -> Iterable[Finding]:
        """Everything that is wrong, with the line of the rule file or the path inside the dashboard."""


class WholeCheck(Protocol):
    """A module for what nobody can tell from one service alone: two rules for one series, a name that nobody makes.

    A fleet is read in parts, at several cores, and no part is kept. What it tells of itself is, so it must be small.
    """

    __doc__: str | None

    @property
    def ID(self) -> str:  # noqa: N802 # a module's constant
        """As that of any check."""

    def facts(self, tree: Tree) -> Iterable[Hashable]:
        """What a part of the tree tells for or against the whole; what several tell alike is kept once."""

    def judge(self, facts: Collection[Any]) -> Iterable[Finding]:
        """Everything that is wrong, by the facts of all parts. In which parts the tree came makes no difference."""
