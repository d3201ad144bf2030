"""Where a person is sent."""

from collections.abc import Iterator

from attrs import evolve

from observability.model.rule import Alert, Rule
from observability.mutation.mutant import Mutant

_NAME = "runbook_url"


def mutants(rule: Rule) -> Iterator[Mutant]:
    """The link to the runbook left out, and leading elsewhere."""
    if isinstance(rule, Alert) and _NAME in rule.annotations:
        others = {name: text for name, text in rule.annotations.items() if name != _NAME}
        elsewhere = {**rule.annotations, _NAME: rule.annotations[_NAME] + "x"}
        yield Mutant("runbook", "without the link to the runbook", evolve(rule, annotations=others))
        yield Mutant("runbook", "the link to the runbook leads elsewhere", evolve(rule, annotations=elsewhere))
