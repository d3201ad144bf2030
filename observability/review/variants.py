"""Cases with labels of other values: of several that a matcher takes, a case has one."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.model.rule import Alert
from observability.promql import tree_of
from observability.promql.tree import Vector, every
from observability.proof import Case, Input
from observability.proof.evaluator.labels import with_values

_PLAIN = re.compile(r"[\w /:@-]+", re.ASCII)


def told_values(old: Alert, new: Alert) -> tuple[tuple[str, str], ...]:
    """Values of labels that only one of the two names, each with its label."""
    before, after = (set(_values_in(alert.expr)) for alert in (old, new))
    return tuple(sorted(before ^ after))


def _values_in(expr: str) -> Iterator[tuple[str, str]]:
    try:
        tree = tree_of(expr)
    except ValueError:
        return
    for node in every(tree):
        for matcher in node.selector.matchers if isinstance(node, Vector) else ():
            yield from ((matcher.label, value) for value in matcher.value.split("|") if _PLAIN.fullmatch(value))


def with_other_values(case: Case, values: Sequence[tuple[str, str]]) -> Iterator[Case]:
    """The case with one label of another value, wherever it has it."""
    for label, value in values:
        inputs = tuple(_with_value(one, label, value) for one in case.inputs)
        if inputs != case.inputs and len({one.labels for one in inputs}) == len(inputs):
            yield evolve(case, inputs=inputs)


def _with_value(one: Input, label: str, value: str) -> Input:
    return evolve(one, labels=with_values(one.labels, [(label, value)])) if label in dict(one.labels) else one
