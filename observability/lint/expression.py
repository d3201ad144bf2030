"""The PromQL of a rule, taken apart once for all checks."""

from functools import cached_property

from attrs import frozen

from observability.lint.problem import Spot
from observability.lint.settings import Settings
from observability.promql import tree_of
from observability.promql.places import Places
from observability.promql.tokens import Span
from observability.promql.tree import Node, Vector

FIELD = "expr"


@frozen(eq=False)
class Expression:
    """`subject` is how messages name the rule; `alert` whether somebody is woken by it."""

    text: str
    tree: Node
    subject: str
    alert: bool
    settings: Settings

    @classmethod
    def of(cls, text: str, subject: str, alert: bool, settings: Settings) -> "Expression":
        """Take it apart.

        Raises:
            ValueError: not PromQL.
        """
        return cls(text, tree_of(text), subject, alert, settings)

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
