"""Mutants of rules: one thing changed in each, so that it shows whether tests would notice.

A kind of change in expressions is a file in `changes`, a kind of change in all else that a rule has is a file in
`rules`, and a line in the list of either. Pure: rules in, rules out.
"""

from collections.abc import Iterator

from attrs import evolve

from observability.model.rule import Rule
from observability.mutation.changes import CHANGES
from observability.mutation.equal import same
from observability.mutation.mutant import Mutant
from observability.mutation.places import everywhere
from observability.mutation.rules import RULES
from observability.promql import text_of, tree_of

__all__ = ["Mutant", "mutants"]


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Everything that can be changed about a rule, one thing in each; none that is the same by its syntax.

    Raises:
        ValueError: the expression is not PromQL.
    """
    tree = tree_of(rule.expr)
    seen = {text_of(tree)}
    for change in CHANGES:
        for words, changed in everywhere(tree, change.changes):
            text = text_of(changed)
            if text not in seen and not same(tree, changed):
                seen.add(text)
                yield Mutant(change.KIND, words, evolve(rule, expr=text))
    for of_rule in RULES:
        yield from of_rule.mutants(rule)
