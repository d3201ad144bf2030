"""The PromQL of a rule, taken apart once for all checks."""

from functools import cached_property

from attrs import frozen

from observability.lint.problem import Spot
from observability.lint.settings import Settings
from observability.lint.uses import name
from observability.model.durations import Duration
from observability.model.rule import Alert, Rule
from observability.promql import tree_of
from observability.promql.places import Places
from observability.promql.tokens import Span
from observability.promql.tree import Node, Vector

FIELD = "expr"


@frozen(eq=False)
class Expression:
    """`subject` is how messages name the rule; `alert` whether it is one; `interval` its group's, if it has its own."""

    text: str
    tree: Node
    subject: str
    alert: bool
    settings: Settings
    interval: Duration | None = None

    @classmethod
    def of(cls, rule: Rule, settings: Settings, interval: Duration | None = None) -> "Expression":
        """Take it apart.

        Raises:
            ValueError: not PromQL.
        """
        return cls(rule.expr, tree_of(rule.expr), name(rule), isinstance(rule, Alert), settings, interval)

    @cached_property
    def places(self) -> Places:
        """Where its nodes stand."""
        return Places(self.text, self.tree)

    def at(self, node: Node) -> Spot:
        """The word that tells of a node: a function's name, an operator, a whole selector."""
        return spot(self.places.of(node))

    def around(self, node: Node) -> Spot:
        """All of a node."""
        return spot(self.places.whole(node))

    def at_matcher(self, node: Vector, index: int) -> Spot:
        """A matcher of a selector."""
        found = self.places.matcher(node, index)
        return spot(found.whole if found else self.places.of(node))


def spot(span: Span | None) -> Spot:
    """A piece of an expression; all of it where it was not found."""
    return Spot(FIELD, span.start, span.end) if span else Spot(FIELD)
