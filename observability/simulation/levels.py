"""Recording rules in the order in which they can be computed one after the other over a whole day."""

from collections.abc import Iterator, Sequence

from observability.model.rule import Recording
from observability.promql import metric_names


def levels(rules: Sequence[Recording]) -> Iterator[list[Recording]]:
    """The rules such that each reads what those of earlier levels record."""
    level: dict[str, int] = {}
    for rule in rules:
        level[rule.record] = 1 + max((level.get(name, 0) for name in metric_names(rule.expr)), default=0)
    for number in range(1, max(level.values(), default=0) + 1):
        yield [rule for rule in rules if level[rule.record] == number]
