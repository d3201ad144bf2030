"""A rule with one thing changed, as a hand might slip."""

from attrs import field, frozen

from observability.model.rule import Rule
from observability.promql.tree import Node


@frozen
class Mutant:
    """`kind` is what was changed (`comparison`), `change` how, in words. No `rule`: it was deleted.

    `tree` is its expression. What was not changed in it is the same object as in the rule's own tree. `alike`: it is
    proved to do the same as the rule, whatever the series.
    """

    kind: str
    change: str
    rule: Rule | None
    tree: Node | None = field(default=None, eq=False, repr=False)
    alike: bool = False
