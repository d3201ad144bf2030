"""The rule is gone."""

from collections.abc import Iterator

from observability.model.rule import Rule
from observability.mutation.mutant import Mutant


def mutants(_rule: Rule) -> Iterator[Mutant]:
    """One."""
    yield Mutant("deleted", "the rule is gone", None)
