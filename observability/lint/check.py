"""What every check offers. A check is a module: no class, no registration by side effect.

Its docstring is the page for users: what it is for, a sample that passes and one that fails, how to mend it.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import Any, Protocol

from observability.findings import Finding, Severity
from observability.lint.alertrule import AlertRule
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.lint.tree import Tree
from observability.rulefiles import Opened


class Named(Protocol):
    """What all of them have."""

    __doc__: str | None

    @property
    def ID(self) -> str:  # noqa: N802 # a module's constant
        """The stable name that findings carry and people search for: `alert-severity`."""


class OnlineCheck(Named, Protocol):
    """A check that a Prometheus was asked for."""

    def check(self, readings: Sequence[Any], world: Any, /) -> Iterable[Finding]:
        """Everything that is wrong with what rules read (`Reading`s), by what the Prometheus told (a `World`)."""


class FileCheck(Named, Protocol):
    """A check of a file as YAML."""

    def check(self, opened: Opened, /) -> Iterable[Finding]:
        """Everything that is wrong with it."""


class ExpressionCheck(Named, Protocol):
    """A check of the PromQL of one rule, whoever wrote it."""

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802 # a module's constant
        """How much what it finds matters, unless it says otherwise."""

    def check(self, expression: Expression, /) -> Iterable[Problem]:
        """Everything that is wrong with an expression, each at the piece of it that is."""


class AlertCheck(Named, Protocol):
    """A check of one alert: its expression together with its texts, labels and times."""

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802 # a module's constant
        """How much what it finds matters, unless it says otherwise."""

    def check(self, alert: AlertRule, /) -> Iterable[Problem]:
        """Everything that is wrong with an alert."""


class Check(Named, Protocol):
    """A check that judges the groups and files of a service, or one file, by themselves."""

    def check(self, tree: Tree) -> Iterable[Finding]:
        """Everything that is wrong, with the line of the rule file or the path inside the dashboard."""


class WholeCheck(Named, Protocol):
    """A check for what nobody can tell from one service alone: two rules for one series, a name that nobody makes.

    A fleet is read in parts, at several cores, and no part is kept. What it tells of itself is, so it must be small.
    """

    def facts(self, tree: Tree) -> Iterable[Hashable]:
        """What a part of the tree tells for or against the whole; what several tell alike is kept once."""

    def judge(self, facts: Collection[Any]) -> Iterable[Finding]:
        """Everything that is wrong, by the facts of all parts. In which parts the tree came makes no difference."""
