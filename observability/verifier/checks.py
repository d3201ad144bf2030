"""All of our checks: over one part by itself, and over the facts that all parts have told."""

from collections.abc import Hashable, Iterator

from observability.findings import Finding
from observability.lint import Tree, dashboards, rules

_CHECKS = (*rules.CHECKS, *dashboards.CHECKS)
_WHOLE_CHECKS = (*rules.WHOLE_CHECKS, *dashboards.WHOLE_CHECKS)

# By the check's id. The facts are keys, so that each is kept once, in the order in which they came.
Facts = dict[str, dict[Hashable, None]]


def judge(tree: Tree) -> Iterator[Finding]:
    """What is wrong with a part."""
    for check in _CHECKS:
        yield from check.check(tree)


def tell(tree: Tree, facts: Facts) -> None:
    """Add what the part tells."""
    for check in _WHOLE_CHECKS:
        facts.setdefault(check.ID, {}).update(dict.fromkeys(check.facts(tree)))


def add(facts: Facts, more: Facts) -> None:
    """Add what other parts told."""
    for check, told in more.items():
        facts.setdefault(check, {}).update(told)


def conclude(facts: Facts) -> Iterator[Finding]:
    """What is wrong with the whole."""
    for check in _WHOLE_CHECKS:
        yield from check.judge(facts.get(check.ID, {}))
