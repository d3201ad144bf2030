"""Which metrics the rules of a tree read: asked by several checks, found once."""

from collections.abc import Iterator

from attrs import frozen

from observability.model.rule import Alert, Rule, RuleGroup
from observability.promql import metrics_read
from observability.rulefiles import RuleFile


@frozen
class Use:
    """A rule and the metrics that it reads; none where its PromQL does not parse, which is promtool's to say."""

    group: RuleGroup
    rule: Rule
    metrics: frozenset[str]


def uses(files: tuple[RuleFile, ...]) -> Iterator[Use]:
    """Every rule of the files, in their order."""
    for file in files:
        for group in file.groups:
            for rule in group.rules:
                yield Use(group, rule, metrics_read(rule.expr))


def name(rule: Rule) -> str:
    """How a message names a rule."""
    return f"alert '{rule.alert}'" if isinstance(rule, Alert) else f"recording rule '{rule.record}'"
