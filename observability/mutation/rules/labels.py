"""The labels that a rule sets."""

from collections.abc import Iterator

from attrs import evolve

from observability.model.rule import Rule
from observability.mutation.mutant import Mutant
from observability.mutation.pinned import single_values
from observability.promql import tree_of

_SEVERITIES = {"critical": "warning", "warning": "info", "info": "warning"}


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Each label left out, and with another value: of a severity the next one.

    To leave out what each sample has anyway, as the expression asks for it, changes nothing.
    """
    there = single_values(tree_of(rule.expr))
    for name, value in rule.labels.items():
        kind = name if name == "severity" else "label"
        others = {label: text for label, text in rule.labels.items() if label != name}
        changed = _SEVERITIES.get(value, f"{value}x") if name == "severity" else f"{value}x"
        if there.get(name) != value:
            yield Mutant(kind, f"without the label {name}", evolve(rule, labels=others))
        yield Mutant(kind, f"{name}: {value} becomes {changed}", evolve(rule, labels={**rule.labels, name: changed}))
