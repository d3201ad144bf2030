"""Mutants of rules: one thing changed in each, so that it shows whether tests would notice.

A kind of change in expressions is a file in `changes`, a kind of change in all else that a rule has is a file in
`rules`, and a line in the list of either. Pure: rules in, rules out.
"""

import re
from collections.abc import Iterator

from attrs import evolve

from observability.model.rule import Alert, Rule
from observability.mutation.changes import CHANGES
from observability.mutation.equal import Known, same
from observability.mutation.mutant import Mutant
from observability.mutation.places import everywhere
from observability.mutation.rules import RULES
from observability.promql import text_of, tree_of
from observability.promql.tree import Node

_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# The value by its name, or in all that a template is handed.
_VALUE = re.compile(r"value|\.(?!\w)|\$[^\w]", re.IGNORECASE)

__all__ = ["Mutant", "mutants"]


def mutants(rule: Rule, tree: Node | None = None, counts: frozenset[str] = frozenset()) -> Iterator[Mutant]:
    """Everything that can be changed about a rule, one thing in each; no two have the same text.

    `tree` is its expression, where that is at hand; `counts` are metrics that are known never to be below zero.

    Raises:
        ValueError: the expression is not PromQL.
    """
    tree = tree_of(rule.expr) if tree is None else tree
    seen, known = {text_of(tree)}, Known(counts, _is_valued(rule))
    for change in CHANGES:
        for words, changed in everywhere(tree, change.changes):
            text = text_of(changed)
            if text not in seen:
                seen.add(text)
                yield Mutant(change.KIND, words, evolve(rule, expr=text), changed, same(tree, changed, known))
    for of_rule in RULES:
        yield from (evolve(mutant, tree=tree) for mutant in of_rule.mutants(rule))


def _is_valued(rule: Rule) -> bool:
    """Whether the values of its result are seen: recorded, or told."""
    if not isinstance(rule, Alert):
        return True
    texts = (*rule.annotations.values(), *rule.labels.values())
    return any(_VALUE.search(action) for text in texts for action in _ACTION.findall(text))
