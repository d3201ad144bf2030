"""Several checks of trees run together: over one part by itself, and over the facts that all parts have told."""

from collections.abc import Hashable, Iterator

from attrs import frozen

from observability.findings import Finding
from observability.lint.check import Check, WholeCheck
from observability.lint.tree import Tree

# By the check's id. The facts are keys, so that each is kept once, in the order in which they came.
Facts = dict[str, dict[Hashable, None]]


@frozen
class Suite:
    """Which checks those are."""

    checks: tuple[Check, ...]
    whole_checks: tuple[WholeCheck, ...]

    def judge(self, tree: Tree) -> Iterator[Finding]:
        """What is wrong with a part."""
        for check in self.checks:
            yield from check.check(tree)

    def tell(self, tree: Tree, facts: Facts) -> None:
        """Add what the part tells."""
        for check in self.whole_checks:
            facts.setdefault(check.ID, {}).update(dict.fromkeys(check.facts(tree)))

    def conclude(self, facts: Facts) -> Iterator[Finding]:
        """What is wrong with the whole."""
        for check in self.whole_checks:
            yield from check.judge(facts.get(check.ID, {}))


def add(facts: Facts, more: Facts) -> None:
    """Add what other parts told."""
    for check, told in more.items():
        facts.setdefault(check, {}).update(told)
