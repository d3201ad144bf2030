"""What can be changed of a rule beside its expression, one kind a file. A new kind is a file and a line in `RULES`."""

from collections.abc import Iterator
from typing import Protocol

from observability.model.rule import Rule
from observability.mutation.mutant import Mutant
from observability.mutation.rules import deleted, labels, runbook, waiting


class Kind(Protocol):
    """What each module offers."""

    def mutants(self, rule: Rule, /) -> Iterator[Mutant]:
        """The rule, changed in one thing."""


RULES: tuple[Kind, ...] = (waiting, labels, runbook, deleted)
