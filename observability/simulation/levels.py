"""Recording rules in the order in which they can be computed one after the other over a whole day."""

from collections.abc import Iterator, Mapping, Sequence

from observability.model.rule import Recording
from observability.promql import metric_names


def levels(rules: Sequence[Recording]) -> Iterator[list[Recording]]:
    """The rules such that each reads what those of earlier levels record; all rules of a name are of one level."""
    level: dict[str, int] = {}
    while (raised := _raised(rules, level)) != level:
        level = raised
    for number in range(1, max(level.values(), default=0) + 1):
        yield [rule for rule in rules if level[rule.record] == number]


def _raised(rules: Sequence[Recording], level: Mapping[str, int]) -> dict[str, int]:
    made = dict(level)
    for rule in rules:
        above = 1 + max((made.get(name, 0) for name in metric_names(rule.expr) if name != rule.record), default=0)
        made[rule.record] = max(above, made.get(rule.record, 0))
    return made
